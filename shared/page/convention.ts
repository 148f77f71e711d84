import type { Finding } from "../controls/finding.ts";
import type { Phase } from "../convention/phase.ts";
import type { Model } from "../model/model.ts";
import type { Party } from "../party/party.ts";
import type { Member } from "../people/member.ts";
import type { Role } from "../people/role.ts";
import type { Turn } from "../text/outline.ts";
import type { Awaited } from "../version/awaited.ts";
import type { Difference } from "../version/compare.ts";
import type { Version } from "../version/version.ts";

/** Somebody who takes part in a convention. */
export interface Person {
	id: string;
	name: string;
	/** Id of the person's party within the convention. */
	party: string;
	roles: Role[];
}

/** What everybody in a convention knows of it. */
export interface KnownConvention {
	id: string;
	title: string;
	phase: Phase;
	model: { id: string; digest: string };
	parties: Party[];
	people: Person[];
	/** Every version that was submitted, newest first. */
	versions: Version[];
}

/** A convention, with what its program begins with; its text comes through the room. */
export interface ConventionPage {
	page: "convention";
	me: Member;
	convention: KnownConvention;
	model: Model;
	/** Ids of the annexes to which this person's side may attach files. */
	annexes: string[];
}

/** `GET /api/conventions/:id`. */
export interface DescribedConvention extends KnownConvention {
	/**
	 * Whose turn it is: in a sentence, null where nobody is awaited; what each side still has to fill while the text is
	 * drafted; and who is awaited on the version that was submitted, since when.
	 */
	turn: { sentence: string | null; sides: Turn[]; awaited: Awaited[] };
}

/** `GET /api/conventions/:id/versions/:number/changes?since=M`: what differs from version M, in reading order. */
export interface VersionChanges {
	changes: VersionChange[];
}

/** Versions do not say who wrote what: `authors` is empty, and `at` is when the later one was submitted. */
export interface VersionChange extends Difference {
	authors: never[];
	/** ISO 8601, UTC. */
	at: string;
	/** Of the earlier version. */
	digest: string;
}

/** `GET /api/conventions/:id/findings`: in reading order. */
export interface Findings {
	findings: Finding[];
}

/** `GET /api/conventions/:id/openings`: who opened the convention, day by day, the last first. */
export interface Visits {
	openings: Visit[];
}

/** That a person opened a convention on a day, from when to when, and how often. */
export interface Visit {
	person: string;
	/** "Inès Vasseur". */
	name: string;
	/** Id of the person's party; "" for one who takes part no more. */
	party: string;
	/** "2026-11-22", UTC. */
	day: string;
	firstAt: string;
	lastAt: string;
	times: number;
}
