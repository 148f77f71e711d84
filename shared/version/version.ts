import type { StoredFile } from "../convention/state.ts";

/** A text that was submitted: its canonical bytes never change (R20). What is done to it is said beside them. */
export interface Version {
	/** From 1 within its convention. */
	number: number;
	/** Lower-case hexadecimal SHA-256 of its canonical bytes: what parties approve, councils vote and people sign (R17). */
	digest: string;
	/** ISO 8601, UTC. */
	submittedAt: string;
	submittedBy: Actor;
	state: VersionState;
	/** Why it was withdrawn or refused, by whom and when; null otherwise. */
	ended: Ended | null;
	/** Its newest PDF; null until one is archived. */
	pdf: ArchivedPdf | null;
	approvals: Approval[];
	deliberations: Deliberation[];
	signatures: Signature[];
}

export type VersionState = "submitted" | "withdrawn" | "refused" | "adopted" | "signed";

/** Somebody who acts for a party: the act is the party's, and the person is recorded. */
export interface Actor {
	/** Id of the party within the convention. */
	party: string;
	person: string;
	/** "Inès Vasseur", as it was then. */
	name: string;
}

export interface Approval extends Actor {
	at: string;
}

export interface Ended extends Actor {
	at: string;
	reason: string;
}

export interface ArchivedPdf {
	digest: string;
	bytes: number;
	pages: number;
}

/** A council's vote on a version, and what makes it exécutoire (articles L. 2131-1 and L. 5211-3 of the CGCT). */
export interface Deliberation extends Vote {
	party: string;
	/** The délibération itself. */
	file: StoredFile;
	/** Who recorded it, and when. */
	recordedBy: Actor;
	recordedAt: string;
}

/** What is said of a délibération. Days are `2026-03-31`, as Paris counts them. */
export interface Vote {
	/** "2026-03-31-05". */
	number: string;
	/** Day of the vote. */
	date: string;
	/** Day of the accusé de réception by the préfecture; null until it came. */
	transmittedAt: string | null;
	publishedAt: string | null;
	/** The later of both: from that day on the convention may be signed (R16); null until both are known. */
	enforceableAt: string | null;
}

export interface Signature {
	signatory: string;
	party: string;
	name: string;
	capacity: string;
	at: string;
	how: "passkey" | "elsewhere" | "paper";
}
