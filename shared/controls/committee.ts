import type { Node } from "../convention/state.ts";
import { fillable } from "../text/outline.ts";
import { nodesText } from "../text/plain.ts";
import type { Text, TextPart, TextSection } from "../text/text.ts";
import type { Finding } from "./finding.ts";
import { NUMBER, readNumber } from "./phrase.ts";
import { remembered } from "./remembered.ts";

const STEERING = /pilotage|copil/iu;
const OTHER_BODY = /technique|commission|cotech|groupes? de travail/iu;
const GUESTS = /ressources?|consultati|invité/iu;

const MEMBERS = "(?:représentant|membre|élu|titulaire)(?:e|\\(e\\)|·e)?s?";
/** Who else may sit, counted where members are spoken of. */
const SEATED = `(?:${MEMBERS}|(?:agent|technicien|adjoint|conseiller|administrateur)(?:ne|ère)?s?)`;
const OF = "(?:de la|du|de l['’]|pour la|d['’]|des)\\s*";
const count = (body: string) =>
	new RegExp(`(?<![\\p{L}\\d])(${NUMBER})\\s+(?:${SEATED}\\s+)?(?:désignée?s\\s+)?${OF}(?:${body})`, "giu");
const CAF = count("Caf(?!\\p{L})|Caisse d['’]allocations");
const LOCAL = count("commune|collectivité|ville|communauté|métropole|municipalité|mairie|intercommunalité|EPCI");

const MEETS = /(?<!\p{L})(?:se réuni|réunions?(?!\p{L})|se tien)/iu;
const YEARLY =
	/(?<![\p{L}\d])(?:une|1)(?: seule)? fois (?:par|l['’]|\/)\s?an(?!\p{L})|tous les ans|chaque année|annuellement/iu;
const OFTENER =
	/(?<!\p{L})(?:deux|trois|quatre|[2-9]) fois|semestr|trimestr|mensuel|tous les (?:deux|trois|quatre|six|[2-6]) mois/iu;

/**
 * R11. What people wrote of the steering committee and contradicts the clause on it: as many members of the Caf as of
 * the local authorities, and two meetings a year at least. Only what is stated in figures, in one paragraph or one
 * list, can be decided; hence warnings.
 */
export const committee = ({ parts }: Pick<Text, "parts">): Finding[] => parts.flatMap(inPart);

const inPart = remembered((part: TextPart): Finding[] => {
	const sections = [...fillable(part.blocks)].filter((each) => each.type === "section");
	return sections.flatMap((section) => inSection(section, part));
});

function inSection(section: TextSection, part: TextPart): Finding[] {
	const about = `${part.title ?? ""} ${section.label}`;
	return section.content.flatMap((node, index) => {
		const text = nodesText([node]);
		const lead = introduction(section.content[index - 1]);
		if (!STEERING.test(`${about} ${lead} ${text}`) || OTHER_BODY.test(`${lead} ${text}`)) return [];
		const messages = [unequal(text), ...text.split(/[.;\n]/u).map(tooRare)];
		return messages.flatMap((said): Finding[] => {
			if (!said) return [];
			const where = { part: part.id, kind: "section" as const, id: section.id, quote: said.quote };
			return [{ rule: "R11", severity: "warning", title: said.title, message: said.message, where }];
		});
	});
}

interface Said {
	title: string;
	message: string;
	quote: string;
}

/** The paragraph that announces a list. */
function introduction(node: Node | undefined): string {
	const text = node ? nodesText([node]) : "";
	return /:\s*$/.test(text) ? text : "";
}

function unequal(text: string): Said | null {
	const seated = text.split("\n").filter((line) => !GUESTS.test(line));
	const [caf, local] = [CAF, LOCAL].map((pattern) => seated.flatMap((line) => [...line.matchAll(pattern)]));
	if (!caf?.[0] || !local?.[0] || !new RegExp(MEMBERS, "iu").test(seated.join(" "))) return null;
	const [ours, theirs] = [caf, local].map((all) =>
		all.reduce((sum, [, each = ""]) => sum + (readNumber(each) ?? 0), 0),
	);
	if (ours === theirs) return null;
	const message = `Le comité de pilotage est à parité, or ce passage compte ${ours} pour la Caf et ${theirs} pour la collectivité. Égalisez ces nombres.`;
	return { title: "Comité de pilotage sans parité", message, quote: caf[0][0] };
}

function tooRare(sentence: string): Said | null {
	const quote = YEARLY.exec(sentence)?.[0];
	if (!quote || !MEETS.test(sentence) || OFTENER.test(sentence)) return null;
	const message = "Le comité de pilotage se réunit au moins deux fois par an. Corrigez ce rythme.";
	return { title: "Comité de pilotage trop rare", message, quote };
}
