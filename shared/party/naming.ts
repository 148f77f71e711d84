import { USUAL_ALIAS } from "./organisation.ts";
import type { Party, PartyKind } from "./party.ts";
import type { Signatory } from "./signatory.ts";

/** A body as a convention names it. */
export interface Body {
	kind: PartyKind;
	name: string;
	shortName: string;
	alias: string;
}

/** Who signs for such a body, unless the parties say otherwise (R12). */
const usualSignatories: Record<PartyKind, string[]> = {
	caf: ["La Présidente du conseil d'administration", "La Directrice Générale"],
	commune: ["Le Maire"],
	epci: ["Le Président"],
	msa: ["Le Directeur"],
	departement: ["Le Président"],
	other: ["Le représentant"],
};

type Said = Omit<Signatory, "id">;

/** Bodies as parties, in order: each under an id of its kind (`caf`, `commune`, `commune-2`) and a term of its own (R14). */
export function partiesOf(bodies: Body[], signatories: (Said[] | undefined)[] = []): Party[] {
	const aliases = bodies.map(({ alias }) => alias);
	const parties: Party[] = [];
	for (const [at, body] of bodies.entries()) {
		const isShared = aliases.indexOf(body.alias) !== aliases.lastIndexOf(body.alias);
		parties.push(partyOf(body, parties, isShared, signatories[at]));
	}
	return parties;
}

/** A body more beside these parties, whose ids and terms stay what they are. */
export const partyBeside = (parties: Party[], body: Body): Party =>
	partyOf(
		body,
		parties,
		parties.some(({ alias }) => alias === body.alias),
	);

function partyOf(
	{ kind, name, shortName, alias }: Body,
	beside: Party[],
	isShared: boolean,
	signatories: Said[] = usualSignatories[kind].map((title) => ({ title, civility: "", name: "", delegation: "" })),
): Party {
	const id = freeId(kind, beside);
	return {
		id,
		kind,
		name,
		shortName,
		alias: isShared ? ownAlias({ kind, name, shortName, alias }) : alias,
		signatories: signatories.map((signatory, at) => ({ id: `${id}-${at + 1}`, ...signatory })),
	};
}

function freeId(kind: PartyKind, parties: Party[]): string {
	const taken = new Set(parties.map(({ id }) => id));
	let count = 1;
	while (taken.has(idOf(kind, count))) count++;
	return idOf(kind, count);
}

const idOf = (kind: PartyKind, count: number) => (count === 1 ? kind : `${kind}-${count}`);

/** Where two parties would bear one term: "la Commune de Lys-lez-Lannoy". */
function ownAlias({ kind, shortName }: Body): string {
	const article = /^(?:la|le) /.exec(USUAL_ALIAS[kind])?.[0] ?? "";
	return article + shortName;
}

const VOWEL = /^[aeiouyàâäéèêëîïôöùûüœæ]/i;

/** "de Lys-lez-Lannoy", "d'Annœullin", "du Pradet", "des Lilas", "de La Madeleine". */
export function ofPlace(place: string): string {
	if (/^Le /.test(place)) return `du ${place.slice(3)}`;
	if (/^Les /.test(place)) return `des ${place.slice(4)}`;
	return VOWEL.test(place) ? `d'${place}` : `de ${place}`;
}

/** What stands before the name of a commune when people write it out. */
const COMMUNE = /^(?:l[ae] )?(?:commune|ville|mairie) (?:de |du |des |d['’])/i;

/** The proper part of a commune's name: "Lys-lez-Lannoy" of "commune de Lys-lez-Lannoy". */
export function placeIn(typed: string): string {
	const start = COMMUNE.exec(typed)?.[0] ?? "";
	const rest = typed.slice(start.length);
	if (/ du $/i.test(start)) return `Le ${rest}`;
	return / des $/i.test(start) ? `Les ${rest}` : rest;
}

/** How a convention names a body of which only this was said: "Lys-lez-Lannoy" is the commune de Lys-lez-Lannoy. */
export function bodyOf(kind: PartyKind, typed: string): Body {
	const bare = typed.replace(/\s+/g, " ").trim();
	if (kind !== "commune") return { kind, name: bare, shortName: bare, alias: aliasOf(kind, bare) };
	const of = ofPlace(placeIn(bare));
	return { kind, name: `commune ${of}`, shortName: `Commune ${of}`, alias: USUAL_ALIAS.commune };
}

function aliasOf(kind: PartyKind, name: string): string {
	if (kind === "epci" && /^métropole/i.test(name)) return "la Métropole";
	return kind === "epci" && /^(?:syndicat|si[vc]om|sivu)(?![\p{L}\p{M}])/iu.test(name)
		? "le Syndicat"
		: USUAL_ALIAS[kind];
}
