import * as Y from "yjs";
import { isFailure } from "../../shared/failure.ts";
import { liveRoot } from "../../shared/live/layout.ts";
import { Guard } from "../../shared/room/guard/guard.ts";
import { limits } from "../../shared/room/guard/limits.ts";
import { contents, forge, type Id, type Struct } from "./forge.ts";
import { Random } from "./random.ts";

/**
 * What the guard costs: a key against Yjs alone, and the largest frames of several kinds that it lets in. CPU of the thread;
 * the machine's clock of it may tick in milliseconds, so that each figure sums up many.
 */
const SECTION = "besoins";
const random = new Random(1);
const { any, format, garbage, string, type } = contents;

function oldRoom(items: number): Y.Doc {
	const doc = new Y.Doc();
	for (const map of ["fields", "structure"]) doc.getMap(map);
	doc.clientID = 5;
	const text = doc.getText(liveRoot(SECTION));
	text.insert(0, "Il était une fois une commune ".repeat(400));
	for (let at = 1; at < items / 2; at++) text.insert(1 + random.int(text.length - 1), at % 100 === 0 ? "\n" : "e");
	return doc;
}

const writer = {
	refusal: null,
	refusesSection: () => null,
	refusesField: () => null,
	owns: () => true,
	refusesClients: () => null,
};

/** Words typed here and there, a letter now and then deleted or bold: an update each. */
function keys(state: Uint8Array, count: number): Uint8Array[] {
	const doc = new Y.Doc();
	doc.clientID = 77;
	Y.applyUpdate(doc, state);
	const updates: Uint8Array[] = [];
	doc.on("update", (update: Uint8Array) => updates.push(update));
	const text = doc.getText(liveRoot(SECTION));
	for (let at = 0; updates.length < count; ) {
		if (updates.length % 20 === 0) at = random.int(text.length);
		text.insert(at++, "a");
	}
	return updates;
}

function cpu(act: () => void): number {
	const began = process.threadCpuUsage();
	act();
	const { user, system } = process.threadCpuUsage(began);
	return (user + system) / 1000;
}

function measureKeys(): void {
	const state = Y.encodeStateAsUpdate(oldRoom(20_000));
	const all = keys(state, 80_000);
	const judged = oldRoomFrom(state);
	const plain = oldRoomFrom(state);
	const guard = new Guard(judged);
	const [times, plainTimes] = [[] as number[], [] as number[]];
	for (let from = 0; from < all.length; from += 2_000) {
		const some = all.slice(from, from + 2_000);
		const judge = () => {
			for (const update of some) if (guard.judge(update, writer).failed) throw new Error("a key refused");
		};
		const apply = () => {
			for (const update of some) Y.applyUpdate(plain, update);
		};
		// The first to read an update finds nothing of it in the machine's caches.
		const isFirst = (from / 2_000) % 2 === 0;
		const early = cpu(isFirst ? judge : apply);
		const late = cpu(isFirst ? apply : judge);
		const [ms, plainMs] = isFirst ? [early, late] : [late, early];
		// Until the code is warm nothing is counted.
		if (from >= 2_000) [times.push(ms), plainTimes.push(plainMs)];
	}
	const [sum, plainSum] = [times, plainTimes].map((each) => each.reduce((a, b) => a + b, 0)) as [number, number];
	const per = (ms: number) => `${((ms * 1000) / 78_000).toFixed(1)} µs`;
	console.log(`a key: ${per(sum)}, Yjs alone ${per(plainSum)}, ratio ${(sum / plainSum).toFixed(2)}`);
}

function oldRoomFrom(state: Uint8Array): Y.Doc {
	const doc = new Y.Doc();
	for (const map of ["fields", "structure"]) doc.getMap(map);
	doc.getText(liveRoot(SECTION));
	Y.applyUpdate(doc, state);
	return doc;
}

/** Right before the first letter. */
const inText: { right: Id } = { right: [5, 0] };
const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
const after = (client: number, at: number): Id | undefined => (at === 0 ? undefined : [client, at - 1]);
const one = (structs: Struct[]) => forge([{ client: 61, clock: 0, structs }]);

const chain = (count: number, content: (at: number) => Struct["content"]) =>
	one(times(count, (at) => ({ ...inText, origin: after(61, at), content: content(at) })));

/** The largest of each kind. */
const frames: Record<string, () => Uint8Array> = {
	letters: () => chain(limits.structs, () => string("x")),
	boundaries: () => chain(limits.blocks, () => type(1)),
	formats: () =>
		chain(limits.structs, (at) => format(["bold", "italic"][at % 2] as string, at % 4 < 2 ? "true" : "null")),
	"letters and formats": () =>
		chain(limits.structs, (at) => (at % 2 === 0 ? string("x") : format("bold", at % 4 === 1 ? "true" : "null"))),
	links: () =>
		chain(limits.structs, (at) =>
			at % 2 === 0 ? string("x") : format("link", JSON.stringify(`https://exemple.fr/${at}`)),
		),
	garbage: () => one(times(limits.structs, () => ({ content: garbage(1) }))),
	"holes in a word": () =>
		forge(
			[{ client: 61, clock: 0, structs: [{ ...inText, content: string("x".repeat(12_000)) }] }],
			times(limits.structs, (at) => [61, 2 * at, 1] as const),
		),
	"values of a key": () =>
		one(
			times(limits.structs, (at) =>
				at === 0 ? { parent: "fields", sub: "nom", content: any("x") } : { origin: after(61, at), content: any("x") },
			),
		),
	"letters of two pages at one place": () =>
		forge(
			[62, 61].map((client) => ({
				client,
				clock: 0,
				structs: times(Math.floor(Math.sqrt(limits.steps / 3)), () => ({ ...inText, content: string("x") })),
			})),
		),
};

function measureFrames(): void {
	const state = Y.encodeStateAsUpdate(oldRoom(20_000));
	for (const [name, make] of Object.entries(frames)) {
		const bytes = make();
		const guards = times(9, () => new Guard(oldRoomFrom(state)));
		const ms = guards.map((guard) => {
			let verdict = "";
			const took = cpu(() => {
				const judged = guard.judge(bytes, writer);
				verdict = isFailure(judged) ? judged.code : `in, work ${Math.round(judged.work / 1000)} ms`;
			});
			return { took, verdict };
		});
		const sorted = ms.map(({ took }) => took).sort((a, b) => a - b);
		const [middle, most] = [sorted[4], sorted[8]] as [number, number];
		console.log(
			`${name.padEnd(36)} ${(bytes.length / 1000).toFixed(0).padStart(5)} kB ${middle.toFixed(0).padStart(4)} ms, at most ${most.toFixed(0)}: ${ms[0]?.verdict}`,
		);
	}
}

measureKeys();
measureFrames();
