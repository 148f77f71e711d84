import type { Seat } from "../../shared/page/opening.ts";
import type { PartyKind } from "../../shared/party/party.ts";

/** The parties of a convention with what is known of their organisations, in the order in which they came. */
export async function partiesIn(
	db: D1Database,
	convention: string,
): Promise<(Seat & { kind: PartyKind; name: string })[]> {
	const { results } = await db
		.prepare(
			`SELECT party.id, organisation, kind, short_name AS name FROM party
			JOIN organisation ON organisation.id = party.organisation WHERE convention = ? ORDER BY party.rowid`,
		)
		.bind(convention)
		.all<Seat & { kind: PartyKind; name: string }>();
	return results;
}

/** Makes an organisation a party; where it, or another under this id, is one already, throws or leaves it as it is. */
export function insertParty(
	db: D1Database,
	convention: string,
	{ id, organisation }: Seat,
	where: "throws" | "leaves" = "throws",
): D1PreparedStatement {
	return db
		.prepare(
			`INSERT OR ${where === "throws" ? "ABORT" : "IGNORE"} INTO party (convention, organisation, id) VALUES (?, ?, ?)`,
		)
		.bind(convention, organisation, id);
}

/** Lets another organisation be this party. */
export function changeParty(db: D1Database, convention: string, { id, organisation }: Seat): D1PreparedStatement {
	return db
		.prepare("UPDATE party SET organisation = ? WHERE convention = ? AND id = ?")
		.bind(organisation, convention, id);
}

export function deleteParty(db: D1Database, convention: string, id: string): D1PreparedStatement {
	return db.prepare("DELETE FROM party WHERE convention = ? AND id = ?").bind(convention, id);
}

/** Every party of a convention. */
export function deletePartiesIn(db: D1Database, convention: string): D1PreparedStatement {
	return db.prepare("DELETE FROM party WHERE convention = ?").bind(convention);
}
