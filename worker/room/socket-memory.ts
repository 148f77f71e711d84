import type { Connection } from "./connection.ts";

/** A room sleeps after some ten seconds without a word, and not while a timer runs: until then this is early enough. */
const AFTER_MS = 4_000;

/** Writes down, some seconds after it changed, what a sleeping room must remember of its connections: each key would cost one. */
export class SocketMemory {
	readonly #behind = new Set<Connection>();
	#timer: ReturnType<typeof setTimeout> | null = null;

	keep(connection: Connection): void {
		this.#behind.add(connection);
		this.#timer ??= setTimeout(() => this.#write(), AFTER_MS);
	}

	#write(): void {
		this.#timer = null;
		for (const connection of this.#behind) if (connection.isOpen) connection.keep();
		this.#behind.clear();
	}
}
