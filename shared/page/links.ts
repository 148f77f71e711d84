/** A read-only link to a frozen version, as those who made it see it: its address is told once, when it is made. */
export interface ListedLink {
	id: string;
	version: number;
	/** What it is for, in the words of who made it; "" without any. */
	label: string;
	/** ISO 8601, UTC; null where it does not expire. */
	expiresAt: string | null;
	createdAt: string;
	/** How often its page was opened. */
	opened: number;
}

/** `GET /api/conventions/:id/links`. */
export interface Links {
	links: ListedLink[];
}

/** A link that was just made. */
export interface MadeLink {
	id: string;
	url: string;
}
