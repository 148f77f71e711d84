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

/** What is told at the end, a line each; `of` is what it is counted among. */
const RESULTS: readonly [what: Counted, says: string, of: Counted | null, isFault: boolean][] = [
	["lost", "words lost", "typed", true],
	["doubled", "words that stand twice", "typed", true],
	["restoredTwice", "words that two people deleted and both took back, twice there", "typed", false],
	["cut", "words cut by another's insertion", "typed", false],
	["strayed", "carets that left their word", "carets", true],
	["answers", "writes in answer to another's change", null, true],
	["cleanups", "updates of Yjs itself that take redundant marks away", null, false],
	["rewritten", "characters deleted by a command that deletes none", null, true],
	["undoneOthers", "words of others that an undo took", null, true],
	["refused", "updates that the room's guard refuses", null, true],
	["followed", "commands that the layout has no word for", null, false],
	["notDerived", "documents that are not what their text means", null, true],
	["diverged", "replicas that read otherwise", null, true],
	["reloaded", "newcomers who read otherwise", null, true],
	["invalid", "documents that the schema does not take", null, true],
	["failed", "runs that threw", null, true],
];
type Counted = Exclude<keyof Found, "errors"> | "failed";

/** Seeds that are told of each result. */
const MAX_SEEDS = 8;
const PROGRESS_MS = 10_000;

/** What came of all runs, in the same few counts however many there are. */
interface Sum {
	counts: Record<Counted, number>;
	seeds: Map<Counted, number[]>;
	/** By message: the first seed. */
	errors: Map<string, number>;
}

function tryRuns(): boolean {
	const kind = values.over === "y-tiptap" ? yTiptap : flat;
	const from = values.from === undefined ? randomInt(2 ** 31) : Number(values.from);
	const runs = Number(values.runs);
	const counts = Object.fromEntries(["typed", "carets", ...RESULTS.map(([what]) => what)].map((what) => [what, 0]));
	const sum: Sum = { counts: counts as Sum["counts"], seeds: new Map(), errors: new Map() };
	console.log(`${kind.name}, ${runs} runs from seed ${from}`);
	const began = performance.now();
	let told = began;
	for (let done = 1; done <= runs; done++) {
		const seed = from + done - 1;
		const options = { tables: !values["no-tables"], undo: !values["no-undo"] };
		add(sum, new Campaign(kind, seed, { ...options, ...(values.verbose && { log: console.log }) }).run(), seed);
		const now = performance.now();
		if (now - told < PROGRESS_MS) continue;
		told = now;
		console.error(
			`${done} of ${runs}, ${rate(done, now - began)} a second, broken: ${broken(sum).join(", ") || "nothing"}`,
		);
	}
	report(sum, runs, performance.now() - began);
	return broken(sum).length === 0;
}

function add({ counts, seeds, errors }: Sum, { errors: thrown, ...found }: Found, seed: number): void {
	for (const [what, count] of Object.entries({ ...found, failed: thrown.length }) as [Counted, number][]) {
		counts[what] += count;
		const known = seeds.get(what) ?? [];
		if (count > 0 && known.length < MAX_SEEDS) seeds.set(what, [...known, seed]);
	}
	for (const message of thrown) if (!errors.has(message)) errors.set(message, seed);
}

const broken = ({ counts }: Sum) =>
	RESULTS.flatMap(([what, , , isFault]) => (isFault && counts[what] > 0 ? [`${counts[what]} ${what}`] : []));

const rate = (runs: number, ms: number) => ((runs * 1000) / ms).toFixed(1);

function report({ counts, seeds, errors }: Sum, runs: number, ms: number): void {
	console.log(`${counts.typed} words typed, ${counts.carets} carets looked at, ${rate(runs, ms)} runs a second`);
	for (const [what, says, of, isFault] of RESULTS) {
		const count = counts[what];
		const among = of === null ? "" : ` of ${counts[of]}`;
		const where = count > 0 && what !== "cleanups" ? ` (seeds ${seeds.get(what)?.join(" ")})` : "";
		console.log(`${isFault && count > 0 ? "BROKEN " : ""}${says}: ${count}${among}${where}`);
	}
	for (const [message, seed] of errors) console.log(`seed ${seed}: ${message}`);
}

if (values.help) console.log(HELP);
else process.exitCode = tryRuns() ? 0 : 1;
