import type { ListedInvitation } from "../../shared/page/invitation.ts";
import type { PartyKind } from "../../shared/party/party.ts";
import { type Standing, stateAt } from "../../shared/people/invitation.ts";
import type { Role } from "../../shared/people/role.ts";
import { where } from "./where.ts";

/** Where somebody is invited to: an organisation, as a colleague; or a convention, for one of its parties. */
export type Place = { organisation: string } | { convention: string };

export interface Invitation extends Standing {
	id: string;
	email: string;
	organisation: string;
	convention: string | null;
	party: string | null;
	roles: Role[];
	title: string;
	invitedBy: string | null;
	sentAt: string;
}

/** An invitation with what the person invited reads of it. */
export interface Told extends Invitation {
	kind: PartyKind;
	/** "Commune de Lys-lez-Lannoy". */
	organisationName: string;
	/** Nobody has said the SIRET of the organisation, and nobody is there yet who could. */
	asksSiret: boolean;
	conventionTitle: string | null;
	/** "Inès Vasseur", and their organisation: "Caf du Nord"; null when their account is gone. */
	by: string | null;
	byOrganisation: string | null;
}

type Row<T> = Omit<T, "roles" | "asksSiret"> & { roles: string; asksSiret: number };

const COLUMNS = `invitation.id, email, invitation.organisation, invitation.convention, invitation.party, invitation.roles,
	invitation.title, invited_by AS invitedBy, state, sent_at AS sentAt, expires_at AS expiresAt`;

const TOLD = `
	SELECT ${COLUMNS.replace("email", "invitation.email")}, organisation.kind, organisation.short_name AS organisationName,
		organisation.siret IS NULL AND NOT EXISTS (
			SELECT 1 FROM membership WHERE membership.organisation = organisation.id
		) AS asksSiret,
		convention.title AS conventionTitle, person.name AS by,
		coalesce((
			SELECT theirs.short_name FROM member
			JOIN party ON party.convention = member.convention AND party.id = member.party
			JOIN organisation AS theirs ON theirs.id = party.organisation
			WHERE member.convention = invitation.convention AND member.person = invited_by
		), (
			SELECT theirs.short_name FROM membership JOIN organisation AS theirs ON theirs.id = membership.organisation
			WHERE membership.person = invited_by ORDER BY theirs.id = invitation.organisation DESC LIMIT 1
		)) AS byOrganisation
	FROM invitation
	JOIN organisation ON organisation.id = invitation.organisation
	LEFT JOIN convention ON convention.id = invitation.convention
	LEFT JOIN person ON person.id = invited_by`;

export async function toldById(db: D1Database, id: string): Promise<Told | null> {
	return toTold(await db.prepare(`${TOLD} WHERE invitation.id = ?`).bind(id).first<Row<Told>>());
}

/** By the hash of what the mail holds. */
export async function toldByToken(db: D1Database, hash: string): Promise<Told | null> {
	return toTold(await db.prepare(`${TOLD} WHERE invitation.token = ?`).bind(hash).first<Row<Told>>());
}

/** Those that wait for an answer at this address, the last first. */
export async function toldTo(db: D1Database, email: string, now: Date): Promise<Told[]> {
	const { results } = await db
		.prepare(
			`${TOLD} WHERE invitation.email = ? AND state = 'pending' AND expires_at > ? ORDER BY sent_at DESC LIMIT 100`,
		)
		.bind(email, now.toISOString())
		.all<Row<Told>>();
	return results.flatMap((row) => toTold(row) ?? []);
}

/** Those to this place that wait, have expired or were declined, the last first. */
export async function invitationsTo(db: D1Database, place: Place, now: Date): Promise<ListedInvitation[]> {
	const where =
		"convention" in place
			? "invitation.convention = ?"
			: "invitation.organisation = ? AND invitation.convention IS NULL";
	const { results } = await db
		.prepare(
			`SELECT ${COLUMNS} FROM invitation WHERE ${where} AND state IN ('pending', 'declined')
			ORDER BY sent_at DESC LIMIT 500`,
		)
		.bind("convention" in place ? place.convention : place.organisation)
		.all<Row<Invitation>>();
	return results.map(({ id, email, party, roles, title, state, sentAt, expiresAt }) => ({
		id,
		email,
		party,
		roles: JSON.parse(roles) as Role[],
		title,
		state: stateAt({ state, expiresAt }, now),
		sentAt,
		expiresAt,
	}));
}

/** Writes a new invitation down; throws where one waits at this address for the same place. */
export function insertInvitation(db: D1Database, invitation: Invitation, hash: string): D1PreparedStatement {
	const { id, email, organisation, convention, party, roles, title, invitedBy, state, sentAt, expiresAt } = invitation;
	return db
		.prepare(
			`INSERT INTO invitation
				(id, token, email, organisation, convention, party, roles, title, invited_by, state, sent_at, expires_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		)
		.bind(
			...[id, hash, email, organisation, convention, party, JSON.stringify(roles), title, invitedBy, state],
			...[sentAt, expiresAt],
		);
}

/** Whether an invitation waits at this address for this place, a convention or an organisation. */
export async function waitsFor(db: D1Database, email: string, place: string, now: Date): Promise<boolean> {
	const row = await db
		.prepare(
			`SELECT 1 FROM invitation
			WHERE email = ? AND coalesce(convention, organisation) = ? AND state = 'pending' AND expires_at > ?`,
		)
		.bind(email, place, now.toISOString())
		.first();
	return row !== null;
}

const WITHDRAW = "UPDATE invitation SET state = 'withdrawn' WHERE state = 'pending'";

/** Makes room for a new one where one has expired unanswered. */
export function withdrawExpired(db: D1Database, email: string, place: string, now: Date): D1PreparedStatement {
	return db
		.prepare(`${WITHDRAW} AND email = ? AND coalesce(convention, organisation) = ? AND expires_at <= ?`)
		.bind(email, place, now.toISOString());
}

/** Which invitations are withdrawn together: a person's, in a convention or to an organisation; or those for a party. */
type Withdrawn =
	| { invitedBy: string }
	| { invitedBy: string; convention: string }
	| { invitedBy: string; organisation: string }
	| { convention: string; party: string };

/**
 * Withdraws those that wait: what a person invited others to must not outlive their right to invite, and who was invited
 * for a party that has gone must not come in for the next one under its id.
 */
export function withdrawInvitations(db: D1Database, of: Withdrawn): D1PreparedStatement {
	const { invitedBy, ...place } = { invitedBy: undefined, ...of };
	const { condition, values } = where({ ...place, ...(invitedBy === undefined ? {} : { invited_by: invitedBy }) });
	return db.prepare(`${WITHDRAW} AND ${condition}`).bind(...values);
}

/** Settles an invitation that still waits, or renews it under another link; false when somebody else was quicker. */
export async function settle(
	db: D1Database,
	id: string,
	{ state, expiresAt }: Standing,
	answeredBy: string | null,
	renewed?: { hash: string; sentAt: Date },
): Promise<boolean> {
	const { meta } = await db
		.prepare(
			`UPDATE invitation SET state = ?2, expires_at = ?3, answered_by = ?4, token = coalesce(?5, token),
				sent_at = coalesce(?6, sent_at)
			WHERE id = ?1 AND state = 'pending'`,
		)
		.bind(id, state, expiresAt, answeredBy, renewed?.hash ?? null, renewed?.sentAt.toISOString() ?? null)
		.run();
	return meta.changes > 0;
}

/** Accepts it; throws, and takes the whole batch back, where it does not wait any more: of two answers at once one counts. */
export function acceptance(db: D1Database, id: string, person: string): D1PreparedStatement {
	return db
		.prepare("UPDATE invitation SET state = iif(state = 'pending', 'accepted', NULL), answered_by = ? WHERE id = ?")
		.bind(person, id);
}

/** Lets those to an organisation lead to another one. */
export function moveInvitations(db: D1Database, from: string, to: string): D1PreparedStatement {
	return db.prepare("UPDATE invitation SET organisation = ? WHERE organisation = ?").bind(to, from);
}

/** An invitation whose mail did not go. */
export async function deleteInvitation(db: D1Database, id: string): Promise<void> {
	await db.prepare("DELETE FROM invitation WHERE id = ?").bind(id).run();
}

/** Those that this person answered: they hold the person's address. */
export function deleteAnswered(db: D1Database, person: string): D1PreparedStatement {
	return db.prepare("DELETE FROM invitation WHERE answered_by = ?").bind(person);
}

/** Those that could be answered until then, and no longer. */
export function deleteExpired(db: D1Database, until: Date): D1PreparedStatement {
	return db.prepare("DELETE FROM invitation WHERE expires_at <= ?").bind(until.toISOString());
}

function toTold(row: Row<Told> | null): Told | null {
	return row && { ...row, roles: JSON.parse(row.roles) as Role[], asksSiret: row.asksSiret === 1 };
}
