import { type Failure, failure } from "../failure.ts";
import { departmentOf } from "./departments.ts";
import type { PartyKind } from "./party.ts";
import { isSiret } from "./siret.ts";

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

/** null when this can stand in the directory; names the first field that cannot. */
export function refusesDescription({ siret, department }: Described): Failure | null {
	if (siret !== null && !isSiret(siret)) return failure("wrongSiret", "siret");
	if (department !== null && !departmentOf(department)) return failure("wrongDepartment", "department");
	return null;
}
