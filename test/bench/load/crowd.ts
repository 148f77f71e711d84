import { cpuSeconds, machineSeconds, residentMiB } from "../process.ts";
import { percentile } from "../statistics.ts";
import { Client, type Place } from "./client.ts";
import type { Dialect } from "./dialect.ts";
import { layOutRoom } from "./layout.ts";
import { type Due, sendWhenDue } from "./schedule.ts";
import { Tally } from "./tally.ts";
import { Typist } from "./typist.ts";

/** Rooms full of people, some of whom type. */
export interface CrowdJob {
	port: number;
	dialect: Dialect;
	/** The server's process, whose CPU and memory are read. */
	pid: number;
	rooms: number;
	writers: number;
	readers: number;
	/** Updates a second, of each writer. */
	rate: number;
	/** Before anything is measured; a higher rate, so that the server's code is compiled as in one that is in use. */
	warmUp: { rate: number; seconds: number };
	seconds: number;
	/** Raise the rate afterwards until the server no longer follows. */
	ceiling: boolean;
}

export interface CrowdResult {
	connectMs: number;
	steady: Phase;
	/** The step that delivered most, null when it was not asked for. */
	peak: Phase | null;
	idleMiB: number;
	busyMiB: number;
}

/** One stretch of typing at one rate. */
export interface Phase {
	p50: number;
	p99: number;
	delivered: number;
	/** What should have been delivered had nothing been lost. */
	expected: number;
	deliveredPerSecond: number;
	/** Server CPU for 10,000 deliveries, in seconds. */
	cpuPer10k: number;
	/** Cores that the generator used, and that neither it nor the server did. */
	generatorCores: number;
	otherCores: number;
}

interface Writer {
	typist: Typist;
	client: Client;
}

interface Crowd {
	job: CrowdJob;
	writers: Writer[];
	tally: Tally;
}

const ROOMS_AT_ONCE = 8;
const DRAIN_MS = 3_000;
const CEILING = { firstRate: 500, factor: 1.5, steps: 14, seconds: 1.5, keepsUp: 0.85 };

export async function runCrowd(job: CrowdJob): Promise<CrowdResult> {
	const idleMiB = residentMiB(job.pid);
	const crowd: Crowd = { job, writers: [], tally: new Tally(job.dialect) };
	const began = performance.now();
	for (let room = 0; room < job.rooms; room += ROOMS_AT_ONCE) {
		const batch = Array.from({ length: Math.min(ROOMS_AT_ONCE, job.rooms - room) }, (_, index) => room + index);
		await Promise.all(batch.map((each) => fillRoom(crowd, `crowd-${each}`)));
	}
	const connectMs = performance.now() - began;
	await runPhase(crowd, job.warmUp.rate, job.warmUp.seconds);
	const steady = await runPhase(crowd, job.rate, job.seconds);
	const busyMiB = residentMiB(job.pid);
	const peak = job.ceiling ? await findPeak(crowd) : null;
	return { connectMs, steady, peak, idleMiB, busyMiB };
}

/** The first writer lays out what all type in; the others start from what it then has. */
async function fillRoom(crowd: Crowd, room: string): Promise<void> {
	const { job, tally } = crowd;
	const place = (index: number): Place => ({ port: job.port, dialect: job.dialect, room, person: `${room}-${index}` });
	const layout = await layOutRoom(place(0));
	for (let index = 0; index < job.writers; index++) {
		const typist = new Typist(layout.base);
		const client = await Client.join(place(index), { takeFrame: tally.reader(typist.clientId) });
		crowd.writers.push({ typist, client });
	}
	for (let index = 0; index < job.readers; index++) {
		await Client.join(place(job.writers + index), { takeFrame: tally.reader(null) });
	}
	layout.client.socket.close();
}

/** Everybody types at `rate` updates a second for so long; then what is on its way may arrive. */
async function runPhase(crowd: Crowd, rate: number, seconds: number): Promise<Phase> {
	const { job, writers, tally } = crowd;
	const schedule = writers.flatMap((writer, index) => plan(tally, writer, rate, seconds, index / writers.length));
	schedule.sort((a, b) => a.at - b.at);
	const expected = schedule.length * (job.writers + job.readers - 1);
	const before = { server: cpuSeconds(job.pid), generator: process.cpuUsage(), machine: machineSeconds() };
	const start = performance.now();
	tally.restart(start);
	await sendWhenDue(schedule, start);
	await drained(tally, expected);
	const elapsed = (performance.now() - start) / 1000;
	const server = cpuSeconds(job.pid) - before.server;
	const { user, system } = process.cpuUsage(before.generator);
	const generator = (user + system) / 1e6;
	const latencies = Float64Array.from(tally.latencies).sort();
	return {
		p50: percentile(latencies, 0.5),
		p99: percentile(latencies, 0.99),
		delivered: tally.delivered,
		expected,
		deliveredPerSecond: tally.delivered / elapsed,
		cpuPer10k: (server * 10_000) / tally.delivered,
		generatorCores: generator / elapsed,
		otherCores: Math.max(0, machineSeconds() - before.machine - server - generator) / elapsed,
	};
}

/** Types everything ahead, so that the generator only sends while it is measured. Writers take turns within an interval. */
function plan(tally: Tally, { typist, client }: Writer, rate: number, seconds: number, turn: number): Due[] {
	const interval = 1000 / rate;
	const offset = turn * interval;
	tally.add({ typist, first: typist.typed, offset, interval });
	const count = Math.max(1, Math.round(rate * seconds));
	return Array.from({ length: count }, (_, index) => ({
		at: offset + index * interval,
		socket: client.socket,
		frame: client.frameOf(typist.type()),
	}));
}

/** Raises the rate step by step; the peak is the most that any step delivered, from its first update to its last delivery. */
async function findPeak(crowd: Crowd): Promise<Phase> {
	let peak: Phase | null = null;
	let rate = CEILING.firstRate / crowd.writers.length;
	for (let step = 0; step < CEILING.steps; step++, rate *= CEILING.factor) {
		const phase = await runPhase(crowd, rate, CEILING.seconds);
		if (peak === null || phase.deliveredPerSecond > peak.deliveredPerSecond) peak = phase;
		const offered = phase.expected / CEILING.seconds;
		if (phase.deliveredPerSecond < CEILING.keepsUp * offered || phase.delivered < phase.expected) break;
	}
	return peak as Phase;
}

async function drained(tally: Tally, expected: number): Promise<void> {
	const deadline = performance.now() + DRAIN_MS;
	while (tally.delivered < expected && performance.now() < deadline) {
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
}
