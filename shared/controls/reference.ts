import { enumerate } from "../french.ts";
import type { Field } from "../model/model.ts";
import type { Text } from "../text/text.ts";
import { elsewhere } from "./citation.ts";
import type { Finding } from "./finding.ts";
import { subjectOf } from "./phrase.ts";
import { isFree, type Place, whereOf } from "./place.ts";
import { remembered } from "./remembered.ts";

type Noun = "article" | "annexe";

interface Reference {
	noun: Noun;
	number: number;
	quote: string;
}

const ONE = "\\d{1,3}(?:er)?(?:\\.\\d+)*(?![\\p{L}\\d]|-\\d)";
const REFERENCE = new RegExp(
	`(?<!\\p{L})(?:(article|annexe)\\s+(?:n°\\s*)?(${ONE})|(article|annexe)s\\s+(?:n°s?\\s*)?(${ONE}(?:\\s*(?:,|et|ou|à)\\s*${ONE})*))`,
	"giu",
);

/**
 * R4. Every article or annexe that a text cites is one of its own; of "articles 2 à 4" the two ends are looked at.
 * One finding for each place and noun.
 *
 * What a party wrote blocks. A locked clause that nobody can rewrite: a missing article is a warning; a missing annexe
 * blocks, since annexes are the parties' to join, unless the clause says that it comes later. It does when it sets a
 * deadline a year or more after the convention begins, as the CTG's article 5 does for the plan d'actions that
 * "figurera" in annexes 4 and 5: what is due in N+1 cannot be joined in N, and to block submission until it is there
 * would forbid the very convention that announces it. It comes by an avenant (R20), and the warning stays till then.
 */
export function references(places: Place[], { parts }: Pick<Text, "parts">, fields: Field[]): Finding[] {
	const numbers = (kind: string) => new Set(parts.filter((part) => part.kind === kind).map((part) => part.number));
	const known = { article: numbers("article"), annexe: numbers("annex") };
	const deadlines = new Set(fields.filter(({ rule }) => rule && rule.min >= 1).map(({ key }) => key));
	return places.flatMap((place) => {
		const missing = referencesIn(place).filter(({ noun, number }) => !known[noun].has(number));
		const announced = place.fields.some((key) => deadlines.has(key));
		return (["article", "annexe"] as const).flatMap((noun) => {
			const own = missing.filter((each) => each.noun === noun);
			return own.length > 0 ? [findingOf(own, place, announced, known[noun].size)] : [];
		});
	});
}

const referencesIn = remembered((place: Place) => place.texts.flatMap(referencesOf));

function referencesOf(text: string): Reference[] {
	return [...text.matchAll(REFERENCE)].flatMap((match) => {
		const [quote, one, first, many, numbers] = match;
		const noun = (one ?? many ?? "").toLowerCase() as Noun;
		if (elsewhere(noun, text.slice(0, match.index), text.slice(match.index + quote.length))) return [];
		const written = (first ?? numbers ?? "").match(/(?<!\.)\b\d+/g) ?? [];
		return written.map((number) => ({ noun, number: Number(number), quote }));
	});
}

function findingOf(missing: Reference[], place: Place, later: boolean, count: number): Finding {
	const noun = missing[0]?.noun ?? "article";
	const numbers = [...new Set(missing.map(({ number }) => number))].sort((a, b) => a - b).map(String);
	const several = numbers.length > 1;
	const cited = `${several ? `les ${noun}s` : `l'${noun}`} ${enumerate(numbers)}`;
	const title = `${noun === "article" ? "Article" : "Annexe"}${several ? "s" : ""} ${enumerate(numbers)} introuvable${several ? "s" : ""}`;
	const finding = { rule: "R4" as const, title, where: whereOf(place, missing[0]?.quote) };
	if (later && noun === "annexe") {
		const join = "À joindre le moment venu, par avenant si la convention est signée";
		const message = `${subjectOf(place.part)} annonce ${cited}, introuvable${several ? "s" : ""} à ce jour. ${join}.`;
		return { ...finding, severity: "warning", message };
	}
	const has = count === 0 ? "n'en a pas" : `en compte ${count}`;
	const act = adviceOf(noun, isFree(place));
	const message = `${subjectOf(place.part)} cite ${cited}, introuvable${several ? "s" : ""} : le texte ${has}. ${act}`;
	return { ...finding, severity: isFree(place) || noun === "annexe" ? "blocking" : "warning", message };
}

function adviceOf(noun: Noun, free: boolean): string {
	if (noun === "annexe") return free ? "Corrigez le renvoi ou joignez l'annexe." : "Joignez l'annexe.";
	return free ? "Corrigez le renvoi." : "La clause vient du modèle : signalez-le à la Caf.";
}
