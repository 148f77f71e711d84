import type { Finding, Severity } from "../../../shared/controls/finding.ts";
import { fillable, type Whose } from "../../../shared/text/outline.ts";
import type { Text, TextPart } from "../../../shared/text/text.ts";
import { typeset } from "../../../shared/text/typography.ts";
import type { Spot } from "../../../shared/text/where.ts";
import { fold } from "../paper/fold.ts";

/** What the rail shows of one fault, wherever it stands. */
export interface Card {
	/** The same from one text to the next as long as it is the same fault. */
	key: string;
	severity: Severity;
	title: string;
	/** What is wrong and what to do; null where the title and the places say it all. */
	message: string | null;
	/** Whose it is to settle: of the person who reads, of others, or of nobody in particular. */
	whose: "mine" | "theirs" | null;
	/** "à vous", "à la commune"; null with nobody in particular. */
	to: string | null;
	places: CardPlace[];
	/** How many findings it stands for: one fault met in fourteen places is one. */
	count: number;
}

export interface CardPlace extends Spot {
	/** What stands there in a few words: the label of a blank, the words at fault, the part's title. */
	label: string;
	/** "art. 5", "annexe 1", "couverture". */
	part: string;
	/** The same in full: "article 5". */
	partInFull: string;
}

/** How many points these cards make. */
export const countOf = (cards: Card[]) => cards.reduce((sum, { count }) => sum + count, 0);

/** Whom this page speaks to. */
export interface Reader {
	isMine(whose: Whose): boolean;
	/** "à la Caf", "à la commune", "aux deux parties". */
	to(whose: Whose): string;
}

/** Findings as cards: what blocks first, then what the reader can settle, each in reading order; the same fault once. */
export function cardsOf(findings: Finding[], text: Text, reader: Reader): Card[] {
	const owners = ownersOf(text);
	const parts = new Map(text.parts.map((part) => [part.id, part]));
	const cards = new Map<string, Card>();
	for (const finding of findings) {
		const owner = ownerOf(finding, owners);
		const whose = owner === null ? null : reader.isMine(owner) ? "mine" : "theirs";
		const to = owner === null ? null : whose === "mine" ? "à vous" : reader.to(owner);
		const { severity, title, about } = finding;
		const key = [severity, title, to, about === undefined ? finding.message : ""].join("|");
		const card = cards.get(key) ?? { key, severity, title, message: finding.message, whose, to, places: [], count: 0 };
		card.places.push(...placesOf(finding, parts));
		card.count++;
		if (about !== undefined && card.places.length > 1) card.message = null;
		cards.set(key, card);
	}
	return [...cards.values()].sort((one, other) => rankOf(one) - rankOf(other));
}

const rankOf = ({ severity, whose }: Card) =>
	(severity === "blocking" ? 0 : 3) + (whose === "mine" ? 0 : whose === null ? 1 : 2);

function placesOf({ where, also = [], about }: Finding, parts: Map<string, TextPart>): CardPlace[] {
	const met = new Map<string, number>();
	return [where, ...also].map((each) => {
		const address = `${each.kind} ${each.id} ${fold(each.quote ?? "").text}`;
		const nth = met.get(address) ?? 0;
		met.set(address, nth + 1);
		const part = parts.get(each.part);
		const label = about ?? (each.quote === undefined ? (part?.title ?? "") : `« ${each.quote} »`);
		return { where: each, nth, label: typeset(label), ...partNames(part) };
	});
}

const NAMES: Partial<Record<TextPart["kind"], string>> = {
	cover: "couverture",
	parties: "parties",
	recitals: "visas",
	preamble: "préambule",
	closing: "signatures",
};

export function partNames(part: TextPart | undefined): Pick<CardPlace, "part" | "partInFull"> {
	const partInFull = part?.label.toLowerCase() || (part && NAMES[part.kind]) || "";
	return { part: partInFull.replace("article", "art."), partInFull };
}

/** Who writes each field, section and part, by its address; a part that several may write is everyone's. */
function ownersOf({ parts }: Text): Map<string, Whose> {
	const owners = new Map<string, Whose>();
	for (const part of parts) {
		const own = [...fillable(part.blocks)];
		for (const each of own) {
			const { owner } = each;
			if (each.type === "field") owners.set(`field ${each.key}`, { owner, party: each.party });
			else owners.set(`section ${each.id}`, { owner, party: null });
		}
		const writers = [...new Set(own.flatMap((each) => (each.type === "section" ? [each.owner] : [])))];
		const [owner] = writers;
		if (owner) owners.set(`part ${part.id}`, { owner: writers.length === 1 ? owner : "all", party: null });
	}
	return owners;
}

/** Locked words are nobody's, unless what blocks there waits for the free section that goes on with them. */
function ownerOf({ severity, where: { kind, id, part } }: Finding, owners: Map<string, Whose>): Whose | null {
	if (kind !== "clause") return owners.get(`${kind} ${id}`) ?? null;
	return severity === "blocking" ? (owners.get(`part ${part}`) ?? null) : null;
}
