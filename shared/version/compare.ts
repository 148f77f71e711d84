import canonicalize from "canonicalize";
import { align } from "./align.ts";
import type { Frozen } from "./frozen.ts";
import { fieldsOf, type Line, linesOf } from "./lines.ts";

/** One thing in which a version differs from an earlier one. */
export interface Difference {
	/** Id of the part: "article-2"; "notes"; "" where it is no part's. */
	part: string;
	/** The section, clause, table or field where it stands. */
	section: string;
	kind: "insertBlock" | "deleteBlock" | "replaceBlock" | "insertRow" | "deleteRow" | "format" | "field";
	/** What a field is called; null for all else. */
	label: string | null;
	/** Plain text; null where there is none. */
	before: string | null;
	after: string | null;
}

/**
 * Everything in which `now` differs from `then`, in reading order: fields first, each once however often it stands, then the
 * text part by part. Empty only where both versions have the same canonical bytes: nobody is told "inchangé" for less.
 */
export function compare(then: Frozen, now: Frozen): Difference[] {
	const [before, after] = [linesOf(then), linesOf(now)];
	const ids = [...new Set([...after, ...before].map(({ id }) => id))];
	const linesIn = (parts: typeof before, id: string) => parts.find((part) => part.id === id)?.lines ?? [];
	const found = [
		...fieldDifferences(then, now),
		...ids.flatMap((part) => lineDifferences(part, linesIn(before, part), linesIn(after, part))),
	];
	return found.length > 0 ? found : unseen(then, now);
}

function fieldDifferences(then: Frozen, now: Frozen): Difference[] {
	const before = fieldsOf(then);
	return [...fieldsOf(now)].flatMap(([key, { field, part, place }]) => {
		const old = before.get(key);
		if (old === undefined || old.field.value === field.value) return [];
		const { label, shown } = field;
		return [{ part, section: place, kind: "field" as const, label, before: old.field.shown, after: shown }];
	});
}

function lineDifferences(part: string, before: Line[], after: Line[]): Difference[] {
	const found: Difference[] = [];
	let gone: Line[] = [];
	let come: Line[] = [];
	const settle = () => {
		found.push(...gapDifferences(part, gone, come));
		[gone, come] = [[], []];
	};
	for (const step of align(before.map(sameOf), after.map(sameOf))) {
		const [old, line] = [step.one === null ? null : before[step.one], step.other === null ? null : after[step.other]];
		if (old && line) {
			settle();
			if (old.form !== line.form) found.push({ ...at(part, line), kind: "format", before: old.text, after: line.text });
		} else if (old) gone.push(old);
		else if (line) come.push(line);
	}
	settle();
	return found;
}

const sameOf = ({ same }: Line) => same;

const at = (part: string, { place }: Line) => ({ part, section: place, label: null });

/** More pairs than these are not looked at: what is rewritten to that extent is told as removed and added. */
const MOST_PAIRS = 40_000;

/** What stood and what stands between two lines that both have: the lines that are alike are one that changed. */
function gapDifferences(part: string, gone: Line[], come: Line[]): Difference[] {
	const found: Difference[] = [];
	const isTooMuch = gone.length * come.length > MOST_PAIRS;
	const words = isTooMuch ? [] : come.map(wordsIn);
	let next = 0;
	for (const line of gone) {
		const own = wordsIn(line);
		const twin = words.findIndex(
			(others, index) => index >= next && come[index]?.isRow === line.isRow && areAlike(own, others),
		);
		const now = come[twin];
		if (now === undefined) {
			found.push({ ...at(part, line), kind: line.isRow ? "deleteRow" : "deleteBlock", before: line.text, after: null });
			continue;
		}
		found.push(...come.slice(next, twin).map((each) => added(part, each)));
		found.push({ ...at(part, now), kind: "replaceBlock", before: line.text, after: now.text });
		next = twin + 1;
	}
	return [...found, ...come.slice(next).map((each) => added(part, each))];
}

const added = (part: string, line: Line): Difference => ({
	...at(part, line),
	kind: line.isRow ? "insertRow" : "insertBlock",
	before: null,
	after: line.text,
});

/** A third of the longer one's words is enough to be told as one that was rewritten. */
const LEAST_ALIKE = 0.34;

function areAlike(some: Set<string>, others: Set<string>): boolean {
	const shared = [...some].filter((word) => others.has(word)).length;
	return shared / Math.max(some.size, others.size, 1) >= LEAST_ALIKE;
}

const wordsIn = ({ same }: Line) => new Set(same.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []);

/** What no line shows, and the digest covers all the same: said as a change of form, in its part. */
function unseen(then: Frozen, now: Frozen): Difference[] {
	const form = { section: "", label: null, kind: "format" as const, before: null, after: null };
	const parts = now.parts.flatMap((part, index) =>
		bytes(part) === bytes(then.parts[index]) ? [] : [{ ...form, part: part.id }],
	);
	if (parts.length > 0) return parts;
	return bytes(then) === bytes(now) ? [] : [{ ...form, part: "" }];
}

const bytes = (value: unknown) => canonicalize(value) ?? "";
