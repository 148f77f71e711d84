import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const worker = "http://localhost:8787";

export default defineConfig({
	root: import.meta.dirname,
	base: "/",
	build: {
		outDir: "../dist",
		emptyOutDir: true,
		chunkSizeWarningLimit: 600,
		// Making a schema that nobody asks for is no effect: the first text does without ProseMirror.
		rolldownOptions: {
			treeshake: { manualPureFunctions: ["Schema"] },
			// One chunk for the first text: what it shares with later ones would else be cut into crumbs, worse compressed.
			output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } },
		},
	},
	plugins: [react()],
	server: { proxy: { "/api": { target: worker, ws: true }, "/demo": worker } },
});
