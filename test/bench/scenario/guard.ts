import * as Y from "yjs";
import type { Node, Structure } from "../../../shared/convention/state.ts";
import { writingOf } from "../../../shared/convention/writable.ts";
import { liveRoot } from "../../../shared/live/layout.ts";
import { seed } from "../../../shared/live/seed.ts";
import type { FreeSection, Model } from "../../../shared/model/model.ts";
import { Guard } from "../../../shared/room/guard/guard.ts";
import { defineRoots } from "../../../shared/room/roots.ts";
import { writerFor } from "../../../shared/room/writer.ts";
import { median } from "../statistics.ts";
import type { Effort, Sample, Scenario } from "./scenario.ts";

const SECTIONS = 15;
/** Sixty words or so: fifteen sections of twelve are some twenty pages. */
const PARAGRAPHS = 12;
const PARAGRAPH = "Les signataires conviennent de poursuivre ensemble les actions engagées sur le territoire. ".repeat(
	4,
);
const KEYSTROKES = 2_000;
/** Documents alternate within a round in stretches of so many keystrokes, so that both meet the same machine. */
const STRETCH = 200;
const PASSES = 21;

const member = { person: "bench", name: "Bench", party: "caf", kind: "caf" as const, roles: ["drafts" as const] };
const structure: Structure = {
	phase: "drafting",
	parties: [],
	options: {},
	variants: {},
	rows: {},
	files: {},
	logos: {},
};

/** What a keystroke costs when it is judged, beside one that is only applied. No server, no network. */
export const guardCost: Scenario = {
	name: "guard",
	title: `G. Guard and schema check of a keystroke, in a convention of ${SECTIONS} sections with ${PARAGRAPHS} paragraphs each`,
	targets: ["copacte"],
	rounds: 1,
	columns: [
		{ metric: "applied", label: "applied µs", digits: 2 },
		{ metric: "emitted", label: "applied and emitted µs", digits: 2 },
		{ metric: "judged", label: "judged µs", digits: 2 },
		{ metric: "ratio", label: "judged / applied", digits: 2 },
		{ metric: "scattered", label: "same, all over the text", digits: 2 },
		{ metric: "merged", label: "same, 1,000 in one update", digits: 2 },
	],
	goals: [
		{ text: "judged against Y.applyUpdate, one paragraph", metric: "ratio", atMost: 1.5 },
		{ text: "all over the text", metric: "scattered", atMost: 1.5 },
	],
	measure: async (_deployment, effort) => measure(effort),
};

function measure(effort: Effort): Sample {
	const passes = effort.quick ? 5 : PASSES;
	const base = convention();
	const typed = keystrokes(base, () => 0);
	const here = compare(base, typed, passes);
	const scattered = compare(
		base,
		keystrokes(base, (at) => at * 7),
		passes,
	);
	const thousand = [Y.mergeUpdates(typed.slice(0, 1_000))];
	const merged = compare(base, thousand, passes);
	return {
		...here,
		ratio: here.judged / here.applied,
		scattered: scattered.judged / scattered.applied,
		merged: merged.judged / merged.applied,
	};
}

/** Microseconds for an update: applied to a document nobody listens to, to one that emits what changed, and judged. */
function compare(base: Uint8Array, updates: Uint8Array[], passes: number) {
	const rounds = Array.from({ length: passes }, () => pass(base, updates));
	const of = (which: number) => median(rounds.map((times) => ((times[which] ?? 0) * 1000) / updates.length));
	return { applied: of(0), emitted: of(1), judged: of(2) };
}

function pass(base: Uint8Array, updates: Uint8Array[]): number[] {
	const ways = [plain(base), emitting(base), guarded(base)];
	const times = ways.map(() => 0);
	for (let from = 0; from < updates.length; from += STRETCH) {
		const stretch = updates.slice(from, from + STRETCH);
		for (const [way, take] of ways.entries()) {
			const began = performance.now();
			for (const update of stretch) take(update);
			times[way] = (times[way] ?? 0) + performance.now() - began;
		}
	}
	return times;
}

function plain(base: Uint8Array): (update: Uint8Array) => void {
	const doc = load(base);
	return (update) => Y.applyUpdate(doc, update);
}

function emitting(base: Uint8Array): (update: Uint8Array) => void {
	const doc = load(base);
	doc.on("update", () => {});
	return (update) => Y.applyUpdate(doc, update);
}

function guarded(base: Uint8Array): (update: Uint8Array) => void {
	const guard = new Guard(load(base));
	const writer = writerFor(member, writing(structure), structure.phase, {
		owns: () => true,
		refusesClients: () => null,
	});
	return (update) => {
		if (guard.judge(update, writer).failed) throw new Error("the guard refused a keystroke");
	};
}

const sections: FreeSection[] = Array.from({ length: SECTIONS }, (_, at) => {
	return { id: `article-${at + 1}`, label: "", owner: "caf", required: false, guidance: "", example: [] };
});

const model: Model = {
	...{ id: "bench", title: "", shortTitle: "", digest: "" },
	...{ fields: [], sections, parts: [], notes: [], corrections: [] },
};

const writing = writingOf(model);

function load(base: Uint8Array): Y.Doc {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, base);
	defineRoots(doc, writing);
	return doc;
}

function convention(): Uint8Array {
	const doc = new Y.Doc();
	const paragraph: Node = { type: "paragraph", content: [{ type: "text", text: PARAGRAPH }] };
	doc.transact(() => {
		for (const { id } of sections) seed(doc, id, Array(PARAGRAPHS).fill(paragraph));
	});
	return Y.encodeStateAsUpdate(doc);
}

/** One update for each letter typed in the middle of the paragraph that `where` names. */
function keystrokes(base: Uint8Array, where: (at: number) => number): Uint8Array[] {
	const doc = load(base);
	const carets = sections.flatMap(({ id }) => caretsIn(doc.getText(liveRoot(id))));
	const updates: Uint8Array[] = [];
	doc.on("update", (update) => updates.push(update));
	for (let at = 0; at < KEYSTROKES; at++) {
		const caret = carets[where(at) % carets.length] as Caret;
		caret.text.insert(caret.at++, "a");
	}
	return updates;
}

interface Caret {
	text: Y.Text;
	at: number;
}

/** In the middle of each paragraph. */
function caretsIn(text: Y.Text): Caret[] {
	return Array.from({ length: PARAGRAPHS }, (_, at) => ({
		text,
		at: at * (PARAGRAPH.length + 1) + PARAGRAPH.length / 2,
	}));
}
