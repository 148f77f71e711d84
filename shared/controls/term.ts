import { enumerate } from "../french.ts";
import type { Finding } from "./finding.ts";
import { quoted } from "./phrase.ts";
import { isFree, type Place, whereOf } from "./place.ts";

/** The ways to call a local authority that is a party, in small letters. */
const TERMS = ["la commune", "la collectivité", "la ville", "la municipalité"];

const DEFINITION = /dénommée?s?\s+«\s*([^»]+?)\s*»/giu;
/** Not "la collectivité territoriale" or "la commune de Lys", which name a kind or a place. */
const USE =
	/(?<!\p{L})la\s+(commune|collectivité|ville|municipalité)(?!\p{L}|\s+(?:locale|territoriale|de\s|du\s|d['’]))/giu;
const POLICY = /(?:politiques?|contrats?) de $/iu;

/**
 * R14. One warning when a text defines a term for the local authority, « la Commune », and calls it otherwise in its
 * articles and annexes. The preamble is not read: the authority it speaks of there is any. In what people wrote, only
 * a capital makes a term; "la ville" may be the town. The warning leads to every use.
 */
export function terms(places: Place[]): Finding[] {
	const defined = definedIn(places);
	if (defined.size === 0) return [];
	const uses = places.flatMap((place) => usesIn(place, defined));
	const [where, ...also] = uses.map(({ place, quote }) => whereOf(place, quote));
	if (!where) return [];
	const others = [...new Set(uses.map(({ quote }) => quote.toLowerCase()))];
	const said = enumerate(
		others.map((other) => quoted(small(uses.find(({ quote }) => quote.toLowerCase() === other)?.quote ?? other))),
		"ou",
	);
	const term = enumerate([...defined.values()].map(quoted), "ou");
	const count = uses.length > 1 ? `en ${uses.length} endroits` : "en un endroit";
	const message = `Le texte définit ${term} et dit aussi ${said}, ${count}. Dans ce que vous écrivez, gardez le terme défini.`;
	const title = enumerate([...defined.values(), ...others].map(nounOf).map(quoted));
	return [{ rule: "R14", severity: "warning", title, message, where, also }];
}

/** The terms that the text defines, by their form in small letters. */
function definedIn(places: Place[]): Map<string, string> {
	const texts = places.filter(({ kind }) => kind === "clause").flatMap((place) => place.texts);
	const found = texts.flatMap((text) => [...text.matchAll(DEFINITION)].map(([, term = ""]) => term));
	return new Map(found.filter((term) => TERMS.includes(term.toLowerCase())).map((term) => [term.toLowerCase(), term]));
}

function usesIn(place: Place, defined: Map<string, string>): { place: Place; quote: string }[] {
	const { kind } = place.part;
	if (kind !== "article" && kind !== "annex" && kind !== "closing") return [];
	return place.texts.flatMap((text) =>
		[...text.matchAll(USE)].flatMap(({ 0: quote, 1: noun = "", index }) => {
			const same = defined.has(quote.toLowerCase().replace(/\s+/, " "));
			const common = isFree(place) && noun === noun.toLowerCase();
			return same || common || POLICY.test(text.slice(0, index)) ? [] : [{ place, quote }];
		}),
	);
}

/** "Collectivité" of "la collectivité": a title has no room for more. */
const nounOf = (term: string) => term.replace(/^la\s+(\p{L})/iu, (_, letter: string) => letter.toUpperCase());

const small = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);
