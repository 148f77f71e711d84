import { type Party, sideOf } from "../state.ts";
import type { Text } from "../text/text.ts";
import type { Finding } from "./finding.ts";

/** R12. A convention binds a Caf and a local authority, and somebody signs for each party: else its text has a blank. */
export function signing({ parts }: Pick<Text, "parts">, parties: Party[]): Finding[] {
	const part = parts.find(({ kind }) => kind === "parties")?.id;
	if (part === undefined) return [];
	const sides = new Set(parties.map(({ kind }) => sideOf(kind)));
	const messages = [
		...(sides.has("caf") ? [] : ["La Caf n'est pas nommée parmi les parties. Ajoutez-la."]),
		...(sides.has("commune") ? [] : ["Aucune collectivité n'est nommée parmi les parties. Ajoutez-la."]),
		...parties.flatMap(({ shortName, signatories }) =>
			signatories.length === 0 ? [`Personne ne signe pour ${shortName}. Ajoutez son signataire.`] : [],
		),
	];
	return messages.map((message) => ({
		rule: "R12",
		severity: "blocking",
		message,
		where: { part, kind: "part", id: part },
	}));
}
