import type { TextPart } from "../text/text.ts";

/** "« la Commune »", its spaces left to `typeset`. */
export const quoted = (words: string) => `« ${words} »`;

/** "L'article 5", "La partie « Préambule »", "Le texte" where a part has neither label nor title. */
export function subjectOf({ label, title }: TextPart): string {
	if (label) return `L'${label.toLowerCase()}`;
	return title ? `La partie ${quoted(title)}` : "Le texte";
}

const WORDS = [
	"zéro",
	"une?",
	"deux",
	"trois",
	"quatre",
	"cinq",
	"six",
	"sept",
	"huit",
	"neuf",
	"dix",
	"onze",
	"douze",
];

/** Matches a whole number, in digits or spelt out up to twelve. */
export const NUMBER = `(?:\\d{1,3}|${WORDS.join("|")})`;

/** The number that such a match stands for; null when it is none. */
export function readNumber(word: string): number | null {
	if (/^\d+$/.test(word)) return Number(word);
	const index = WORDS.findIndex((each) => new RegExp(`^${each}$`, "i").test(word));
	return index < 0 ? null : index;
}
