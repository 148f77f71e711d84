import type { Owner } from "../model/model.ts";
import type { Signatory } from "./signatory.ts";

export const PARTY_KINDS = ["caf", "commune", "epci", "msa", "departement", "other"] as const;

export type PartyKind = (typeof PARTY_KINDS)[number];

/** A body that concludes the convention, with those who sign for it (R12). */
export interface Party {
	/** Short and stable within the convention: `caf`, `commune`, `msa`. */
	id: string;
	kind: PartyKind;
	/** As in "Entre …": "Caisse d'allocations familiales du Nord". */
	name: string;
	/** "Caf du Nord". */
	shortName: string;
	/** The defined term: "la Caf". */
	alias: string;
	signatories: Signatory[];
}

/** The side a party writes on: a commune and an intercommunality share the local authority's parts. */
export function sideOf(kind: PartyKind): "caf" | "commune" | "other" {
	if (kind === "caf") return "caf";
	return kind === "commune" || kind === "epci" ? "commune" : "other";
}

/** True when a party of this kind may write what this owner owns. */
export function owns(owner: Owner, kind: PartyKind): boolean {
	return owner === "all" || owner === sideOf(kind);
}

/** A whole agglomération with each of its communes; the Caf is not counted. */
export const MAX_PARTIES = 60;
