import type { Held, Profile } from "../shared/account/profile.ts";
import type { Phase } from "../shared/convention/phase.ts";
import type { Model } from "../shared/model/model.ts";
import type { PeopleScreen } from "../shared/page/people.ts";
import type { Party } from "../shared/party/party.ts";
import type { Member } from "../shared/people/member.ts";
import type { Role } from "../shared/people/role.ts";

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

/** The server has drawn the list; how many conventions there are. */
export interface HomePage {
	home: number;
}

/** The server has drawn everything. */
export interface PlainPage {
	plain: true;
}

/** Where somebody of a Caf opens a convention. */
export interface OpeningPage {
	opening: {
		/** Their name. */
		me: string;
		models: (Pick<Model, "id" | "title" | "shortTitle" | "fields"> & { articles: number; annexes: number })[];
		/** Those they are of; hardly ever more than one. */
		cafs: { id: string; shortName: string; colleagues: { id: string; name: string; title: string }[] }[];
	};
}

/** The parties of a convention. */
export interface PartiesPage {
	parties: {
		/** `phase` in words. */
		convention: { id: string; title: string; phase: string };
		parties: Party[];
		mayChange: boolean;
	};
}

export interface DemoPage {
	demo: { people: (Person & { organisation: string })[]; conventions: ConventionLine[] };
}

/** Organisations, invitations, and the people of a convention (see web/people). */
export interface PeoplePage {
	people: PeopleScreen;
}

/** What the ways in have in common. */
export interface Door {
	/** Where the person was going: a path of this site. */
	to: string;
	demo: boolean;
	/** Whether the deployment has ProConnect, at /connexion/proconnect. */
	proconnect: boolean;
}

/** Signing in, and one's own account. */
export type AccountScreen =
	| ({ screen: "signIn"; me: string | null } & Door)
	| ({ screen: "link" } & Door)
	| { screen: "name"; to: string }
	| { screen: "profile"; profile: Profile; proconnect: Linking | null }
	| { screen: "held"; held: Held }
	| { screen: "outbox"; letters: Letter[] };

/** A letter that a demonstration laid out in place of sending it. */
export interface Letter {
	id: number;
	to: string;
	subject: string;
	text: string;
	html: string;
	sentAt: string;
}

export interface AccountPage {
	account: AccountScreen;
}

/** Whether ProConnect signs this person in. */
export interface Linking {
	linked: boolean;
}

/** Somebody signed in may have ProConnect sign them in from then on, or has. */
export interface LinkingPage {
	linking: Linking;
}

/** What the server put in the page for this address. */
export type Bootstrap =
	| ConventionPage
	| HomePage
	| PlainPage
	| OpeningPage
	| PartiesPage
	| DemoPage
	| PeoplePage
	| AccountPage
	| LinkingPage;

/** Reads what the server put in the page, or null where it put nothing. */
export function readBootstrap(): Bootstrap | null {
	return JSON.parse(document.getElementById("bootstrap")?.textContent ?? "null") as Bootstrap | null;
}
