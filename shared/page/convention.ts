import type { Finding } from "../controls/finding.ts";
import type { Phase } from "../convention/phase.ts";
import type { Model } from "../model/model.ts";
import type { Party } from "../party/party.ts";
import type { Member } from "../people/member.ts";
import type { Role } from "../people/role.ts";
import type { Turn } from "../text/outline.ts";

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
	versions: never[];
	/** Whose turn it is: in a sentence, and what each side still has to fill. */
	turn: { sentence: string | null; sides: Turn[] };
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
