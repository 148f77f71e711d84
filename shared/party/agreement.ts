import { ofPlace, placeIn } from "./naming.ts";
import type { Party, PartyKind } from "./party.ts";
import { type Signatory, splitName } from "./signatory.ts";

/** What an article or a participle agrees with. */
export type Gender = "feminine" | "masculine";

/** Nouns with which the names of public bodies, and of their partners, begin. */
const FEMININE =
	/^(?:académie|agence|agglomération|association|caf|caisse|carsat|chambre|cité|collectivité|communauté|commune|coopérative|cpam|direction|école|eurométropole|fédération|fondation|intercommunalité|mairie|maison|métropole|mission|msa|mutualité|mutuelle|région|société|union|université|ville)(?![\p{L}\p{M}])/iu;
const MASCULINE =
	/^(?:c[ci]as|centre|collectif|comité|conseil|département|ep[ct]i?|établissement|foyer|g[ei]p|groupement|hôpital|institut|office|organisme|parc|pays|petr|pôle|réseau|service|si[vc]o[ms]|sivu|smictom|syndicat|territoire)(?![\p{L}\p{M}])/iu;

/** What such a body is called by, where its name does not tell. */
const USUAL: Record<Exclude<PartyKind, "other">, Gender> = {
	caf: "feminine",
	commune: "feminine",
	epci: "feminine",
	msa: "feminine",
	departement: "masculine",
};

type Named = Pick<Party, "kind" | "name" | "alias">;

/** How the name of a body stands in a sentence: its article ("la ", "l'", "" for a name that has none), and the rest. */
interface Noun {
	article: string;
	rest: string;
	gender: Gender;
}

/** "La commune de Lys", "Le syndicat mixte du Val", "L'agglomération de Dreux": as a line that names the party begins. */
export function designationOf(party: Named): string {
	const { article, rest } = nounOf(party);
	const words = article + rest;
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "de la commune de Lys", "du syndicat mixte du Val", "de l'agglomération de Dreux". */
export function ofBody(party: Named): string {
	const { article, rest } = nounOf(party);
	if (article === "le ") return `du ${rest}`;
	if (article === "les ") return `des ${rest}`;
	return article === "" ? ofPlace(rest) : `de ${article}${rest}`;
}

/** "de la ville du Pradet" of a commune; of another body what `ofBody` says. */
export const ofTown = (party: Named): string =>
	party.kind === "commune" ? `de la ville ${ofPlace(placeIn(party.name))}` : ofBody(party);

/** "représentée", "dénommé": a participle of the party itself. */
export const agreedWithParty = (participle: string, party: Named): string =>
	nounOf(party).gender === "feminine" ? `${participle}e` : participle;

/** "autorisée", "autorisés", "autorisées": a participle of those who sign; "autorisé(e)(s)" as long as nobody does. */
export function agreedWithSignatories(participle: string, signatories: readonly Signatory[]): string {
	if (signatories.length === 0) return `${participle}(e)(s)`;
	const feminine = signatories.every((signatory) => genderOf(signatory) === "feminine");
	return participle + (feminine ? "e" : "") + (signatories.length > 1 ? "s" : "");
}

/** As the civility says, else a civility typed before the name, else the article of the title; null where nothing does. */
export function genderOf({ civility, name, title }: Pick<Signatory, "civility" | "name" | "title">): Gender | null {
	const said = civility || splitName(name).civility;
	if (said !== "") return said === "Madame" ? "feminine" : "masculine";
	return titleGender(title);
}

/** "La Directrice" is said of a woman, "Le Maire" of anybody, unless a civility says it; null without an article. */
export function titleGender(title: string): Gender | null {
	if (/^la /i.test(title)) return "feminine";
	return /^le /i.test(title) ? "masculine" : null;
}

function nounOf({ kind, name, alias }: Named): Noun {
	const [own = ""] = /^(?:la |le |les |l['’])/i.exec(name) ?? [];
	const rest = name.slice(own.length);
	const known = FEMININE.test(rest) ? "feminine" : MASCULINE.test(rest) ? "masculine" : null;
	if (own !== "") return { article: own.toLowerCase(), rest, gender: titleGender(name) ?? known ?? usual(kind, alias) };
	const article = known === null ? "" : isElided(rest) ? "l'" : known === "feminine" ? "la " : "le ";
	return { article, rest, gender: known ?? usual(kind, alias) };
}

/** A body of another kind is what its term says: "le Partenaire". */
const usual = (kind: PartyKind, alias: string): Gender =>
	kind === "other" ? (titleGender(alias) ?? "masculine") : USUAL[kind];

/** Every h with which a known noun begins is mute. */
const isElided = (noun: string) => /^[aeiouyhàâäéèêëîïôöùûü]/i.test(noun);
