import { refuses } from "../../shared/access.ts";
import type { Phase } from "../../shared/convention/phase.ts";
import type { Summary } from "../../shared/list/summary.ts";
import type { Role } from "../../shared/people/role.ts";
import { type CapacityRow, toCapacity } from "./member.ts";
import { summaryStatement } from "./summary.ts";

export interface ConventionLine {
	id: string;
	title: string;
	phase: Phase;
	/** Id of the model it was opened from. */
	model: string;
}

/** A convention that is about to be opened, with the organisations that conclude it and the people who take part. */
export interface NewConvention extends ConventionLine {
	openedAt: string;
	parties: { id: string; organisation: string }[];
	members: { person: string; party: string; roles: Role[] }[];
	/** What lists say of it until its room has more to tell. */
	summary: Summary;
}

/** The conventions that this person may read, the last opened first. */
export async function conventionsOf(db: D1Database, person: string): Promise<ConventionLine[]> {
	const { results } = await db
		.prepare(
			`SELECT convention.id, title, phase, model, member.party, organisation.kind, member.roles FROM convention
			JOIN member ON member.convention = convention.id
			JOIN party ON party.convention = convention.id AND party.id = member.party
			JOIN organisation ON organisation.id = party.organisation
			WHERE member.person = ? ORDER BY opened_at DESC`,
		)
		.bind(person)
		.all<ConventionLine & CapacityRow>();
	const readable = results.filter((row) => refuses(toCapacity(row), "read", row.phase) === null);
	return readable.map(({ id, title, phase, model }) => ({ id, title, phase, model }));
}

/** Everything a new convention needs here, all or nothing; what stands already is left as it is. */
export async function addConvention(db: D1Database, convention: NewConvention): Promise<void> {
	const { id, title, model, phase, openedAt, parties, members, summary } = convention;
	await db.batch([
		db
			.prepare("INSERT OR IGNORE INTO convention (id, title, model, phase, opened_at) VALUES (?, ?, ?, ?, ?)")
			.bind(id, title, model, phase, openedAt),
		...parties.map((party) =>
			db
				.prepare("INSERT OR IGNORE INTO party (convention, organisation, id) VALUES (?, ?, ?)")
				.bind(id, party.organisation, party.id),
		),
		...members.map(({ person, party, roles }) =>
			db
				.prepare("INSERT OR IGNORE INTO member (convention, person, party, roles) VALUES (?, ?, ?, ?)")
				.bind(id, person, party, JSON.stringify(roles)),
		),
		summaryStatement(db, id, summary, new Date(openedAt)),
	]);
}
