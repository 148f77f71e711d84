import { opensConventions } from "../../shared/access.ts";
import { type Failure, failure } from "../../shared/failure.ts";
import { searchable, searchWords } from "../../shared/list/search.ts";
import type { FoundOrganisation, FoundOrganisations, NamedOrganisations } from "../../shared/page/organisation.ts";
import { placeIn } from "../../shared/party/naming.ts";
import { siretDigits } from "../../shared/party/siret.ts";
import { organisationsOfPerson } from "../directory/membership.ts";
import { organisationsByWords, organisationsFromSiret, organisationsNaming } from "../directory/organisation.ts";

/** More are no choice: one types another word. */
const MOST_FOUND = 12;

/** Looks organisations up, for a person who opens conventions; for nobody else. */
export async function searchFor(env: Env, person: string, typed: string): Promise<FoundOrganisations | Failure> {
	return (await refusesSearch(env, person)) ?? { organisations: await searchOrganisations(env.DB, typed) };
}

/** The same for a pasted list of names. */
export async function namedFor(env: Env, person: string, names: string[]): Promise<NamedOrganisations | Failure> {
	return (await refusesSearch(env, person)) ?? { organisations: await organisationsNamed(env.DB, names) };
}

async function refusesSearch(env: Env, person: string): Promise<Failure | null> {
	const organisations = await organisationsOfPerson(env.DB, person);
	return organisations.some(opensConventions) ? null : failure("forbidden");
}

/** The organisations that have every word in their name, the shortest name first; or the one with this SIRET. */
async function searchOrganisations(db: D1Database, typed: string): Promise<FoundOrganisation[]> {
	const digits = siretDigits(typed);
	if (/^\d{9,14}$/.test(digits)) return (await organisationsFromSiret(db, digits, MOST_FOUND)).map(toFound);
	const words = searchWords(typed);
	return words.length === 0 ? [] : (await organisationsByWords(db, words, MOST_FOUND)).map(toFound);
}

/**
 * For each name of a pasted list the organisations that bear it: "Lys-lez-Lannoy" is the commune de Lys-lez-Lannoy, accents
 * and case apart. Several where the name alone does not tell; none where the directory has none.
 */
async function organisationsNamed(db: D1Database, names: string[]): Promise<FoundOrganisation[][]> {
	const wanted = names.map(bareName);
	const organisations = (await organisationsNaming(db, wanted)).map(toFound);
	return wanted.map((name) =>
		organisations.filter((each) => name !== "" && [each.name, each.shortName].some((own) => bareName(own) === name)),
	);
}

const toFound = ({ id, kind, name, shortName, siret }: FoundOrganisation): FoundOrganisation => ({
	id,
	kind,
	name,
	shortName,
	siret,
});

const bareName = (name: string) => searchable(placeIn(name.trim()));
