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

export default defineConfig({
	test: {
		projects: [
			{
				root,
				test: {
					name: "unit",
					include: ["test/unit/**/*.test.ts", "test/fuzz/**/*.test.ts", "test/laws/**/*.test.ts"],
					testTimeout: PATIENCE_MS,
				},
			},
			{
				root,
				plugins: [
					cloudflareTest(async () => ({
						wrangler: { configPath: "./wrangler.toml" },
						miniflare: { bindings: await bindings() },
					})),
				],
				test: {
					name: "worker",
					include: ["test/worker/**/*.test.ts"],
					setupFiles: ["test/worker/migrate.ts"],
					testTimeout: PATIENCE_MS,
				},
			},
			{
				root,
				plugins: [
					cloudflareTest(async ({ inject }) => ({
						wrangler: { configPath: "./wrangler.toml" },
						miniflare: {
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
					setupFiles: ["test/worker/migrate.ts"],
					testTimeout: PATIENCE_MS,
				},
			},
			{
				root,
				test: {
					name: "e2e",
					include: ["test/e2e/**/*.test.ts"],
					testTimeout: 60_000,
					hookTimeout: 60_000,
					fileParallelism: false,
				},
			},
		],
	},
});
