import * as Y from "yjs";
import { liveRoot } from "../../shared/live/layout.ts";
import { leaveFormats } from "../../shared/room/guard/tidy.ts";

/** Who may write what, said a second time and on purpose: the oracle must not lean on the code it judges. */
export type Party = "caf" | "commune";
export type Owner = Party | "all";

export interface Person {
	name: string;
	party: Party;
	/** A reader has no right to write anything. */
	writes: boolean;
}

export const PEOPLE: readonly Person[] = [
	{ name: "Anne (Caf)", party: "caf", writes: true },
	{ name: "Bruno (Caf)", party: "caf", writes: true },
	{ name: "Chloé (commune)", party: "commune", writes: true },
	{ name: "Driss (commune, lecture)", party: "commune", writes: false },
];

export const SECTIONS: Readonly<Record<string, Owner>> = {
	bilan: "caf",
	moyens: "caf",
	besoins: "commune",
	projets: "commune",
	priorites: "all",
	"actions/1/0": "all",
};

export const FIELDS: Readonly<Record<string, Owner>> = {
	"caf.presidente": "caf",
	"commune.maire": "commune",
	"convention.debut": "all",
};

export const SERVER_CLIENT = 1;

/** What may be written now. A section closes when it is agreed upon, and opens again: rights change under way. */
export class World {
	readonly closed = new Set<string>();

	mayWriteSection(person: Person, id: string): boolean {
		return Object.hasOwn(SECTIONS, id) && !this.closed.has(id) && owns(person, SECTIONS[id]);
	}

	mayWriteField(person: Person, key: string): boolean {
		return Object.hasOwn(FIELDS, key) && owns(person, FIELDS[key]);
	}

	sectionsOf(person: Person): string[] {
		return Object.keys(SECTIONS).filter((id) => this.mayWriteSection(person, id));
	}

	sectionsClosedTo(person: Person): string[] {
		return Object.keys(SECTIONS).filter((id) => !this.mayWriteSection(person, id));
	}
}

function owns(person: Person, owner: Owner | undefined): boolean {
	return person.writes && (owner === "all" || owner === person.party);
}

/** An empty document with every root of the room. */
export function emptyDoc(client?: number): Y.Doc {
	const doc = new Y.Doc();
	if (client !== undefined) doc.clientID = client;
	doc.getMap("fields");
	doc.getMap("structure");
	for (const id of Object.keys(SECTIONS)) doc.getText(liveRoot(id));
	return doc;
}

/** The document that these updates make, one after the other. */
export function docOf(log: readonly Uint8Array[], client?: number): Y.Doc {
	const doc = emptyDoc(client);
	leaveFormats(doc);
	for (const update of log) Y.applyUpdate(doc, update);
	return doc;
}
