import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import type { Command } from "../server.ts";

const root = resolve(import.meta.dirname, "../../..");
const config = "worker/press/wrangler.toml";

/** The press as `npm run deploy` would upload it, and what asks it, for a bare `workerd serve`. */
export async function preparePress(directory: string): Promise<Command> {
	const bundled = spawnSync("wrangler", ["deploy", "--dry-run", "--config", config, "--outdir", directory], {
		cwd: root,
		encoding: "utf8",
		env: { ...process.env, CI: "true", WRANGLER_SEND_METRICS: "false" },
	});
	if (bundled.status !== 0) throw new Error(`${bundled.stdout}${bundled.stderr}`);
	await build({
		entryPoints: [join(import.meta.dirname, "driver.ts")],
		outfile: join(directory, "driver.mjs"),
		bundle: true,
		format: "esm",
		target: "es2024",
		external: ["node:*", "cloudflare:*"],
		logLevel: "error",
	});
	const file = join(directory, "press.capnp");
	writeFileSync(file, configuration(directory));
	const program = createRequire(import.meta.url)("workerd").default;
	return { program, args: ["serve", "--control-fd=3", file] };
}

const KINDS: Record<string, string> = { js: "esModule", wasm: "wasm", ttf: "data", typ: "text", svg: "text" };

function configuration(directory: string): string {
	const modules = readdirSync(directory).flatMap((name) => {
		const kind = KINDS[name.split(".").at(-1) ?? ""];
		return kind ? [`(name = "${name === "index.js" ? "index.js" : `./${name}`}", ${kind} = embed "${name}")`] : [];
	});
	// The entry is the first of them.
	const entryFirst = modules.sort((a, b) => Number(b.includes('"index.js"')) - Number(a.includes('"index.js"')));
	const date = /^compatibility_date = "(.+)"$/m.exec(readFileSync(join(root, config), "utf8"))?.[1];
	const both = `compatibilityDate = "${date}", compatibilityFlags = ["nodejs_compat"]`;
	return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "driver", worker = (modules = [(name = "driver.mjs", esModule = embed "driver.mjs")], ${both},
      bindings = [(name = "PRESS", service = "press")])),
    (name = "press", worker = (modules = [${entryFirst.join(", ")}], ${both})),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "driver")],
);
`;
}
