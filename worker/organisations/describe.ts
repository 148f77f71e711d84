import type { NewParty } from "../../shared/opening.ts";
import { bodyOf } from "../../shared/party/naming.ts";
import { siretDigits } from "../../shared/party/siret.ts";
import { insertOrganisation, type Organisation, organisationsWithSirets } from "../directory/organisation.ts";

/**
 * Puts bodies into the directory of which only this was said. One whose SIRET is there already is that one; nobody is of
 * the others until somebody accepts an invitation.
 */
export async function describeBodies(db: D1Database, bodies: NewParty[]): Promise<Organisation[]> {
	if (bodies.length === 0) return [];
	const sirets = bodies.map(({ siret = "" }) => siretDigits(siret));
	const known = await organisationsWithSirets(db, sirets);
	const fresh: D1PreparedStatement[] = [];
	const described = bodies.map(({ kind, name }, at) => {
		const siret = sirets[at] || null;
		const same = siret && known.get(siret);
		if (same) return same;
		const [id, body] = [crypto.randomUUID(), bodyOf(kind, name)];
		const organisation = { id, ...body };
		if (siret) known.set(siret, organisation);
		fresh.push(insertOrganisation(db, id, { ...body, siret, department: null }));
		return organisation;
	});
	if (fresh.length > 0) await db.batch(fresh);
	return described;
}
