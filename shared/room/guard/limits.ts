/**
 * How much one update may ask for. Whatever these let through costs a room at most some 50 ms, and every page that reads
 * it no more than that; a day of work offline stays far below them.
 */
export interface Limits {
	/** Structs, or values in one: every reader keeps each for ever. */
	structs: number;
	/** Client ids: every page that was open offline has one. */
	clients: number;
	/** Client ids in the whole document: Yjs walks all of them at every key. */
	clientsInAll: number;
	/** Items passed by to find the place of new ones. Only what was written at one place at once is passed by. */
	steps: number;
	/** Places in the lists of structs that move because an item is cut in two. */
	moves: number;
	/** Structs that deletions name, deleted ones too: a page that comes back names every one it knows. */
	deletions: number;
	/** Boundaries of blocks in one text. */
	blocks: number;
	/** Ids in the list of a table's rows, or of its columns. */
	ids: number;
	/** Cells and lists of tables, each a root: none ever goes. */
	roots: number;
	/** Units under one client id: no page lives to type so many, and beyond 2^53 nobody could count them. */
	clock: number;
}

export const limits: Readonly<Limits> = {
	structs: 6_000,
	clients: 100,
	clientsInAll: 5_000,
	steps: 100_000,
	moves: 25_000_000,
	deletions: 100_000,
	blocks: 5_000,
	ids: 1_000,
	roots: 20_000,
	clock: 2 ** 32,
};
