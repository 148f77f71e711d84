import type { Person } from "../../../shared/page/convention.ts";
import { owns } from "../../../shared/party/party.ts";
import type { TextField } from "../../../shared/text/text.ts";
import { isBlank } from "../../../shared/text/value.ts";
import type { ConventionDesk } from "../context.ts";

/** Names already written in this convention, then the people of the party that fills this field: who signs comes first. */
export function namesFor({ owner, key }: TextField, { replica, page, fields }: ConventionDesk): string[] {
	const { parties } = replica.reading.state.structure;
	const kinds = new Map(parties.map(({ id, kind }) => [id, kind]));
	const own = page.convention.people.filter(({ party }) => {
		const kind = kinds.get(party);
		return kind !== undefined && owns(owner, kind);
	});
	const signing = Number(key.startsWith("signataire."));
	const rank = ({ roles }: Person) => signing * Number(!roles.includes("signs"));
	const written = [...fields.values()].filter((field) => field.type === "person" && field.owner === owner);
	const names = written.filter((field) => field.key !== key).map((field) => replica.field(field.key));
	const others = own.toSorted((a, b) => rank(a) - rank(b)).map(({ name }) => name);
	return [...new Set([...names.filter((name) => !isBlank(name)), ...others])];
}
