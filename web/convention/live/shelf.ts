import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { SERVER_CLIENT } from "../../../shared/room/writer.ts";
import type { Disk, Ground, KeptUpdates, SetAside, Spans } from "./disk.ts";

interface Machine extends DBSchema {
	updates: {
		/** Person, convention, page, number. */
		key: [string, string, string, number];
		/** Pages of before a text could begin anew named no generation. */
		value: { schema: number; generation?: number; updates: Uint8Array[] };
	};
	/** Person, convention, page. */
	words: { key: [string, string, string]; value: Omit<SetAside, "tab"> };
}

/**
 * What one person left of one convention on this machine, in IndexedDB. Nobody else's is ever read: several people may
 * use one computer. Every call rejects where the browser has no storage, or no room; the next call tries anew.
 *
 * Calls take effect in the order they are made, in all the pages of this browser.
 */
export class Shelf implements Disk {
	readonly #person: string;
	readonly #convention: string;
	#machine: Promise<IDBPDatabase<Machine>> | null = null;
	onLost = () => {};

	constructor(person: string, convention: string) {
		this.#person = person;
		this.#convention = convention;
	}

	async updates(): Promise<KeptUpdates[]> {
		const transaction = (await this.#open()).transaction("updates");
		const all = this.#all();
		const [keys, records] = await Promise.all([transaction.store.getAllKeys(all), transaction.store.getAll(all)]);
		const tabs = new Map<string, KeptUpdates>();
		for (const [at, { schema, generation = SERVER_CLIENT, updates }] of records.entries()) {
			const [, , tab, number] = keys[at] as Machine["updates"]["key"];
			const known = tabs.get(tab) ?? { tab, last: number, schema, generation, updates: [] };
			tabs.set(tab, {
				tab,
				last: number,
				schema: Math.max(known.schema, schema),
				generation: Math.max(known.generation, generation),
				updates: [...known.updates, ...updates],
			});
		}
		return [...tabs.values()];
	}

	async keep(tab: string, number: number, ground: Ground, updates: Uint8Array[]): Promise<void> {
		const transaction = (await this.#open()).transaction("updates", "readwrite", { durability: "strict" });
		transaction.store.put({ ...ground, updates }, [this.#person, this.#convention, tab, number]).catch(ignore);
		// A page on its way out has no time to be asked whether there is more.
		transaction.commit();
		await transaction.done;
	}

	async forget(spans: Spans): Promise<void> {
		const transaction = (await this.#open()).transaction("updates", "readwrite");
		for (const span of this.#ranges(spans)) transaction.store.delete(span).catch(ignore);
		await transaction.done;
	}

	async setAside({ tab, ...aside }: SetAside, spans: Spans): Promise<void> {
		const transaction = (await this.#open()).transaction(["updates", "words"], "readwrite", { durability: "strict" });
		const words = transaction.objectStore("words");
		if (aside.words.length > 0) words.put(aside, [this.#person, this.#convention, tab]).catch(ignore);
		for (const span of this.#ranges(spans)) transaction.objectStore("updates").delete(span).catch(ignore);
		await transaction.done;
	}

	/** All the words set aside, oldest first. */
	async asides(): Promise<SetAside[]> {
		const transaction = (await this.#open()).transaction("words");
		const all = this.#all();
		const [keys, found] = await Promise.all([transaction.store.getAllKeys(all), transaction.store.getAll(all)]);
		return found
			.map((aside, at) => ({ ...aside, tab: (keys[at] as Machine["words"]["key"])[2] }))
			.sort((one, other) => one.at - other.at);
	}

	/** The person has no need of this page's words any more. */
	async putAway(tab: string): Promise<void> {
		const transaction = (await this.#open()).transaction(["updates", "words"], "readwrite");
		const page: [string, string, string] = [this.#person, this.#convention, tab];
		transaction.objectStore("words").delete(page).catch(ignore);
		transaction
			.objectStore("updates")
			.delete(IDBKeyRange.bound(page, [...page, []]))
			.catch(ignore);
		await transaction.done;
	}

	/** In IndexedDB an array comes after every string. */
	#all(): IDBKeyRange {
		return IDBKeyRange.bound([this.#person, this.#convention], [this.#person, this.#convention, []]);
	}

	#ranges(spans: Spans): IDBKeyRange[] {
		const start = [this.#person, this.#convention];
		return [...spans].map(([tab, last]) => IDBKeyRange.bound([...start, tab, 0], [...start, tab, last]));
	}

	#open(): Promise<IDBPDatabase<Machine>> {
		this.#machine ??= this.#connect().catch((error: unknown) => {
			this.#machine = null;
			throw error;
		});
		return this.#machine;
	}

	// Async, so that a browser which throws at the very name of IndexedDB rejects like any other.
	async #connect(): Promise<IDBPDatabase<Machine>> {
		const machine = await openDB<Machine>("copacte", 1, {
			upgrade: (fresh) => {
				fresh.createObjectStore("updates");
				fresh.createObjectStore("words");
			},
			blocking: () => {
				this.#machine = null;
				machine.close();
			},
			terminated: () => {
				this.#machine = null;
				this.onLost();
			},
		});
		return machine;
	}
}

/** The transaction fails with its request, and is what is waited for. */
const ignore = () => {};
