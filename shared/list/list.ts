import { isOver, isPhase, type Phase } from "../convention/phase.ts";
import { type Line, nextDeadline, taskOf } from "./line.ts";

/** How many conventions a page of the list shows. */
export const PAGE_SIZE = 50;

export type Sort = "changed" | "title" | "deadline" | "progress";

/** What somebody asks of their list; all of it stands in the address. */
export interface ListQuery {
	/** Words of the title, the territory or a party, as typed. */
	q: string;
	phase: Phase | null;
	/** Id of an organisation. */
	party: string | null;
	/** A year that the convention covers. */
	year: number | null;
	/** Only those that end within six months. */
	expiring: boolean;
	/** Only those where something is mine to do. */
	mine: boolean;
	sort: Sort;
	/** Id of the last convention of the page before. */
	after: string | null;
}

/** A page of the list. */
export interface Page {
	lines: Line[];
	/** How many match, on all pages. */
	count: number;
	/** What `after` says to have the next page; null on the last one. */
	next: string | null;
}

const SORTS: Sort[] = ["changed", "title", "deadline", "progress"];

/** Longer is no search. */
const MAX_QUERY = 200;

/** Reads an address; what cannot be read is left out, and named in `refused`. */
export function readQuery(parameters: URLSearchParams): { query: ListQuery; refused: string | null } {
	const refused: string[] = [];
	const read = <T>(name: string, parse: (value: string) => T | null): T | null => {
		const value = parameters.get(name)?.trim() ?? "";
		const parsed = value === "" ? null : parse(value);
		if (value !== "" && parsed === null) refused.push(name);
		return parsed;
	};
	const query: ListQuery = {
		q: read("q", (value) => value.slice(0, MAX_QUERY)) ?? "",
		phase: read("phase", (value) => (isPhase(value) ? value : null)),
		party: read("party", (value) => value),
		year: read("year", (value) => (/^\d{4}$/.test(value) ? Number(value) : null)),
		expiring: read("expiring", (value) => value === "6m" || null) ?? false,
		mine: read("mine", (value) => value === "1" || null) ?? false,
		sort: read("sort", (value) => SORTS.find((sort) => sort === value) ?? null) ?? "changed",
		after: read("after", (value) => value),
	};
	return { query, refused: refused[0] ?? null };
}

/** The address that asks for this; what is usual is left out. */
export function addressOf(query: Partial<ListQuery>): string {
	const { q, phase, party, year, expiring, mine, sort, after } = query;
	const parameters = Object.entries({
		q,
		phase,
		party,
		year,
		expiring: expiring ? "6m" : null,
		mine: mine ? "1" : null,
		sort: sort === "changed" ? null : sort,
		after,
	}).filter(([, value]) => value !== null && value !== undefined && value !== "");
	const written = new URLSearchParams(parameters.map(([name, value]) => [name, String(value)])).toString();
	return written === "" ? "/" : `/?${written}`;
}

/** True when the list shows less than everything. */
export const narrows = ({ q, phase, party, year, expiring, mine }: ListQuery): boolean =>
	Boolean(q || phase || party || year || expiring || mine);

/**
 * The page of `lines` that is asked for. Those that match `q` and `party` are told by the directory, which knows every
 * name: null stands for all. Null when `after` names none of them.
 */
export function pageOf(
	lines: Line[],
	query: ListQuery,
	matching: Set<string> | null,
	today: string,
	size = PAGE_SIZE,
): Page | null {
	const kept = lines.filter((line) => (matching?.has(line.id) ?? true) && passes(line, query, today));
	const sorted = kept.sort(orders[query.sort](today));
	const from = query.after === null ? 0 : sorted.findIndex(({ id }) => id === query.after) + 1;
	if (query.after !== null && from === 0) return null;
	const shown = sorted.slice(from, from + size);
	const next = from + size < sorted.length ? (shown.at(-1)?.id ?? null) : null;
	return { lines: shown, count: sorted.length, next };
}

/** Those where something is this person's to do, the last changed first. */
export const mineOf = (lines: Line[], today: string): Line[] =>
	lines.filter((line) => taskOf(line) !== null).sort(orders.changed(today));

/** Every year that a convention covers, the latest first. */
export function yearsCovered(lines: Line[]): number[] {
	const years = new Set(lines.flatMap((line) => covered(line)));
	return [...years].sort((one, other) => other - one);
}

function passes(line: Line, { phase, year, expiring, mine }: ListQuery, today: string): boolean {
	if (phase !== null && line.phase !== phase) return false;
	if (year !== null && !covered(line).includes(year)) return false;
	if (expiring && !expires(line, today)) return false;
	return !mine || taskOf(line) !== null;
}

/** No convention is longer: a year typed wrong must not make a thousand. */
const MOST_YEARS = 10;

function covered({ summary }: Line): number[] {
	const { starts = null, ends = null } = summary ?? {};
	const [from, to] = [starts ?? ends, ends ?? starts];
	if (from === null || to === null || to < from || to - from > MOST_YEARS) return [starts, ends].filter(isYear);
	return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

const isYear = (year: number | null) => year !== null;

/** It ends from today on within six months; one that is over already does not. */
function expires({ phase, summary }: Line, today: string): boolean {
	if (!summary || summary.ends === null || isOver(phase)) return false;
	const end = `${summary.ends}-12-31`;
	return end >= today && end <= sixMonthsAfter(today);
}

/** The same day six months on; a day that does not exist stands before the next that does. */
function sixMonthsAfter(today: string): string {
	const [year = 0, month = 1, day = 1] = today.split("-").map(Number);
	const months = month + 6;
	const [later, then] = months > 12 ? [year + 1, months - 12] : [year, months];
	return [later, String(then).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}

type Order = (one: Line, other: Line) => number;

const french = new Intl.Collator("fr", { numeric: true, sensitivity: "base" });
const byTitle: Order = (one, other) => french.compare(one.title, other.title) || (one.id < other.id ? -1 : 1);
const byChange: Order = (one, other) => compare(other.changedAt, one.changedAt) || byTitle(one, other);

/** Each ends in a total order, so that pages neither repeat nor leave out. */
const orders: Record<Sort, (today: string) => Order> = {
	changed: () => byChange,
	title: () => byTitle,
	deadline: (today) => {
		const due = (line: Line) => nextDeadline(line, today)?.on ?? "9999";
		return (one, other) => compare(due(one), due(other)) || byTitle(one, other);
	},
	progress: () => (one, other) => shareOf(one) - shareOf(other) || byTitle(one, other),
};

/** What is least advanced comes first; what nobody knows of, last. */
const shareOf = ({ summary }: Line) => (summary ? summary.done / Math.max(1, summary.total) : 2);

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
