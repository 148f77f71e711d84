import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { requireTools } from "./tools.ts";

const root = resolve(import.meta.dirname, "../../..");

/** What every file of these tests needs: the tools that judge a PDF, and the press in workerd beside what asks it. */
export default async function prepare(project: TestProject) {
	requireTools();
	const data = mkdtempSync(join(tmpdir(), "copacte-press-"));
	const server = start(data);
	project.provide("press", await addressOf(server));
	return async () => {
		const gone = once(server, "exit");
		process.kill(-(server.pid as number), "SIGTERM");
		await gone;
		rmSync(data, { recursive: true, force: true });
	};
}

function start(data: string): ChildProcess {
	const configs = ["test/press/support/wrangler.toml", "worker/press/wrangler.toml"];
	const ports = ["--port", "0", "--inspector-port", "0"];
	return spawn(
		"wrangler",
		["dev", ...configs.flatMap((config) => ["--config", config]), ...ports, "--persist-to", data],
		{
			cwd: root,
			detached: true,
			env: { ...process.env, CI: "true", CLOUDFLARE_CF_FETCH_ENABLED: "false", WRANGLER_SEND_METRICS: "false" },
			stdio: ["ignore", "pipe", "pipe"],
		},
	);
}

function addressOf(server: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		let printed = "";
		const read = (chunk: Buffer) => {
			printed += chunk;
			const address = /Ready on (http:\/\/localhost:\d+)/.exec(printed)?.[1];
			if (address) resolve(address);
		};
		server.stdout?.on("data", read);
		server.stderr?.on("data", read);
		server.once("exit", () => reject(new Error(`the press stopped:\n${printed}`)));
	});
}

declare module "vitest" {
	interface ProvidedContext {
		/** Where the driver of the press listens. */
		press: string;
	}
}
