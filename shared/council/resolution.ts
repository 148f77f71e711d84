import { designationOf } from "../party/agreement.ts";
import type { PartyKind } from "../party/party.ts";
import { shownDay } from "../text/field.ts";
import { inlineText } from "../text/plain.ts";
import type { Text, TextBlock } from "../text/text.ts";
import { walk } from "../text/walk.ts";
import { type Case, signersWithin, theCouncil } from "./case.ts";
import { chapter, head, heading, paper, paragraph, words } from "./paper.ts";

/** The articles by which such a council decides, and by which its acts are sent on. */
const POWERS: Partial<Record<PartyKind, string>> = {
	commune: "L. 2121-29 et L. 2131-1",
	epci: "L. 2121-29, L. 5211-1 et L. 5211-3",
	departement: "L. 3211-1 et L. 3131-1",
};

/**
 * The projet de délibération by which a council approves the version and lets it be signed: this version and no other, named
 * by its digest (R17). Avenants to come are not voted in advance: that is the council's own choice to add. What the session
 * alone will tell stands in brackets.
 */
export function resolutionOf(text: Text, about: Case): Text {
	const { party, council, version } = about;
	const day = council ? shownDay(council) : "[date]";
	return paper(`Projet de délibération : ${text.title}`, text, [
		head(
			heading("Projet de délibération"),
			paragraph(`${designationOf(party)} · Séance du ${day} · Délibération n° [numéro]`),
		),
		chapter(
			null,
			paragraph(words("Objet : ", "bold"), `approbation de « ${text.title} » et autorisation de la signer`),
			paragraph(words("Rapporteur : ", "bold"), "[nom]"),
			paragraph(`${theCouncil(party)},`),
			paragraph(
				`Vu le code général des collectivités territoriales, notamment ses articles ${POWERS[party.kind] ?? "[articles]"} ;`,
			),
			...visasOf(text),
			paragraph(
				`Vu le projet « ${text.title} », version n° ${version.number} figée le ${shownDay(version.day)}, dont l'empreinte (SHA-256) est ${version.digest}, annexé à la présente délibération ;`,
			),
			paragraph("Vu la note explicative de synthèse adressée aux conseillers avec la convocation ;"),
			paragraph("Considérant [l'intérêt de cette convention pour le territoire] ;"),
			paragraph("Après en avoir délibéré, par [nombre] voix pour, [nombre] voix contre et [nombre] abstentions,"),
			paragraph(
				words("APPROUVE", "bold"),
				` le projet « ${text.title} » dans sa version n° ${version.number}, tel qu'il est annexé ;`,
			),
			paragraph(words("AUTORISE", "bold"), ` ${signersWithin(party)} à signer cette convention ;`),
			paragraph(
				words("CHARGE", "bold"),
				` ${signersWithin(party)} de transmettre la présente délibération au représentant de l'État, de la publier et de l'exécuter.`,
			),
			paragraph(
				"La présente délibération peut faire l'objet d'un recours devant le tribunal administratif dans les deux mois qui suivent sa publication (code de justice administrative, art. R. 421-1).",
			),
			paragraph("Fait et délibéré les jour, mois et an que dessus."),
			paragraph("[Signatures de la présidence et du secrétariat de séance]"),
		),
	]);
}

/** The convention's own visas, but for those that only a vote fills: a council does not cite what it is about to do. */
function visasOf({ parts }: Text): TextBlock[] {
	const clauses = parts.filter(({ kind }) => kind === "recitals").flatMap(({ blocks }) => [...walk(blocks)]);
	return clauses.flatMap(({ block }) => {
		if (block?.type !== "paragraph" || block.content.some((inline) => inline.type === "hole")) return [];
		const line = inlineText(block.content).trim();
		return /^Vu (?!le code général des collectivités)/i.test(line) ? [paragraph(line.replace(/[;,.\s]*$/, " ;"))] : [];
	});
}
