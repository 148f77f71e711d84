import { designationOf } from "../party/agreement.ts";
import { councilOf } from "../party/council.ts";
import type { Party } from "../party/party.ts";
import { shownDay } from "../text/field.ts";
import type { Text, TextBlock, TextPart } from "../text/text.ts";
import { type Case, signersOf, signersWithin, theCouncil } from "./case.ts";
import { chapter, head, heading, list, paper, paragraph, words } from "./paper.ts";
import { amountsIn, sentencesOf, type Told, toldOf } from "./summary.ts";

/**
 * The note explicative de synthèse that goes to the councillors with the summons (CGCT, L. 2121-12), made of the text that
 * was submitted: what it is about, who concludes it, until when, what each article engages, its annexes. Its sentences are the
 * text's own; who prepares the council completes it, which is why it is a .docx.
 */
export function noteOf(text: Text, about: Case): Text {
	const { party, parties } = about;
	const articles = text.parts.filter(({ kind }) => kind === "article");
	const annexes = text.parts.filter(({ kind }) => kind === "annex");
	return paper(`Note explicative de synthèse : ${text.title}`, text, [
		head(
			heading("Note explicative de synthèse"),
			paragraph(text.title),
			paragraph(`${designationOf(party)}, séance ${about.council ? `du ${shownDay(about.council)}` : "du [date]"}`),
		),
		chapter("Ce qui est demandé au conseil", paragraph(askedOf(text, about))),
		chapter("Les parties", list(parties.map(partyLine))),
		chapter("L'objet", ...told(objectOf(articles, text))),
		chapter("La durée", ...told(durationOf(articles, text))),
		chapter(
			"Ce que chaque article engage",
			...articles.flatMap((part) => [heading(nameOf(part)), ...told(toldOf(part, text))]),
		),
		chapter("L'incidence financière", ...money(text)),
		chapter(
			"Les annexes",
			annexes.length > 0 ? list(annexes.map(nameOf)) : paragraph("La convention n'a pas d'annexe."),
		),
		chapter(
			"Pour lire le texte entier",
			paragraph(
				`Le projet, marqué PROJET sur chaque page, est joint à la convocation : version n° ${about.version.number}, figée le ${shownDay(about.version.day)}. Son empreinte (SHA-256) garantit que le texte voté sera celui qui sera signé : `,
				words(about.version.digest),
				".",
			),
			...(about.link ? [paragraph(`Il se lit aussi en ligne : ${about.link}`)] : []),
		),
	]);
}

function askedOf({ title }: Text, about: Case): string {
	return `${theCouncil(about.party)} est appelé à approuver le projet « ${title} » et à autoriser ${signersWithin(about.party)} à le signer. La signature ne pourra intervenir qu'une fois la délibération transmise à la préfecture et publiée.`;
}

function partyLine(party: Party): string {
	const council = party.kind === "other" ? "" : `, qui se prononce par son ${councilOf(party)}`;
	return `${designationOf(party)}${council} ; signataire : ${signersOf(party)}`;
}

/** The article that says so in its title, else the first. */
function objectOf(articles: TextPart[], text: Text): Told[] {
	const article = articles.find(({ title }) => /objet/i.test(title ?? "")) ?? articles[0];
	return article ? sentencesOf(article, text).slice(0, 4) : [];
}

function durationOf(articles: TextPart[], text: Text): Told[] {
	const article = articles.find(({ title }) => /durée/i.test(title ?? ""));
	return article ? sentencesOf(article, text) : [];
}

function money(text: Text): TextBlock[] {
	const amounts = amountsIn(text);
	return [
		amounts.length > 0 ? list(amounts) : paragraph("Le texte ne cite aucun montant."),
		paragraph("[À compléter : incidence sur le budget, crédits ouverts.]"),
	];
}

const told = (all: Told[]): TextBlock[] =>
	all.length === 0
		? [paragraph("[À compléter.]")]
		: all.flatMap(({ sentence, items }) => [paragraph(sentence), ...(items.length > 0 ? [list(items)] : [])]);

const nameOf = ({ label, title }: TextPart) => [label, title].filter(Boolean).join(" : ");
