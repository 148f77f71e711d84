import { defineConfig } from "vite";

/** The page of a link, read without any program: it shares the letters and the paper of the other pages, and nothing else. */
export default defineConfig({
	root: import.meta.dirname,
	base: "/link/",
	build: { outDir: "../../dist/link", emptyOutDir: true },
});
