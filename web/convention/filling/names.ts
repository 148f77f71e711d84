import { owns } from "../../../shared/party/party.ts";
import type { TextField } from "../../../shared/text/text.ts";
import { isBlank } from "../../../shared/text/value.ts";
import type { ConventionDesk } from "../context.ts";

/** Names already written in this convention, then the people of the parties that fill this field. */
export function namesFor({ owner, key }: TextField, { replica, page, fields }: ConventionDesk): string[] {
	const { parties } = replica.reading.state.structure;
	const kinds = new Map(parties.map(({ id, kind }) => [id, kind]));
	const own = page.convention.people.filter(({ party }) => {
		const kind = kinds.get(party);
		return kind !== undefined && owns(owner, kind);
	});
	const written = [...fields.values()].filter(
		(field) => field.type === "person" && field.party === null && field.owner === owner,
	);
	const names = written.filter((field) => field.key !== key).map((field) => replica.field(field.key));
	const others = own.map(({ name }) => name);
	return [...new Set([...names.filter((name) => !isBlank(name)), ...others])];
}
