import { setTimeout as wait } from "node:timers/promises";
import * as Y from "yjs";
import { Client, type ClientHandlers, type Place } from "../load/client.ts";
import { layOutRoom, textIn } from "../load/layout.ts";
import { cpuMillis, residentMiB } from "../process.ts";
import type { Server } from "../server.ts";
import { median } from "../statistics.ts";
import type { Deployment } from "../target.ts";
import { SHAPE, type Trace, traceOver } from "../trace.ts";
import type { Effort, Sample, Scenario } from "./scenario.ts";

/** Two rooms with the same content: the first shows a new process how it is done, the second is measured. */
const WARM = "long-warm";
const COLD = "long-cold";
/** And one whose process is killed as soon as all of it is on the disk, before anything is folded. */
const KILLED = "long-killed";
const RETURNING = 100;
const OPENINGS = 3;
/** A room of ours is compacted a second after the last person left; peers save within 2 s of the last change. */
const SETTLE_MS = 3_500;
const ARRIVAL_TIMEOUT_MS = 60_000;
/** What a server still does after it has answered belongs to the answer. */
const AFTERWARDS_MS = 100;

const traces = new Map<Deployment, Trace>();

/** A document that was written for months, opened by somebody new, and by everybody at once after a deployment. */
export const longDocument: Scenario = {
	name: "long",
	title: `C, D. A room of 260,000 edits (${SHAPE}), first opened after a restart; then 100 who lack the last 1,000 return`,
	targets: ["limit-snap", "limit-sql", "copacte", "partyserver", "hocuspocus"],
	columns: [
		{ metric: "cpu", label: "open: CPU ms", digits: 1, against: "limit-snap" },
		{ metric: "ms", label: "ms", digits: 0 },
		{ metric: "kib", label: "KiB", digits: 0 },
		{ metric: "herdKib", label: "100 return: KiB each", digits: 1 },
		{ metric: "herdCpu", label: "CPU ms each", digits: 1 },
		{ metric: "herdMs", label: "last one ms", digits: 0 },
		{ metric: "memory", label: "RSS MiB", digits: 0 },
		{ metric: "killed", label: "open, killed before: CPU ms", digits: 1 },
	],
	goals: [
		{ text: "CPU ms to open", metric: "cpu", atMost: 6 },
		{ text: "CPU ms to open a room that was killed before it was folded", metric: "killed", atMost: 20 },
		{ text: "KiB for each who returns", metric: "herdKib", atMost: 11.5 },
	],
	prepare,
	measure,
};

async function prepare(deployment: Deployment): Promise<void> {
	const server = await deployment.startAfresh();
	for (const room of [WARM, COLD]) traces.set(deployment, await fill(deployment, server, room));
	await wait(SETTLE_MS);
}

/** Types the whole trace into a room, and leaves once the room has all of it. */
async function fill(deployment: Deployment, server: Server, room: string): Promise<Trace> {
	const place = placeOf(deployment, server, room, "author");
	const { base, client } = await layOutRoom(place);
	const trace = traceOver(base);
	if (deployment.target.name === "limit-snap") await storeBlob(server, room, [base, ...trace.frames]);
	for (const frame of trace.frames) client.sendUpdate(frame);
	const deadline = performance.now() + ARRIVAL_TIMEOUT_MS;
	while ((await textAt(place)) !== trace.text) {
		if (performance.now() > deadline) throw new Error("the trace did not arrive");
		await wait(500);
	}
	client.socket.close();
	return trace;
}

async function storeBlob(server: Server, room: string, updates: Uint8Array[]): Promise<void> {
	const doc = new Y.Doc();
	doc.transact(() => {
		for (const update of updates) Y.applyUpdate(doc, update);
	});
	await fetch(`http://127.0.0.1:${server.port}/${room}`, {
		method: "PUT",
		body: Y.encodeStateAsUpdate(doc) as BufferSource,
	});
}

async function textAt(place: Place): Promise<string> {
	const { updates, client } = await open(place);
	client.socket.close();
	return textOf(updates);
}

async function measure(deployment: Deployment, effort: Effort): Promise<Sample> {
	const trace = traces.get(deployment);
	if (!trace) throw new Error("there is no document to open");
	const openings: Sample[] = [];
	for (let at = 0; at < (effort.quick ? 1 : OPENINGS); at++) openings.push(await measureOpening(deployment, trace));
	const killed = deployment.target.name === "copacte" ? await measureKilled(deployment) : {};
	return { ...mediansOf(openings), ...(await measureReturn(deployment, trace)), ...killed };
}

/** The first opening of a room whose process was killed in the middle of its work, by a new process. */
async function measureKilled(deployment: Deployment): Promise<Sample> {
	const room = `${KILLED}-${crypto.randomUUID()}`;
	const trace = await fill(deployment, await restartWarm(deployment), room);
	const server = await restartWarm(deployment);
	const before = cpuMillis(server.pid);
	const { updates } = await open(placeOf(deployment, server, room, "reader"));
	const killed = cpuMillis(server.pid) - before;
	if (textOf(updates) !== trace.text) throw new Error("the room opened with another text");
	return { killed };
}

/** A new process opens a room that it has never seen, for somebody who has nothing of it. */
async function measureOpening(deployment: Deployment, trace: Trace): Promise<Sample> {
	const server = await restartWarm(deployment);
	const before = cpuMillis(server.pid);
	const began = performance.now();
	const { updates, client } = await open(placeOf(deployment, server, COLD, "reader"));
	const ms = performance.now() - began;
	await wait(AFTERWARDS_MS);
	const cpu = cpuMillis(server.pid) - before;
	if (textOf(updates) !== trace.text) throw new Error("the room opened with another text");
	const kib = client.socket.received / 1024;
	return { cpu, ms, kib, memory: residentMiB(server.pid) };
}

/** Everybody comes back at once to a new process; each answers its step 1 as a stock client does. */
async function measureReturn(deployment: Deployment, { stale, text }: Trace): Promise<Sample> {
	const server = await restartWarm(deployment);
	const before = cpuMillis(server.pid);
	const began = performance.now();
	const people = Array.from({ length: RETURNING }, (_, index) =>
		placeOf(deployment, server, COLD, `returning-${index}`),
	);
	const tabs = await Promise.all(people.map((place) => open(place, { answer: stale.answer }, stale.vector)));
	const herdMs = performance.now() - began;
	await wait(AFTERWARDS_MS);
	const herdCpu = (cpuMillis(server.pid) - before) / RETURNING;
	const received = tabs.reduce((sum, { client }) => sum + client.socket.received, 0);
	for (const { updates } of [tabs[0], tabs[RETURNING - 1]] as Tab[]) {
		if (textOf([stale.state, ...updates]) !== text) throw new Error("somebody returned to another text");
	}
	return { herdMs, herdCpu, herdKib: received / 1024 / RETURNING };
}

/** A new process that has shown the way it opens a room, on another one, and now rests. */
async function restartWarm(deployment: Deployment): Promise<Server> {
	const server = await deployment.restart();
	for (let visit = 0; visit < 2; visit++) {
		const { client } = await open(placeOf(deployment, server, WARM, "reader"));
		client.socket.close();
	}
	await wait(AFTERWARDS_MS);
	return server;
}

interface Tab {
	client: Client;
	updates: Uint8Array[];
}

async function open(place: Place, handlers: ClientHandlers = {}, vector?: Uint8Array): Promise<Tab> {
	const updates: Uint8Array[] = [];
	const client = await Client.join(place, { ...handlers, onUpdate: (update) => updates.push(update) }, vector);
	return { client, updates };
}

function textOf(updates: Uint8Array[]): string {
	const doc = new Y.Doc();
	doc.transact(() => {
		for (const update of updates) Y.applyUpdate(doc, update);
	});
	return textIn(doc).toString();
}

function placeOf({ target: { dialect } }: Deployment, { port }: Server, room: string, person: string): Place {
	return { port, dialect, room, person };
}

function mediansOf(samples: Sample[]): Sample {
	const metrics = Object.keys(samples[0] ?? {});
	return Object.fromEntries(
		metrics.map((metric) => [metric, median(samples.map((sample) => sample[metric] as number))]),
	);
}
