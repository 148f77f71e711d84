import { titleGender } from "../party/agreement.ts";
import { type Party, sideOf } from "../party/party.ts";
import { nameOf, type Signatory, signatoryField, splitName } from "../party/signatory.ts";
import type { Text } from "../text/text.ts";
import type { Finding } from "./finding.ts";
import { quoted } from "./phrase.ts";

/** R12. A convention binds a Caf and a local authority, and somebody signs for each party: else its text has a blank. */
export function signing({ parts }: Pick<Text, "parts">, parties: Party[]): Finding[] {
	const part = parts.find(({ kind }) => kind === "parties")?.id;
	if (part === undefined) return [];
	const sides = new Set(parties.map(({ kind }) => sideOf(kind)));
	const said: [string, string][] = [];
	if (!sides.has("caf")) said.push(["Caf absente", "La Caf n'est pas nommée parmi les parties. Ajoutez-la."]);
	if (!sides.has("commune"))
		said.push(["Collectivité absente", "Aucune collectivité n'est nommée parmi les parties. Ajoutez-la."]);
	for (const { shortName } of parties.filter(({ signatories }) => signatories.length === 0))
		said.push(["Signataire manquant", `Personne ne signe pour ${shortName}. Ajoutez son signataire.`]);
	return said.map(([title, message]) => ({
		rule: "R12",
		severity: "blocking",
		title,
		message,
		where: { part, kind: "part", id: part },
	}));
}

/**
 * R12. A man under a title that is said of women: "la Directrice Générale, Monsieur Petit". The other way is none: "Madame le
 * Maire" is as French as "Madame la Maire".
 */
export function titles({ parts }: Pick<Text, "parts">, parties: Party[]): Finding[] {
	const part = parts.find(({ kind }) => kind === "parties")?.id;
	if (part === undefined) return [];
	return parties
		.flatMap(({ signatories }) => signatories)
		.filter(isMisnamed)
		.map((signatory) => ({
			rule: "R12",
			severity: "warning",
			title: "Titre et civilité en désaccord",
			message: `${quoted(signatory.title)} et ${quoted(nameOf(signatory))} ne vont pas ensemble. Corrigez l'un des deux.`,
			where: { part, kind: "field", id: signatoryField(signatory.id) },
		}));
}

const isMisnamed = ({ title, civility, name }: Signatory) =>
	titleGender(title) === "feminine" && (civility || splitName(name).civility) === "Monsieur";
