/** What a person sees of their own account at /compte. */
export interface Profile {
	name: string;
	email: string;
	organisations: { id: string; name: string; title: string }[];
	passkeys: OwnPasskey[];
	/** The one that asks comes first, then the last seen. */
	sessions: OwnSession[];
}

export interface OwnPasskey {
	id: string;
	name: string;
	/** ISO 8601, UTC. */
	addedAt: string;
	/** Kept by the maker of the device and there on the person's other devices too. */
	synced: boolean;
}

export interface OwnSession {
	id: string;
	/** "Firefox sur Windows". */
	device: string;
	begunAt: string;
	/** To within an hour. */
	seenAt: string;
	/** The one that asks. */
	current: boolean;
}

/** How much Copacte holds about a person, for the page that says so in words. */
export interface Held {
	name: string;
	email: string;
	/** When the account was made: ISO 8601, UTC. */
	since: string;
	organisations: number;
	conventions: { id: string; title: string }[];
	passkeys: number;
	sessions: number;
	/** Whether ProConnect signs them in. */
	proconnect: boolean;
	/** Days on which they opened a convention, in the last year. */
	openings: number;
}
