import { opensConventions } from "../../shared/access.ts";
import { type Failure, failure } from "../../shared/failure.ts";
import { searchable, searchWords } from "../../shared/list/search.ts";
import type { NewParty } from "../../shared/opening.ts";
import { bodyOf, placeIn } from "../../shared/party/naming.ts";
import type { PartyKind } from "../../shared/party/party.ts";
import { siretDigits } from "../../shared/party/siret.ts";
import { type Organisation, organisationsOfPerson } from "../directory/convention.ts";

/** An organisation as somebody who opens a convention chooses it: what everybody may know of a public body. */
export interface FoundOrganisation {
	id: string;
	kind: PartyKind;
	name: string;
	shortName: string;
	siret: string | null;
}

/** More are no choice: one types another word. */
const MOST_FOUND = 12;

const COLUMNS = "id, kind, name, short_name AS shortName, siret";

/** What `GET /api/organisations/search` answers: those who open conventions look organisations up, nobody else. */
export async function searchFor(
	env: Env,
	person: string | null,
	typed: string,
): Promise<FoundOrganisation[] | Failure> {
	return (await refusesSearch(env, person)) ?? searchOrganisations(env.DB, typed);
}

/** The same for a pasted list of names: for each of them, those that bear it. */
export async function namedFor(
	env: Env,
	person: string | null,
	names: string[],
): Promise<FoundOrganisation[][] | Failure> {
	return (await refusesSearch(env, person)) ?? organisationsNamed(env.DB, names);
}

async function refusesSearch(env: Env, person: string | null): Promise<Failure | null> {
	if (person === null) return failure("signedOut");
	const organisations = await organisationsOfPerson(env.DB, person);
	return organisations.some(opensConventions) ? null : failure("forbidden");
}

/** The organisations that have every word in their name, the shortest name first; or the one with this SIRET. */
async function searchOrganisations(db: D1Database, typed: string): Promise<FoundOrganisation[]> {
	const digits = siretDigits(typed);
	if (/^\d{9,14}$/.test(digits)) {
		const statement = db.prepare(`SELECT ${COLUMNS} FROM organisation WHERE siret LIKE ?1 || '%' LIMIT ?2`);
		return (await statement.bind(digits, MOST_FOUND).all<FoundOrganisation>()).results;
	}
	const words = searchWords(typed);
	if (words.length === 0) return [];
	// D1 takes no pattern of LIKE beyond 50 bytes: the name of many an intercommunalité is longer.
	const wanted = words.map((_, at) => `instr(searched, ?${at + 2}) > 0`).join(" AND ");
	const statement = db.prepare(
		`SELECT ${COLUMNS} FROM organisation WHERE ${wanted} ORDER BY length(short_name), searched LIMIT ?1`,
	);
	return (await statement.bind(MOST_FOUND, ...words).all<FoundOrganisation>()).results;
}

/**
 * For each name of a pasted list the organisations that bear it: "Lys-lez-Lannoy" is the commune de Lys-lez-Lannoy, accents
 * and case apart. Several where the name alone does not tell; none where the directory has none.
 */
async function organisationsNamed(db: D1Database, names: string[]): Promise<FoundOrganisation[][]> {
	const wanted = names.map(bareName);
	const { results } = await db
		.prepare(
			`SELECT ${COLUMNS} FROM organisation WHERE EXISTS (
				SELECT 1 FROM json_each(?1) WHERE value <> '' AND instr(searched, value) > 0
			)`,
		)
		.bind(JSON.stringify([...new Set(wanted)]))
		.all<FoundOrganisation>();
	return wanted.map((name) =>
		results.filter((each) => name !== "" && [each.name, each.shortName].some((own) => bareName(own) === name)),
	);
}

const bareName = (name: string) => searchable(placeIn(name.trim()));

/**
 * Puts bodies into the directory of which only this was said. One whose SIRET is there already is that one; nobody is of
 * the others until somebody accepts an invitation.
 */
export async function describeBodies(db: D1Database, bodies: NewParty[]): Promise<Organisation[]> {
	if (bodies.length === 0) return [];
	const sirets = bodies.map(({ siret = "" }) => siretDigits(siret));
	const known = await withSirets(db, sirets);
	const fresh: D1PreparedStatement[] = [];
	const described = bodies.map(({ kind, name }, at) => {
		const siret = sirets[at] || null;
		const same = siret && known.get(siret);
		if (same) return same;
		const organisation = { id: crypto.randomUUID(), ...bodyOf(kind, name) };
		if (siret) known.set(siret, organisation);
		fresh.push(insertion(db, organisation, siret));
		return organisation;
	});
	if (fresh.length > 0) await db.batch(fresh);
	return described;
}

async function withSirets(db: D1Database, sirets: string[]): Promise<Map<string, Organisation>> {
	const { results } = await db
		.prepare(
			`SELECT id, kind, name, short_name AS shortName, alias, siret FROM organisation
			WHERE siret IN (SELECT value FROM json_each(?))`,
		)
		.bind(JSON.stringify(sirets))
		.all<Organisation & { siret: string }>();
	return new Map(results.map(({ siret, ...organisation }) => [siret, organisation]));
}

const insertion = (db: D1Database, { id, kind, name, shortName, alias }: Organisation, siret: string | null) =>
	db
		.prepare("INSERT INTO organisation (id, kind, name, short_name, alias, siret) VALUES (?, ?, ?, ?, ?, ?)")
		.bind(id, kind, name, shortName, alias, siret);
