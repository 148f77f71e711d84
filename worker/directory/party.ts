import type { Scene } from "../people/scene.ts";

export async function partiesIn(db: D1Database, convention: string): Promise<Scene["parties"]> {
	const { results } = await db
		.prepare(
			`SELECT party.id, organisation, kind, short_name AS name FROM party
			JOIN organisation ON organisation.id = party.organisation WHERE convention = ? ORDER BY party.rowid`,
		)
		.bind(convention)
		.all<Scene["parties"][number]>();
	return results;
}

export const seatsOf = async (db: D1Database, id: string) =>
	(
		await db
			.prepare("SELECT organisation, id FROM party WHERE convention = ?")
			.bind(id)
			.all<{ organisation: string; id: string }>()
	).results;
