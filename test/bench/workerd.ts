import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import type { Command } from "./server.ts";

const require = createRequire(import.meta.url);
const path = (relative: string) => join(import.meta.dirname, relative);

/** Bundles a worker and writes the configuration for a bare `workerd serve`, with its objects' SQLite in `data`. */
export async function prepareWorker(entry: string, directory: string): Promise<Command> {
	await build({
		entryPoints: [path(entry)],
		outfile: join(directory, "entry.js"),
		bundle: true,
		format: "esm",
		target: "es2024",
		conditions: ["workerd", "worker", "browser"],
		external: ["node:*", "cloudflare:*"],
		logLevel: "error",
	});
	const config = join(directory, "config.capnp");
	writeFileSync(config, configuration(join(directory, "data")));
	return { program: require("workerd").default, args: ["serve", "--control-fd=3", "--experimental", config] };
}

function configuration(data: string): string {
	return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "data", disk = (path = "${data}", writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "entry.js", esModule = embed "entry.js")],
  compatibilityDate = "${compatibilityDate()}",
  compatibilityFlags = ["nodejs_compat"],
  durableObjectNamespaces = [(className = "Room", uniqueKey = "room", enableSql = true)],
  durableObjectStorage = (localDisk = "data"),
  bindings = [(name = "ROOM", durableObjectNamespace = "Room")],
);
`;
}

/** The one the product runs with. */
function compatibilityDate(): string {
	const date = /^compatibility_date = "(.+)"$/m.exec(readFileSync(path("../../wrangler.toml"), "utf8"))?.[1];
	if (date === undefined) throw new Error("wrangler.toml names no compatibility date");
	return date;
}
