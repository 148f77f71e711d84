export const CIVILITIES = ["Madame", "Monsieur"] as const;

export type Civility = (typeof CIVILITIES)[number] | "";

/** Somebody who signs for a party (R12). The party's own people say who; the text says it wherever they are named (R13). */
export interface Signatory {
	/** `caf-1`: unique in the convention, the same for as long as the party keeps this signatory. */
	id: string;
	/** In what capacity, as in the signature block: "La Directrice Générale", "Le Premier adjoint". */
	title: string;
	/** "" where nobody said: the name then says it, or nothing does. */
	civility: Civility;
	/** "Hélène Courtois"; "" as long as nobody is named. */
	name: string;
	/** What follows "par délégation": "du Maire, arrêté du 4 mai 2026"; "" for who signs in their own right. */
	delegation: string;
}

/** A party signs by two people or three; more of them than this are a mistake. */
export const MAX_SIGNATORIES = 8;
export const MAX_SIGNATORY_TITLE = 120;
export const MAX_SIGNATORY_NAME = 120;
export const MAX_DELEGATION = 200;

/** The field under which the text, its findings and its progress know a signatory's name. */
export const signatoryField = (id: string) => `signataire.${id}`;

/** "Madame Hélène Courtois"; "" as long as nobody is named. */
export const nameOf = ({ civility, name }: Pick<Signatory, "civility" | "name">): string =>
	name === "" ? "" : [civility, name].filter(Boolean).join(" ");

/** "par délégation du Maire"; "" where there is none. */
export const delegationOf = ({ delegation }: Pick<Signatory, "delegation">): string =>
	delegation === "" ? "" : `par délégation ${delegation}`;

const WRITTEN_CIVILITY = /^(?:(madame|mme|mlle|mademoiselle)|(monsieur|mr|m))(?:\.\s*|\s+)(?=\S)/i;

/** "Mme Anne Morel" is Madame, named Anne Morel; a name without a civility is all name. */
export function splitName(typed: string): Pick<Signatory, "civility" | "name"> {
	const found = WRITTEN_CIVILITY.exec(typed);
	if (!found) return { civility: "", name: typed };
	return { civility: found[1] ? "Madame" : "Monsieur", name: typed.slice(found[0].length) };
}

/** A name as it stands in a field: a civility is told from it only where both read again as they were typed. */
export function asTyped(typed: string): Pick<Signatory, "civility" | "name"> {
	const civility: Civility = CIVILITIES.find((each) => typed.startsWith(`${each} `)) ?? "";
	return { civility, name: civility === "" ? typed : typed.slice(civility.length + 1) };
}
