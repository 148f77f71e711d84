import type { FreeSection } from "../model/model.ts";
import type { Finding, Severity } from "./finding.ts";
import { quoted } from "./phrase.ts";
import { isFree, type Place, whereOf } from "./place.ts";
import { remembered } from "./remembered.ts";

const TITLE = "Consigne de rédaction restée";

/** What only a model says blocks; what a drafter might also say is a warning. The first that matches speaks. */
const WORDS: [RegExp, Severity][] = [
	[/^\s*exemples?\s*:/iu, "blocking"],
	[/(?<!\p{L})citer (?:le ou les|la ou les)(?!\p{L})/iu, "blocking"],
	[/N\s?\+\s?4 au maximum/iu, "blocking"],
	[/\(\s*selon (?:la )?pertinence\s*\)/iu, "blocking"],
	[/(?<!\p{L})selon pertinence(?!\p{L})/iu, "warning"],
	[/\((?:[\p{L}'’]+ ){0,3}éventuel(?:le)?(?:s|\(s\))?\)|éventuel(?:le)?\(s\)/iu, "warning"],
];

/**
 * R6. Help for drafters that reached what people wrote: the model's guidance copied, or its tell-tale words. A copied
 * example is none by itself, since it is there to be inserted and may be right as it stands ("La commune"); what is
 * left in it to replace is R5's.
 */
export function guidance(places: Place[], sections: FreeSection[]): Finding[] {
	return places.filter(isFree).flatMap(inPlace(sections));
}

const inPlace = remembered((sections: FreeSection[]) => {
	const helps = sections
		.flatMap((section) => section.guidance.split("\n"))
		.map((line) => plain(line).replace(/[ .]+$/, ""));
	const long = helps.filter((help) => help.length > 20);
	return remembered((place: Place) =>
		place.texts.flatMap((text): Finding[] => {
			const bare = plain(text);
			if (long.some((help) => bare.includes(help))) return [copied(place, text)];
			const [quote, severity] = saidIn(text);
			if (!quote || !severity) return [];
			const message = `${quoted(quote)} est une consigne de rédaction, non du texte. Retirez-la ou écrivez ce qu'elle demande.`;
			return [{ rule: "R6", severity, title: TITLE, message, where: whereOf(place, quote) }];
		}),
	);
});

function copied(place: Place, quote: string): Finding {
	const message = "Ce paragraphe reprend la consigne du modèle. Remplacez-la par votre texte.";
	return { rule: "R6", severity: "blocking", title: TITLE, message, where: whereOf(place, quote) };
}

function saidIn(text: string): [string, Severity] | [] {
	for (const [pattern, severity] of WORDS) {
		const quote = pattern.exec(text)?.[0].trim();
		if (quote) return [quote, severity];
	}
	return [];
}

/** Without the differences that typing makes: spaces, apostrophes, capitals. */
const plain = (text: string) => text.toLowerCase().replaceAll("’", "'").replace(/\s+/g, " ").trim();
