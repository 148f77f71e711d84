import type { CrowdJob, CrowdResult } from "../load/crowd.ts";
import { generate } from "../load/generate.ts";
import type { Deployment, TargetName } from "../target.ts";
import type { Column, Effort, Goal, Sample, Scenario } from "./scenario.ts";

type Shape = Pick<CrowdJob, "rooms" | "writers" | "readers" | "rate" | "ceiling">;

/** Updates a second that all writers together warm a server up with, unless they are to write more anyway. */
const WARM_UP_RATE = 200;

const servers: TargetName[] = ["limit", "limit-sql", "copacte", "partyserver", "yws", "hocuspocus"];

const steadyColumns: Column[] = [
	{ metric: "p50", label: "p50 ms", digits: 2, against: "limit-sql" },
	{ metric: "p99", label: "p99 ms", digits: 1 },
	{ metric: "cpu", label: "CPU s/10k", digits: 3, against: "limit-sql" },
	{ metric: "lost", label: "lost", digits: 0 },
	{ metric: "other", label: "other cores", digits: 2 },
];

const peakColumns: Column[] = [
	{ metric: "peak", label: "peak/s", digits: 0, against: "limit" },
	{ metric: "peakCpu", label: "CPU s/10k at peak", digits: 3 },
	{ metric: "generator", label: "generator cores", digits: 2 },
];

const roomsColumns: Column[] = [
	{ metric: "connect", label: "connecting ms", digits: 0 },
	{ metric: "memory", label: "RSS MiB", digits: 0 },
	{ metric: "growth", label: "of it grown", digits: 0 },
];

const asFastAsTheDisk: Goal = { text: "p50 against limit-sql", metric: "p50", against: "limit-sql", atMost: 1.1 };
const cheapAsTheDisk = (atMost: number): Goal => ({
	text: "CPU against limit-sql",
	metric: "cpu",
	against: "limit-sql",
	atMost,
});

/** Many people in a few rooms, or a few in many; updates of one character, at the pace of people, in an open loop. */
export const fanOut: Scenario = {
	name: "fanout",
	title: "A. One room, 2 writers and 50 readers, 20 updates/s; then as fast as it goes",
	targets: servers,
	columns: [...steadyColumns, ...peakColumns],
	goals: [
		asFastAsTheDisk,
		cheapAsTheDisk(1.2),
		{ text: "peak against limit", metric: "peak", against: "limit", atLeast: 10 },
	],
	measure: (deployment, effort) =>
		measure(deployment, effort, { rooms: 1, writers: 2, readers: 50, rate: 10, ceiling: true }),
};

export const fullRoom: Scenario = {
	name: "fullroom",
	title: "A. One room, 20 writers and 20 readers, 200 updates/s",
	targets: servers,
	columns: steadyColumns,
	goals: [asFastAsTheDisk, cheapAsTheDisk(1.2)],
	measure: (deployment, effort) =>
		measure(deployment, effort, { rooms: 1, writers: 20, readers: 20, rate: 10, ceiling: false }),
};

export const manyRooms: Scenario = {
	name: "rooms",
	title: "B. 200 rooms of 3 people, each 1 update/s",
	targets: servers,
	columns: [...steadyColumns, ...roomsColumns],
	goals: [cheapAsTheDisk(1.35)],
	measure: (deployment, effort) =>
		measure(deployment, effort, { rooms: 200, writers: 3, readers: 0, rate: 1, ceiling: false }),
};

async function measure(deployment: Deployment, effort: Effort, shape: Shape): Promise<Sample> {
	const { port, pid } = await deployment.startAfresh();
	const rate = Math.max(shape.rate, WARM_UP_RATE / (shape.rooms * shape.writers));
	const warmUp = { rate, seconds: effort.quick ? 2 : 4 };
	const { dialect } = deployment.target;
	return sampleOf(await generate({ port, pid, dialect, ...shape, warmUp, seconds: effort.quick ? 3 : 10 }));
}

function sampleOf({ steady, peak, connectMs, idleMiB, busyMiB }: CrowdResult): Sample {
	return {
		p50: steady.p50,
		p99: steady.p99,
		cpu: steady.cpuPer10k,
		lost: steady.expected - steady.delivered,
		other: steady.otherCores,
		peak: peak?.deliveredPerSecond ?? Number.NaN,
		peakCpu: peak?.cpuPer10k ?? Number.NaN,
		generator: peak?.generatorCores ?? Number.NaN,
		connect: connectMs,
		memory: busyMiB,
		growth: busyMiB - idleMiB,
	};
}
