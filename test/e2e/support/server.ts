import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../../..");

const MOST_STARTS = 5;

/** Copacte as `npm start` starts it, on data of its own. */
export class Server {
	#port = 0;
	readonly data = mkdtempSync(join(tmpdir(), "copacte-"));
	#process: ChildProcess | null = null;

	/** Begins with a copy of the data in this directory, or with none. */
	constructor(first?: string) {
		if (first) cpSync(first, this.data, { recursive: true });
	}

	/** Where it will be, for those who must know before it starts. */
	async reserve(): Promise<string> {
		this.#port ||= await freePort();
		return this.url;
	}

	/** Known once it has started, and the same when it starts again. */
	get url(): string {
		return `http://localhost:${this.#port}`;
	}

	/** Resolves once it answers, told of `vars` as a deployment would be; rejects with what it printed when it stops instead. */
	async start(vars: Record<string, string> = {}): Promise<void> {
		await this.reserve();
		for (let tries = 1; ; tries++) {
			try {
				return await this.#launch(vars);
			} catch (error) {
				// Wrangler draws ports for itself as well, and two that start at once may draw one.
				if (tries === MOST_STARTS || !String(error).includes("Address already in use")) throw error;
			}
		}
	}

	#launch(vars: Record<string, string>): Promise<void> {
		const server = spawn(process.execPath, ["start.ts"], {
			cwd: root,
			detached: true,
			// Typst takes seconds to start: a test that wants a PDF sets PRESS to something else.
			env: { ...process.env, PRESS: "no", ...vars, PORT: String(this.#port), PERSIST_TO: this.data },
			stdio: ["ignore", "pipe", "pipe"],
		});
		this.#process = server;
		return new Promise((resolve, reject) => {
			let printed = "";
			const read = (chunk: Buffer) => {
				printed += chunk;
				if (printed.includes("Ready on")) resolve();
			};
			server.stdout.on("data", read);
			server.stderr.on("data", read);
			server.once("exit", () => reject(new Error(`the server stopped:\n${printed}`)));
		});
	}

	/** As a power cut would: every process at once, without a word. */
	async kill(): Promise<void> {
		const server = this.#process;
		if (!server?.pid || server.exitCode !== null || server.signalCode !== null) return;
		const gone = new Promise((resolve) => server.once("exit", resolve));
		process.kill(-server.pid, "SIGKILL");
		await gone;
	}

	/** Ends it and throws its data away. */
	async dispose(): Promise<void> {
		await this.kill();
		rmSync(this.data, { recursive: true, force: true });
	}
}

/**
 * A port that nobody uses, so that several runs of the tests can share a machine. Below those that systems give to who
 * connects: a browser that calls a server which is down could otherwise be given its very port, and hold it.
 */
async function freePort(): Promise<number> {
	for (;;) {
		const port = randomInt(10_000, 32_000);
		if (await isFree(port)) return port;
	}
}

function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const probe = createServer()
			.once("error", () => resolve(false))
			.listen(port, () => probe.close(() => resolve(true)));
	});
}
