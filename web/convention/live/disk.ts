/** In what a page wrote its words. */
export interface Ground {
	/** The newest SCHEMA_VERSION it was written under. */
	schema: number;
	/** How often the text had begun anew by then (`generationOf`). */
	generation: number;
}

/** What one page wrote and the room had not saved when it was kept, in the order it was written. */
export interface KeptUpdates extends Ground {
	/** The page: the guid of its Y.Doc. */
	tab: string;
	/** Number of the last record read; a living page may have written more since. */
	last: number;
	updates: Uint8Array[];
}

/** What one wrote in one place. */
export interface GivenBack {
	/** The place by the name that it has on the page. */
	label: string;
	text: string;
	/** Where it can be put again; not known of what an earlier page left. */
	place?: Place;
}

export type Place = { section: string } | { field: string };

/** Words that the room refused, as plain text, until the person puts them away. */
export interface SetAside {
	/** The page they were written in. */
	tab: string;
	/** When they were refused, in milliseconds. */
	at: number;
	words: GivenBack[];
}

/** By page: the number of the last record meant. */
export type Spans = ReadonlyMap<string, number>;

/** Where one person's words of one convention are kept. Calls take effect in the order they are made. */
export interface Disk {
	/** All that was kept and not forgotten since, by page. */
	updates(): Promise<KeptUpdates[]>;
	/** Resolves once these updates are on the disk. */
	keep(tab: string, number: number, ground: Ground, updates: Uint8Array[]): Promise<void>;
	/** The room has these, or they are of no use any more. */
	forget(spans: Spans): Promise<void>;
	/** Keeps the words and forgets the updates that made them, both or neither. */
	setAside(aside: SetAside, spans: Spans): Promise<void>;
	/** Called when what was kept is gone: the browser's data were cleared. */
	onLost: () => void;
}
