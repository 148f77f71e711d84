import { capital } from "../french.ts";
import type { Owner } from "../model/model.ts";
import type { Party } from "../party/party.ts";
import { progressOf, toWhom } from "../text/outline.ts";
import type { Text } from "../text/text.ts";
import type { Finding } from "./finding.ts";
import { quoted } from "./phrase.ts";

const TO: Record<Owner, string> = { caf: "À la Caf", commune: "À la collectivité", all: "À l'une des parties" };

/** R5. Every required field and free section that nobody filled yet, each with its place. */
export function blanks(text: Text, parties: Party[]): Finding[] {
	return progressOf(text).blanks.map(({ kind, id, label, owner, party, part }) => {
		const to = party === null ? TO[owner] : capital(toWhom({ owner, party }, parties));
		const message =
			kind === "field"
				? `Le champ ${quoted(label)} est vide. ${to} de le remplir.`
				: `La partie libre ${quoted(label)} est vide. ${to} de l'écrire.`;
		const title = kind === "field" ? "Champ vide" : "Partie libre vide";
		return { rule: "R5", severity: "blocking", title, message, where: { part, kind, id }, about: label };
	});
}
