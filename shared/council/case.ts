import { councilOf, deliberating } from "../party/council.ts";
import type { Party } from "../party/party.ts";
import { delegationOf, nameOf, type Signatory } from "../party/signatory.ts";

/** What is laid before a council. Days are `2026-03-31`. */
export interface Case {
	/** Whose council it is. */
	party: Party;
	parties: Party[];
	/** Its day; null where it is not fixed yet. */
	council: string | null;
	version: { number: number; digest: string; day: string };
	/** Where the version can be read online; null where nobody opened it. */
	link: string | null;
}

/** "Le conseil municipal", "L'organe délibérant". */
export function theCouncil(party: Party): string {
	const council = councilOf(party);
	return /^[aeiouyé]/i.test(council) ? `L'${council}` : `Le ${council}`;
}

/** "le Maire, Madame Anne Morel, et la Directrice Générale": who signs for a party; a blank where nobody is named. */
export function signersOf({ signatories }: Party): string {
	if (signatories.length === 0) return "[signataire]";
	const named = signatories.map(signerOf);
	return named.length === 1 ? (named[0] ?? "") : `${named.slice(0, -1).join(", ")} et ${named.at(-1)}`;
}

/** The same where the sentence goes on: what is apposed ends with a comma. */
export function signersWithin(party: Party): string {
	const signers = signersOf(party);
	return signers.includes(",") ? `${signers},` : signers;
}

function signerOf(signatory: Signatory): string {
	const title = signatory.title.charAt(0).toLowerCase() + signatory.title.slice(1);
	return [title, nameOf(signatory), delegationOf(signatory)].filter(Boolean).join(", ");
}

/**
 * The party whose council is meant: the one asked for, else the member's own, else the first that votes. null where that party
 * has no council whose acts go to the préfecture.
 */
export function councilParty(parties: Party[], asked: string | null, own: string): Party | null {
	const voting = deliberating(parties);
	const of = (id: string) => voting.find((party) => party.id === id) ?? null;
	return asked === null ? (of(own) ?? voting[0] ?? null) : of(asked);
}
