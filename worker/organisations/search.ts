import { opensConventions } from "../../shared/access.ts";
import { type Failure, failure } from "../../shared/failure.ts";
import { searchable, searchWords } from "../../shared/list/search.ts";
import { placeIn } from "../../shared/party/naming.ts";
import type { PartyKind } from "../../shared/party/party.ts";
import { siretDigits } from "../../shared/party/siret.ts";
import { organisationsOfPerson } from "../directory/organisation.ts";

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
export async function searchFor(env: Env, person: string, typed: string): Promise<FoundOrganisation[] | Failure> {
	return (await refusesSearch(env, person)) ?? searchOrganisations(env.DB, typed);
}

/** The same for a pasted list of names: for each of them, those that bear it. */
export async function namedFor(env: Env, person: string, names: string[]): Promise<FoundOrganisation[][] | Failure> {
	return (await refusesSearch(env, person)) ?? organisationsNamed(env.DB, names);
}

async function refusesSearch(env: Env, person: string): Promise<Failure | null> {
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
