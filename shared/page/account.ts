import type { Held, Profile } from "../account/profile.ts";

/** Signing in, and one's own account. */
export interface AccountPage {
	page: "account";
	account: AccountScreen;
}

export type AccountScreen =
	| ({ screen: "signIn"; me: string | null } & Door)
	| ({ screen: "link" } & Door)
	| { screen: "name"; to: string }
	| { screen: "profile"; profile: Profile; proconnect: Linking | null }
	| { screen: "held"; held: Held }
	| { screen: "outbox"; letters: Letter[] };

/** What the ways in have in common. */
export interface Door {
	/** Where the person was going: a path of this site. */
	to: string;
	demo: boolean;
	/** Whether the deployment has ProConnect, at /connexion/proconnect. */
	proconnect: boolean;
}

/** A letter that a demonstration laid out in place of sending it. */
export interface Letter {
	id: number;
	to: string;
	subject: string;
	text: string;
	html: string;
	/** ISO 8601, UTC. */
	sentAt: string;
}

/** Somebody signed in may have ProConnect sign them in from then on, or has. */
export interface LinkingPage {
	page: "linking";
	linking: Linking;
}

/** Whether ProConnect signs this person in. */
export interface Linking {
	linked: boolean;
}

/** `POST /api/account/proconnect`: where to go, to say to ProConnect who one is. */
export interface LinkingBegun {
	url: string;
}

/** `POST /api/sign-in/token`: whether the person has said their name yet. */
export interface Entered {
	isNamed: boolean;
}

/** `POST /api/sign-out`: where a provider ends its own session, where there is one. */
export interface SignedOut {
	url?: string;
}
