import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { trustLocalhost } from "./outside/certificate.ts";
import { CLIENT_ID, CLIENT_SECRET } from "./outside/provider.ts";

await trustLocalhost();
const { cloudflareTest, readD1Migrations } = await import("@cloudflare/vitest-plugin");

/** For what takes a second or two on a machine that does nothing else. */
const PATIENCE_MS = 20_000;

const root = resolve(import.meta.dirname, "..");

const bindings = async () => ({
	MIGRATIONS: await readD1Migrations("worker/migrations"),
	ROOM_JURISDICTION: "none",
	DEMO: "yes",
	PUBLIC_URL: "http://copacte.test",
	MAIL: "outbox",
	SESSION_SECRET: "a secret of the tests only, long enough",
});

/** In place of the press, whose Typst takes seconds to start: a page that says which version it was asked for. */
const press = {
	name: "copacte-press",
	modules: true,
	scriptPath: resolve(root, "test/worker/support/press.js"),
	compatibilityDate: "2026-08-01",
	compatibilityFlags: ["nodejs_compat"],
};

/**
 * Packages reach workerd bundled, as a deployment has them: asked for file by file, hundreds of them, they would take each
 * file of tests several seconds. All at once, so that no two bundles hold the same module twice.
 */
const bundled = {
	optimizer: {
		ssr: { enabled: true, include: packages(), rolldownOptions: { external: [/^node:/, /^cloudflare:/] } },
	},
};

/** All that the Worker and its tests import from packages. */
function packages(): string[] {
	const files = globSync(["worker/**/*.ts", "shared/**/*.ts", "test/worker/**/*.ts"], {
		cwd: root,
		exclude: ["shared/model/compiler/**"],
	});
	const sources = files.map((file) => readFileSync(resolve(root, file), "utf8"));
	const names = sources.flatMap((source) =>
		[...source.matchAll(/^(?:import|export) (?!type ).*?from "([a-z@][^":]*)";$/gms)].map(([, name]) => name),
	);
	return [...new Set(names)].filter((name) => name !== undefined && name !== "vitest") as string[];
}

export default defineConfig({
	test: {
		// One file to a processor: Vitest would leave one of them idle.
		maxWorkers: "100%",
		projects: [
			{
				root,
				test: {
					name: "unit",
					include: ["test/unit/**/*.test.{ts,tsx}", "test/fuzz/**/*.test.ts", "test/laws/**/*.test.ts"],
					testTimeout: PATIENCE_MS,
				},
			},
			{
				root,
				plugins: [
					cloudflareTest(async () => ({
						wrangler: { configPath: "./wrangler.toml" },
						miniflare: { bindings: await bindings(), workers: [press] },
					})),
				],
				test: {
					name: "worker",
					include: ["test/worker/**/*.test.ts"],
					setupFiles: ["test/worker/support/migrate.ts"],
					deps: bundled,
					testTimeout: PATIENCE_MS,
				},
			},
			{
				root,
				plugins: [
					cloudflareTest(async ({ inject }) => ({
						wrangler: { configPath: "./wrangler.toml" },
						miniflare: {
							workers: [press],
							bindings: {
								...(await bindings()),
								PROCONNECT_ISSUER: inject("issuer"),
								PROCONNECT_CLIENT_ID: CLIENT_ID,
								PROCONNECT_CLIENT_SECRET: CLIENT_SECRET,
							},
						},
					})),
				],
				test: {
					name: "outside",
					include: ["test/outside/**/*.test.ts"],
					globalSetup: "test/outside/serve.ts",
					setupFiles: ["test/worker/support/migrate.ts"],
					deps: bundled,
					testTimeout: PATIENCE_MS,
				},
			},
			{
				root,
				test: {
					name: "press",
					include: ["test/press/**/*.test.ts"],
					testTimeout: 60_000,
					hookTimeout: 60_000,
					globalSetup: "test/press/support/prepare.ts",
				},
			},
			{
				root,
				test: {
					name: "e2e",
					include: ["test/e2e/**/*.test.ts"],
					testTimeout: 60_000,
					hookTimeout: 60_000,
					// Vitest gives what is polled for one second; two browsers at once on two cores may need more.
					expect: { poll: { timeout: PATIENCE_MS } },
					globalSetup: "test/e2e/support/prepare.ts",
				},
			},
		],
	},
});
