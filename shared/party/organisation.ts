import type { PartyKind } from "../convention/state.ts";
import { type Failure, failure } from "../failure.ts";
import { departmentOf } from "./departments.ts";

/** A public body as it signs up, or as another describes it. */
export interface Described {
	kind: PartyKind;
	/** As in "Entre …": "Caisse d'allocations familiales du Nord". */
	name: string;
	/** "Caf du Nord". */
	shortName: string;
	/** The term that a convention defines: "la Caf". */
	alias: string;
	/** 14 digits; null where nobody has said it yet. */
	siret: string | null;
	/** Official code: "59", "2A", "974"; null where it does not say. */
	department: string | null;
}

export const KIND_WORDS: Record<PartyKind, string> = {
	caf: "Caf",
	commune: "Commune",
	epci: "Intercommunalité (EPCI)",
	msa: "MSA",
	departement: "Département",
	other: "Autre organisme",
};

/** The term by which conventions usually call such a body (R14). */
export const USUAL_ALIAS: Record<PartyKind, string> = {
	caf: "la Caf",
	commune: "la Commune",
	epci: "la Communauté",
	msa: "la MSA",
	departement: "le Département",
	other: "le Partenaire",
};

/** What the names of a Caf are in this department: nobody need type them. */
export function cafNames(department: string): Pick<Described, "name" | "shortName"> | null {
	const found = departmentOf(department);
	return found ? { name: `Caisse d'allocations familiales ${found.of}`, shortName: `Caf ${found.of}` } : null;
}

/** A SIRET as it is stored: people group its digits with spaces, dots or hyphens. */
export const siretDigits = (typed: string) => typed.replace(/[\s.\-\u2010-\u2015]/gu, "");

/** La Poste has more establishments than its numbers allow: their digits add up to a multiple of 5, but for its head office. */
const LA_POSTE = "356000000";
const LA_POSTE_HEAD_OFFICE = "35600000000048";

/** Whether this can be a SIRET: 14 digits with Luhn's key, as INSEE defines it. */
export function isSiret(digits: string): boolean {
	if (!/^\d{14}$/.test(digits)) return false;
	const siren = digits.slice(0, 9);
	if (siren === "000000000") return false;
	if (siren !== LA_POSTE || digits === LA_POSTE_HEAD_OFFICE) return hasLuhnKey(digits);
	return [...digits].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
}

function hasLuhnKey(digits: string): boolean {
	const sum = [...digits].reverse().reduce((total, digit, at) => {
		const value = at % 2 === 0 ? Number(digit) : Number(digit) * 2;
		return total + (value > 9 ? value - 9 : value);
	}, 0);
	return sum % 10 === 0;
}

/** null when this can stand in the directory; names the first field that cannot. */
export function refusesDescription({ siret, department }: Described): Failure | null {
	if (siret !== null && !isSiret(siret)) return failure("wrongSiret", "siret");
	if (department !== null && !departmentOf(department)) return failure("wrongDepartment", "department");
	return null;
}
