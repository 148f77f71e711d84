import { policy } from "../../shared/access.ts";
import type { Phase } from "../../shared/convention/phase.ts";
import type { Line } from "../../shared/list/line.ts";
import { type ListQuery, mineOf, type Page, pageOf, yearsCovered } from "../../shared/list/list.ts";
import { searchWords } from "../../shared/list/search.ts";
import type { Summary } from "../../shared/list/summary.ts";
import type { PartyKind } from "../../shared/party/party.ts";
import type { Member } from "../../shared/people/member.ts";
import type { Role } from "../../shared/people/role.ts";

/** Somebody's conventions as they asked for them, and what they may ask for. */
export interface List {
	/** null when `after` names none of those that match. */
	page: Page | null;
	/** How many they have in all. */
	total: number;
	/** Those where something is theirs to do, the last changed first; whatever is asked for. */
	mine: Line[];
	/** What the list can be narrowed down to. */
	choices: { phases: Phase[]; parties: { id: string; name: string }[]; years: number[] };
}

interface Row {
	id: string;
	title: string;
	model: string;
	phase: Phase;
	opened_at: string;
	party: string;
	kind: PartyKind;
	roles: string;
	territory: string | null;
	starts: number | null;
	ends: number | null;
	deadlines: string;
	done: number;
	total: number;
	turns: string;
	awaited: string;
	parties: string;
	changed_at: string | null;
}

/** Where this person has a role that lets them read, which the policy gives in every phase: elsewhere they are nobody. */
const MINE = `
	WITH mine AS (
		SELECT convention, party, roles FROM member WHERE person = ?1 AND EXISTS (
			SELECT 1 FROM json_each(roles) WHERE value IN (SELECT value FROM json_each(?2))
		)
	)`;
const READING = JSON.stringify(policy.read.roles);

/** A row for each convention, however many people and parties it has. */
const LINES = `${MINE}
	SELECT convention.id, title, model, phase, opened_at, mine.party, organisation.kind, mine.roles,
		territory, starts, ends, deadlines, done, total, turns, awaited, parties, changed_at
	FROM mine
	JOIN convention ON convention.id = mine.convention
	JOIN party ON party.convention = mine.convention AND party.id = mine.party
	JOIN organisation ON organisation.id = party.organisation
	LEFT JOIN summary ON summary.convention = convention.id`;

/** The organisations that share a convention with this person, but for those that share them all: their own. */
const PARTIES = `${MINE}
	SELECT organisation.id, short_name AS name
	FROM mine
	JOIN party ON party.convention = mine.convention
	JOIN organisation ON organisation.id = party.organisation
	GROUP BY organisation.id
	HAVING count(*) < (SELECT count(*) FROM mine)
	ORDER BY searched`;

/**
 * This person's conventions, from the directory alone: no room is asked. One exchange with the database, whatever is
 * asked for and however many there are.
 */
export async function listOf(
	db: D1Database,
	person: { id: string; name: string },
	query: ListQuery,
	today: string,
	size?: number,
): Promise<List> {
	const [all, parties, matches] = await db.batch<Record<string, unknown>>([
		db.prepare(LINES).bind(person.id, READING),
		db.prepare(PARTIES).bind(person.id, READING),
		...matching(db, person.id, query),
	]);
	const lines = ((all?.results ?? []) as unknown as Row[]).map((row) => lineOf(row, person));
	const found = matches && new Set(matches.results.map(({ id }) => String(id)));
	return {
		page: pageOf(lines, query, found ?? null, today, size),
		total: lines.length,
		mine: mineOf(lines, today),
		choices: {
			phases: [...new Set(lines.map(({ phase }) => phase))],
			parties: (parties?.results ?? []) as { id: string; name: string }[],
			years: yearsCovered(lines),
		},
	};
}

/** Asks which conventions have every word, and the party; nothing when neither is asked for. */
function matching(db: D1Database, person: string, { q, party }: ListQuery): D1PreparedStatement[] {
	const words = searchWords(q);
	if (words.length === 0 && party === null) return [];
	// D1 takes no pattern of LIKE beyond 50 bytes: a pasted word may be longer.
	const wanted = words.map((_, at) => `AND instr(coalesce(search, lower(title)), ?${at + 4}) > 0`);
	const sql = `${MINE}
		SELECT convention.id FROM mine
		JOIN convention ON convention.id = mine.convention
		LEFT JOIN summary ON summary.convention = convention.id
		WHERE (?3 IS NULL OR EXISTS (SELECT 1 FROM party WHERE convention = convention.id AND organisation = ?3))
			${wanted.join("\n")}`;
	return [db.prepare(sql).bind(person, READING, party, ...words)];
}

function lineOf(row: Row, person: { id: string; name: string }): Line {
	const { id, title, model, phase, opened_at, changed_at, party, kind, roles } = row;
	const member: Member = { person: person.id, name: person.name, party, kind, roles: JSON.parse(roles) as Role[] };
	return { id, title, model, phase, member, changedAt: changed_at ?? opened_at, summary: summaryIn(row) };
}

function summaryIn({ territory, starts, ends, done, total, ...json }: Row): Line["summary"] {
	if (territory === null) return null;
	return {
		territory,
		starts,
		ends,
		done,
		total,
		deadlines: JSON.parse(json.deadlines),
		// A room that was not visited since sides alone had turns told of no party.
		turns: (JSON.parse(json.turns) as Summary["turns"]).map((turn) => ({ ...turn, party: turn.party ?? null })),
		awaited: JSON.parse(json.awaited),
		parties: JSON.parse(json.parties),
	};
}

/**
 * Puts what lists say of a convention in the place of what they said; an older summary never takes the place of a newer
 * one, and of a convention that is not in the directory nothing is kept.
 */
export function putSummary(db: D1Database, convention: string, summary: Summary, changedAt: Date): D1PreparedStatement {
	const { territory, starts, ends, deadlines, done, total, turns, awaited, parties, search } = summary;
	return db
		.prepare(
			`INSERT INTO summary (convention, territory, starts, ends, deadlines, done, total, turns, awaited, parties, search, changed_at)
			SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12 FROM convention WHERE id = ?1
			ON CONFLICT (convention) DO UPDATE SET
				territory = excluded.territory, starts = excluded.starts, ends = excluded.ends,
				deadlines = excluded.deadlines, done = excluded.done, total = excluded.total, turns = excluded.turns,
				awaited = excluded.awaited, parties = excluded.parties, search = excluded.search, changed_at = excluded.changed_at
			WHERE excluded.changed_at >= summary.changed_at`,
		)
		.bind(
			convention,
			territory,
			starts,
			ends,
			JSON.stringify(deadlines),
			done,
			total,
			JSON.stringify(turns),
			JSON.stringify(awaited),
			JSON.stringify(parties),
			search,
			changedAt.toISOString(),
		);
}
