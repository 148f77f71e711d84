import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** A program that listens on a port of its choice, and says which as a line of JSON on descriptor 3. */
export interface Command {
	program: string;
	args: string[];
}

const START_TIMEOUT_MS = 30_000;
const running = new Set<ChildProcess>();
const directories = new Set<string>();

process.on("exit", () => {
	for (const child of running) child.kill("SIGKILL");
	for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

/** An empty directory for one server's data; it goes when the benchmark ends. */
export function makeDirectory(): string {
	const directory = mkdtempSync(join(tmpdir(), "copacte-bench-"));
	directories.add(directory);
	emptyData(directory);
	return directory;
}

/** Makes the `data` in it, or makes it anew. */
export function emptyData(directory: string): void {
	rmSync(join(directory, "data"), { recursive: true, force: true });
	mkdirSync(join(directory, "data"));
}

export function removeDirectory(directory: string): void {
	rmSync(directory, { recursive: true, force: true });
	directories.delete(directory);
}

/** A server process under test. */
export class Server {
	readonly pid: number;
	readonly port: number;
	private readonly child: ChildProcess;

	private constructor(child: ChildProcess, port: number) {
		this.child = child;
		this.pid = child.pid as number;
		this.port = port;
	}

	/** Resolves when it listens. What it prints is shown only with BENCH_VERBOSE set. */
	static async start({ program, args }: Command): Promise<Server> {
		const output = process.env.BENCH_VERBOSE ? "inherit" : "ignore";
		const child = spawn(program, args, { stdio: ["ignore", output, output, "pipe"] });
		running.add(child);
		child.once("exit", () => running.delete(child));
		const ended = once(child, "exit").then(([code]) => {
			throw new Error(`the server ended with ${code} before it listened`);
		});
		const port = await Promise.race([listeningPort(child.stdio[3] as Readable), ended]);
		ended.catch(() => {});
		return new Server(child, port);
	}

	/** Ends it as a power switch would: nothing it holds in memory is written. */
	async kill(): Promise<void> {
		if (this.child.exitCode !== null || this.child.signalCode !== null) return;
		const ended = once(this.child, "exit");
		this.child.kill("SIGKILL");
		await ended;
	}
}

async function listeningPort(lines: Readable): Promise<number> {
	const timer = setTimeout(() => lines.destroy(new Error("the server did not listen in time")), START_TIMEOUT_MS);
	for await (const line of createInterface(lines)) {
		const message = JSON.parse(line) as { event: string; port?: number };
		if (message.port === undefined) continue;
		clearTimeout(timer);
		return message.port;
	}
	throw new Error("the server never said where it listens");
}
