import type { Member, Role } from "../shared/access.ts";
import type { Model } from "../shared/model/model.ts";
import type { Party, PartyKind, Phase } from "../shared/state.ts";

/** Someone who has a part in a convention, or in the demonstration. */
export interface Person {
	id: string;
	name: string;
	party: string;
	roles: Role[];
}

/** A convention in a list; `model` is the id of the model it was opened from. */
export interface ConventionLine {
	id: string;
	title: string;
	phase: Phase;
	model: string;
}

export interface ConventionPage {
	me: Member;
	convention: {
		id: string;
		title: string;
		phase: Phase;
		model: { id: string; digest: string };
		parties: Party[];
		people: Person[];
	};
	model: Model;
	/** Ids of the annexes to which this person's side may attach files. */
	annexes: string[];
}

export interface HomePage {
	me: { person: string; name: string; kind: PartyKind; organisation: string };
	conventions: ConventionLine[];
}

export interface DemoPage {
	demo: { people: (Person & { organisation: string })[]; conventions: ConventionLine[] };
}

/** The server refused to show what was asked for, and says why. */
export interface FailurePage {
	failure: { code: string; message: string };
}

/** What the server put in the page for this address; `me` is null for someone who is not signed in. */
export type Bootstrap = ConventionPage | HomePage | DemoPage | FailurePage | { me: null };

/** Reads what the server put in the page, or null where it put nothing. */
export function readBootstrap(): Bootstrap | null {
	return JSON.parse(document.getElementById("bootstrap")?.textContent ?? "null") as Bootstrap | null;
}
