import * as Y from "yjs";
import type { Id, Struct, Update } from "./read.ts";

/** What holds a unit: a struct of the update, an item of the document, or null: it was collected there. */
export type Source = Struct | Y.Item;

/** Finds what holds a unit, in the document and in an update that brings nothing which the document has. */
export class Sources {
	readonly #doc: Y.Doc;
	readonly #update: Update;

	constructor(doc: Y.Doc, update: Update) {
		this.#doc = doc;
		this.#update = update;
	}

	/** How much of a client the document knows. */
	clockOf(client: number): number {
		return Y.getState(this.#doc.store, client);
	}

	/** How much of it there will be. */
	endOf(client: number): number {
		const last = this.#update.structs.get(client)?.at(-1);
		return last === undefined ? this.clockOf(client) : last.id.clock + last.length;
	}

	/** null for what was collected, or for no unit at all. */
	at({ client, clock }: Id): Source | null {
		const fresh = this.#update.structs.get(client);
		if (fresh?.[0] !== undefined && clock >= fresh[0].id.clock) return fresh[indexAt(fresh, clock)] ?? null;
		const stored = this.#doc.store.clients.get(client);
		if (stored === undefined || clock >= this.clockOf(client)) return null;
		const found = stored[Y.findIndexSS(stored, clock)];
		return found instanceof Y.Item ? found : null;
	}

	/** The structs that the document has of a client. */
	stored(client: number): readonly (Y.Item | Y.GC)[] {
		return this.#doc.store.clients.get(client) ?? [];
	}

	/** How many structs of its client come after this one, and move when it is cut in two: they lie in one list. */
	countAfter({ id: { client, clock } }: Source): number {
		const stored = this.stored(client);
		const fresh = this.#update.structs.get(client) ?? [];
		if (clock >= this.clockOf(client)) return fresh.length - indexAt(fresh, clock);
		return stored.length - Y.findIndexSS(stored as Y.Item[], clock) + fresh.length;
	}
}

/** Which of these structs, in the order of their clocks, holds this one; -1 where none does. */
export function indexAt(structs: readonly Struct[], clock: number): number {
	let low = 0;
	let high = structs.length - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		const { id, length } = structs[middle] as Struct;
		if (clock < id.clock) high = middle - 1;
		else if (clock >= id.clock + length) low = middle + 1;
		else return middle;
	}
	return -1;
}

/** Does a cut before this unit go through a character? Yjs would make two unknown ones of it. */
export function isInCharacter(source: Source | null, clock: number): boolean {
	const text = source === null ? null : textOf(source);
	const at = source === null ? 0 : clock - source.id.clock;
	return text !== null && at > 0 && at < text.length && /[\ud800-\udbff]/.test(text[at - 1] as string);
}

function textOf(source: Source): string | null {
	if (!(source instanceof Y.Item)) return source.content.kind === "text" ? source.content.text : null;
	return source.content instanceof Y.ContentString ? source.content.str : null;
}
