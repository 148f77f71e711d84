import type { NewParty } from "../../shared/opening.ts";
import { bodyOf } from "../../shared/party/naming.ts";
import { siretDigits } from "../../shared/party/siret.ts";
import type { Organisation } from "../directory/organisation.ts";

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
