import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { Campaign, type Found } from "./campaign.ts";
import { flat, yTiptap } from "./editor.ts";

const HELP = `npm run laws -- [options]: two and three editors write together, and every promise about their words is counted.

  --from N       start at this seed (default: at random); the same seed gives the same run
  --runs N       runs, each of the next seed (default 200)
  --over NAME    flat (ours, the default) or y-tiptap (what it replaces)
  --no-tables    without tables
  --no-undo      without undo and redo
  --verbose      tell what happens; for one run
  --help         this text

Exits with 1 when a promise was broken.`;

const { values } = parseArgs({
	options: {
		from: { type: "string" },
		runs: { type: "string", default: "200" },
		over: { type: "string", default: "flat" },
		"no-tables": { type: "boolean", default: false },
		"no-undo": { type: "boolean", default: false },
		verbose: { type: "boolean", default: false },
		help: { type: "boolean", default: false },
	},
});

/** Broken promises, and words that another's words may stand in (Yjs places an item that way). */
const BROKEN = [
	...["lost", "doubled", "strayed", "answers", "rewritten", "undoneOthers"],
	...["notDerived", "diverged", "reloaded", "invalid"],
] as const;

if (values.help) console.log(HELP);
else process.exitCode = tryRuns() ? 0 : 1;

function tryRuns(): boolean {
	const kind = values.over === "y-tiptap" ? yTiptap : flat;
	const from = values.from === undefined ? randomInt(2 ** 31) : Number(values.from);
	const sum: Record<string, number> = {};
	const seeds: Record<string, number[]> = {};
	console.log(`${kind.name}, ${values.runs} runs from seed ${from}`);
	for (let seed = from; seed < from + Number(values.runs); seed++) {
		const options = { tables: !values["no-tables"], undo: !values["no-undo"] };
		const found = new Campaign(kind, seed, { ...options, ...(values.verbose && { log: console.log }) }).run();
		add(sum, seeds, found, seed);
	}
	console.log(sum);
	for (const [what, where] of Object.entries(seeds))
		console.log(`${what} in ${where.length} runs: ${where.slice(0, 8).join(" ")}`);
	return BROKEN.every((what) => !sum[what]) && Object.keys(seeds).every((what) => !what.startsWith("error"));
}

function add(
	sum: Record<string, number>,
	seeds: Record<string, number[]>,
	{ errors, ...counts }: Found,
	seed: number,
): void {
	for (const [what, count] of Object.entries(counts)) {
		sum[what] = (sum[what] ?? 0) + count;
		const isFault = !["typed", "carets", "cleanups", "followed"].includes(what);
		if (isFault && count > 0) seeds[what] = [...(seeds[what] ?? []), seed];
	}
	for (const message of errors) seeds[`error: ${message}`] = [...(seeds[`error: ${message}`] ?? []), seed];
}
