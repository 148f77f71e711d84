import { enumerate } from "../french.ts";
import type { Finding } from "./finding.ts";
import { quoted } from "./phrase.ts";
import { isFree, type Place, whereOf } from "./place.ts";
import { remembered } from "./remembered.ts";

const PATTERNS = [
	"[Jj]{2}/[Mm]{2}(?:/[Aa]{2,4})?",
	"(?:AAAA|aaaa)",
	"[Xx]{2}/[Xx]{2}(?:/[\\p{L}\\d+]+)?",
	"(?:20|19)(?:[Xx]{2}|\\d[Xx])",
	"[Xx][ \\u00A0\\u202F]?%",
	// Not the Roman numeral of "Titre XX" and "XX e siècle".
	"(?<!(?:[Tt]itre|[Cc]hapitre|[Ll]ivre|[Tt]ome|[Vv]olume|[Pp]artie)\\s)[Xx]{2,}(?!\\s?e(?:\\s|$))",
	// "X gestionnaires", but not "rayons X dans", "sous X", "Madame X".
	"(?<!(?:rayons?|sous|génération|M\\.|Monsieur|Madame|Mme)\\s)X(?=\\s\\p{Ll}{3,}[sx](?!\\p{L}))",
	"_{3,}",
	// Not the leader of a table of contents, which ends on a page.
	"(?<![.…])(?:\\.{5,}|…{2,})(?!\\.|…|\\s*\\d{1,3}(?!\\d))",
	"\\[\\s*(?:à compléter|…|\\.{3})\\s*\\]",
];
const EDGES = ["(?<![\\p{L}\\d])", "(?![\\p{L}\\d])"];
const WORDS = PATTERNS.slice(0, 7).join("|");
const PLACEHOLDER = new RegExp(`${EDGES[0]}(?:${WORDS})${EDGES[1]}|${PATTERNS.slice(7).join("|")}`, "gu");

/** R5. What still stands for something else in what people wrote: "JJ/MM/AAAA", "XXXX", "x %". One finding a paragraph. */
export const placeholders = (places: Place[]) => places.filter(isFree).flatMap(inPlace);

const inPlace = remembered((place: Place) =>
	place.texts.flatMap((text): Finding[] => {
		const left = [...new Set(text.match(PLACEHOLDER) ?? [])];
		if (left.length === 0) return [];
		const remain = left.length > 1 ? "restent" : "reste";
		const message = `${enumerate(left.map(quoted))} ${remain} à remplacer par le texte définitif.`;
		return [
			{ rule: "R5", severity: "blocking", title: "Mention à remplacer", message, where: whereOf(place, left[0]) },
		];
	}),
);
