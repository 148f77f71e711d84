import canonicalize from "canonicalize";
import type { Weight } from "./room/anew.ts";
import type { Command } from "./room/commands/command.ts";
import type { ArchivedPdf, Vote } from "./version/version.ts";

/** What was done, and what is kept of it. */
export type Act =
	/** The first of each journal: from which model, by its id and digest. */
	| { act: "opened"; detail: { title: string; model: string; digest: string } }
	| VersionAct
	/** By the server itself: the text was moved, as it stood, from one layout of rooms into another (see SCHEMA_VERSION). */
	| { act: "migrated"; detail: { from: number; to: number } }
	/** The document began anew from what is read of it (shared/room/anew.ts). */
	| { act: "restarted"; detail: { generation: number; before: Weight; after: Weight } }
	| { [Kind in Command["kind"]]: { act: Kind; detail: Extract<Command, { kind: Kind }> } }[Command["kind"]];

/** What was done on the way to signature, each to the version of this number and digest. */
export type VersionAct =
	| { act: "submitted"; detail: Of & { party: string } }
	| { act: "approved"; detail: Of & { party: string } }
	| { act: "reopened" | "refused"; detail: Of & { party: string; reason: string } }
	| { act: "deliberated"; detail: Of & { party: string; vote: Vote; file: string } }
	/** The store holds the version's bytes. */
	| { act: "archived"; detail: Of }
	/** Every party has approved, every council has voted, the bytes are kept. */
	| { act: "adopted"; detail: Of }
	/** A PDF of it is in the store under this digest. */
	| { act: "printed"; detail: Of & { pdf: ArchivedPdf } };

interface Of {
	version: number;
	digest: string;
}

/** An act in the life of a convention. Each entry holds the hash of the one before: none can be changed or left out. */
export type Entry = Act & {
	/** From 1, without a gap. */
	seq: number;
	/** ISO 8601, UTC. */
	at: string;
	/** Id of the person, or "copacte" for the server itself. */
	person: string;
	/** Hash of the entry before; 64 zeros for the first. */
	previous: string;
	/** Lower-case hexadecimal SHA-256 of the canonical JSON (RFC 8785) of the other properties. */
	hash: string;
};

/** An entry before it is hashed. */
type Unsealed = Act & Omit<Entry, "act" | "detail" | "hash">;

const BEFORE_THE_FIRST = "0".repeat(64);

/** What a command leaves in the journal: itself, whole. */
export const actOf = (command: Command) => ({ act: command.kind, detail: command }) as Act;

/** The entry that follows `last`, null before the first. `sha256` gives lower-case hexadecimal of words in UTF-8. */
export function nextEntry(
	last: Pick<Entry, "seq" | "hash"> | null,
	person: string,
	act: Act,
	at: Date,
	sha256: (words: string) => string,
): Entry {
	const entry: Unsealed = {
		...act,
		seq: (last?.seq ?? 0) + 1,
		at: at.toISOString(),
		person,
		previous: last?.hash ?? BEFORE_THE_FIRST,
	};
	return { ...entry, hash: sha256(hashed(entry)) };
}

/**
 * The number of the first entry that does not follow from the one before, or null when the chain is whole. `sha256` is as
 * in `nextEntry`; it may answer later, since a browser has no hash that answers at once.
 */
export async function firstBreak(
	entries: readonly Entry[],
	sha256: (words: string) => string | Promise<string>,
): Promise<number | null> {
	let previous = BEFORE_THE_FIRST;
	for (const [at, { hash, ...entry }] of entries.entries()) {
		const follows = entry.seq === at + 1 && entry.previous === previous;
		if (!follows || (await sha256(hashed(entry))) !== hash) return at + 1;
		previous = hash;
	}
	return null;
}

const hashed = (entry: Omit<Entry, "hash">) => canonicalize(entry) as string;
