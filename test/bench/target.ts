import { join } from "node:path";
import type { Dialect } from "./load/dialect.ts";
import { type Command, emptyData, makeDirectory, removeDirectory, Server } from "./server.ts";
import { prepareWorker } from "./workerd.ts";

/** Something that serves rooms, ready to be measured. */
export interface Target {
	name: TargetName;
	dialect: Dialect;
	/** True for what comes from the package in `peers/`, which may not be installed. */
	peer: boolean;
	prepare(directory: string): Promise<Command>;
}

export type TargetName = "limit" | "limit-sql" | "limit-snap" | "copacte" | "partyserver" | "yws" | "hocuspocus";

const worker = (entry: string) => (directory: string) => prepareWorker(entry, directory);

const targets: Target[] = [
	{ name: "limit", dialect: "y-websocket", peer: false, prepare: worker("targets/limit.ts") },
	{ name: "limit-sql", dialect: "y-websocket", peer: false, prepare: worker("targets/limit-sql.ts") },
	{ name: "limit-snap", dialect: "y-websocket", peer: false, prepare: worker("targets/limit-snap.ts") },
	{ name: "copacte", dialect: "copacte", peer: false, prepare: worker("targets/copacte.ts") },
	{ name: "partyserver", dialect: "y-websocket", peer: true, prepare: worker("peers/partyserver.mjs") },
	{ name: "yws", dialect: "y-websocket", peer: true, prepare: node("yws.mjs") },
	{ name: "hocuspocus", dialect: "hocuspocus", peer: true, prepare: node("hocuspocus.mjs") },
];

export const targetNames = targets.map(({ name }) => name);

export const target = (name: TargetName) => targets.find((each) => each.name === name) as Target;

/** One target with a directory of its own, where its data outlives any of its processes. */
export class Deployment {
	readonly target: Target;
	private readonly directory = makeDirectory();
	private command: Command | null = null;
	private server: Server | null = null;

	constructor(target: Target) {
		this.target = target;
	}

	/** Starts it, or kills it and starts it again on what it had stored. */
	async restart(): Promise<Server> {
		await this.server?.kill();
		this.command ??= await this.target.prepare(this.directory);
		this.server = await Server.start(this.command);
		return this.server;
	}

	/** Starts it with nothing stored. */
	async startAfresh(): Promise<Server> {
		await this.server?.kill();
		emptyData(this.directory);
		return this.restart();
	}

	async stop(): Promise<void> {
		await this.server?.kill();
		this.server = null;
	}

	async remove(): Promise<void> {
		await this.stop();
		removeDirectory(this.directory);
	}
}

/** A script of the peers' package, under the same Node.js that runs the benchmark. */
function node(script: string): Target["prepare"] {
	const path = join(import.meta.dirname, "peers", script);
	const args = ["--disable-warning=ExperimentalWarning", path];
	return async (directory) => ({ program: process.execPath, args: [...args, join(directory, "data")] });
}
