import { parseArgs } from "node:util";
import * as Y from "yjs";
import { liveRoot } from "../../shared/live/layout.ts";
import { Random } from "../fuzz/random.ts";
import { run, select, typeText } from "./commands.ts";
import { type Editor, flat, SECTION } from "./editor.ts";
import { schema } from "./schema.ts";
import { textBlocks } from "./words.ts";

const HELP = `npm run laws:cost -- [options]: what one act costs an editor in an old section, its own and another's.

  --items N      items of the section (default 20000)
  --times N      how often each act is measured (default 300)
  --only NAME    one act alone, as for a profile
  --seed N       default 1
  --help         this text

Milliseconds from the act to the document shown; the editor has no page. Exits with 1 when a key's p95 is above
its budget of 2 ms.`;

const BUDGET_MS = 2;

const { values } = parseArgs({
	options: {
		items: { type: "string", default: "20000" },
		times: { type: "string", default: "300" },
		only: { type: "string" },
		seed: { type: "string", default: "1" },
		help: { type: "boolean", default: false },
	},
});

const random = new Random(Number(values.seed));
const words = (count: number) => Array.from({ length: count }, () => `mot${random.int(1000)}`).join(" ");

/** Fifty paragraphs, a word bold in each, written in small pieces by one after another. */
function oldSection(): Y.Doc {
	const doc = new Y.Doc();
	const paragraph = () =>
		schema.node("paragraph", null, [
			schema.text(words(20)),
			schema.text(` ${words(2)} `, [schema.mark("bold")]),
			schema.text(words(20)),
		]);
	flat.seed(doc, schema.node("doc", null, Array.from({ length: 50 }, paragraph)));
	const text = doc.getText(liveRoot(SECTION));
	for (let writer = 100; itemsOf(doc) < Number(values.items); writer++) {
		const one = new Y.Doc();
		one.clientID = writer;
		Y.applyUpdate(one, Y.encodeStateAsUpdate(doc));
		const its = one.getText(liveRoot(SECTION));
		for (let edit = 0; edit < 500; edit++) {
			its.insert(random.int(its.length), random.chance(0.2) ? " " : "e");
			if (random.chance(0.9)) deleteLetter(its);
		}
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(one, Y.encodeStateVector(doc)));
	}
	if (text.length < 1000) throw new Error("hardly a section");
	return doc;
}

function deleteLetter(text: Y.Text): void {
	const at = random.int(text.length - 1);
	if (/[a-z\d ]/.test(text.toString()[at] ?? "")) text.delete(at, 1);
}

function itemsOf(doc: Y.Doc): number {
	let count = 0;
	for (let item = doc.getText(liveRoot(SECTION))._start; item !== null; item = item.right) count++;
	return count;
}

/** Somewhere in a text: anywhere, or within three characters of where a mark begins or ends. */
function place({ state: { doc } }: Editor, isNearMark: boolean): number {
	const block = random.pick(textBlocks(doc));
	const edges: number[] = [];
	doc.nodesBetween(block.at, block.at + block.text.length, (node, at) => {
		if (node.isText && at > block.at) edges.push(at);
	});
	if (!isNearMark || edges.length === 0) return block.at + random.int(block.text.length + 1);
	const at = random.pick(edges) + random.int(7) - 3;
	return Math.min(Math.max(at, block.at), block.at + block.text.length);
}

const bold = (editor: Editor) => {
	const at = place(editor, false);
	const $at = editor.state.doc.resolve(at);
	select(editor, at, Math.min($at.end(), at + 10));
	return () => run(editor, "bold");
};
const command = (name: "enter" | "title" | "bullets") => (editor: Editor) => {
	select(editor, place(editor, false));
	return () => run(editor, name);
};
const key = (isNearMark: boolean) => (editor: Editor) => {
	select(editor, place(editor, isNearMark));
	return () => typeText(editor, "e");
};

/** Each makes ready, and returns what is measured. */
const ACTS: Record<string, (editor: Editor) => () => unknown> = {
	key: key(false),
	"key near marks": key(true),
	enter: command("enter"),
	title: command("title"),
	list: command("bullets"),
	bold,
};

function measure(): boolean {
	const doc = oldSection();
	const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
	for (const each of [mine, theirs]) Y.applyUpdate(each, Y.encodeStateAsUpdate(doc));
	const [own, other] = [flat.edit(mine), flat.edit(theirs)];
	const updates: Uint8Array[] = [];
	mine.on("update", (update) => void updates.push(update));
	theirs.on("update", (update, origin) => origin !== "network" && Y.applyUpdate(mine, update));
	console.log(`seed ${values.seed}: ${itemsOf(mine)} items, ${mine.getText(liveRoot(SECTION)).length} characters`);
	console.log("act, ms                    own p50     p95   other's p50     p95");
	let isWithin = true;
	for (const [name, act] of Object.entries(ACTS)) {
		if (values.only !== undefined && values.only !== name) continue;
		const [ownTimes, otherTimes]: [number[], number[]] = [[], []];
		for (let time = 0; time < Number(values.times); time++) {
			const go = act(own);
			own.endStep();
			ownTimes.push(took(go));
			const all = updates.splice(0);
			otherTimes.push(
				took(() => {
					for (const update of all) Y.applyUpdate(theirs, update, "network");
				}),
			);
			if (!own.state.doc.eq(other.state.doc)) throw new Error("the editors differ");
		}
		const [a, b] = [ownTimes, otherTimes].map((times) => times.sort((x, y) => x - y)) as [number[], number[]];
		const cells = [quantile(a, 0.5), quantile(a, 0.95), quantile(b, 0.5), quantile(b, 0.95)];
		console.log(name.padEnd(24) + cells.map((ms) => ms.toFixed(2).padStart(10)).join(""));
		if (name.startsWith("key") && ((cells[1] as number) > BUDGET_MS || (cells[3] as number) > BUDGET_MS))
			isWithin = false;
	}
	return isWithin;
}

function took(act: () => unknown): number {
	const began = performance.now();
	act();
	return performance.now() - began;
}

const quantile = (sorted: readonly number[], share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;

if (values.help) console.log(HELP);
else process.exitCode = measure() ? 0 : 1;
