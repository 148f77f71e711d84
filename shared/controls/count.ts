import type { Text } from "../text/text.ts";
import type { Finding } from "./finding.ts";
import { NUMBER, readNumber } from "./phrase.ts";
import { isFree, type Place, whereOf } from "./place.ts";

/** Only of this text's own annexes: "les 4 annexes du Cpog" are none of them. */
const STATED = new RegExp(
	`les\\s+(${NUMBER})\\s+annexes(?=\\s+(?:énumérées|listées|jointes|de la présente|du présent|ci-jointes)|\\s*[.;,)]|\\s*$)`,
	"giu",
);

/**
 * R3. The clause's own count and the sommaire are computed, hence right; what can be wrong is a count that a drafter
 * wrote by hand.
 */
export function counts(places: Place[], { parts }: Pick<Text, "parts">): Finding[] {
	const actual = parts.filter((part) => part.kind === "annex").length;
	return places.filter(isFree).flatMap((place) =>
		place.texts.flatMap((text) =>
			[...text.matchAll(STATED)]
				.filter(([, count = ""]) => readNumber(count) !== actual)
				.map(([quote]): Finding => {
					const message = `Ce passage compte mal les annexes : le texte en a ${actual}. Corrigez ce nombre.`;
					const title = "Nombre d'annexes inexact";
					return { rule: "R3", severity: "warning", title, message, where: whereOf(place, quote) };
				}),
		),
	);
}
