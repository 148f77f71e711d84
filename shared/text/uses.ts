import { enumerate } from "../french.ts";
import { fillable } from "./outline.ts";
import type { Text, TextPart } from "./text.ts";

/** A part of the text where a field stands, in words ("en page de garde"), and how many times it does. */
export interface Use {
	part: string;
	words: string;
	times: number;
}

/** Every part where this field stands (R13), in reading order, without options left out. */
export function usesOf(text: Text, key: string): Use[] {
	const parts = text.parts.map((part) => ({ part: part.id, words: wordsFor(part), times: timesIn(part, key) }));
	return parts.filter(({ times }) => times > 0);
}

/** "Aussi en page de garde, à l'art. 1 et à l'art. 11": where else than at this place of `part`; null when nowhere. */
export function alsoIn(uses: Use[], part: string): string | null {
	const places = uses.map((use) =>
		use.part === part ? { ...use, words: "une autre fois ici", times: use.times - 1 } : use,
	);
	const others = places.filter(({ times }) => times > 0);
	if (others.length === 0) return null;
	const total = others.reduce((sum, { times }) => sum + times, 0);
	const count = total > others.length ? ` (${total} endroits)` : "";
	return `Aussi ${enumerate(others.map(({ words }) => words))}${count}`;
}

function timesIn({ blocks }: TextPart, key: string): number {
	return [...fillable(blocks)].filter((each) => each.type === "field" && each.key === key).length;
}

function wordsFor({ kind, number, title }: TextPart): string {
	switch (kind) {
		case "cover":
			return "en page de garde";
		case "sommaire":
			return "au sommaire";
		case "parties":
			return "à la désignation des parties";
		case "recitals":
			return "dans les visas";
		case "preamble":
			return "en préambule";
		case "closing":
			return "aux signatures";
		case "article":
			return number === null ? `à « ${title} »` : `à l'art. ${number}`;
		case "annex":
			return number === null ? `à « ${title} »` : `en annexe ${number}`;
	}
}
