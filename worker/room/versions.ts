import type { Stage } from "../../shared/convention/stage.ts";
import { readCanonical } from "../../shared/version/canonical.ts";
import { filesIn, type NamedFile } from "../../shared/version/files.ts";
import type {
	Actor,
	Approval,
	ArchivedPdf,
	Deliberation,
	Ended,
	Version,
	VersionState,
} from "../../shared/version/version.ts";
import { joined, PART_BYTES } from "./log.ts";

/** Under this key of the room's storage. */
const STAGE = "stage";

/** What a version begins as. */
export type Submitted = Pick<Version, "number" | "digest" | "submittedAt" | "submittedBy"> & { bytes: Uint8Array };

interface VersionRow extends Record<string, SqlStorageValue> {
	number: number;
	digest: string;
	submitted_at: string;
	submitted_by: string;
	state: string;
	ended: string | null;
	pdf: string | null;
	printed: string | null;
}

/**
 * The versions of a convention on disk: the bytes of each, what was done to it, and the stage that the convention has come
 * to. Each method that writes is to be called inside the transaction that carries the act out.
 */
export class Versions {
	readonly #storage: DurableObjectStorage;
	/** What the text of each shows, by number: it never changes, and costs a reading of all of it. */
	readonly #shown = new Map<number, NamedFile[]>();

	constructor(storage: DurableObjectStorage) {
		this.#storage = storage;
	}

	/** Where the convention stands; a room that never submitted anything drafts. */
	get stage(): Stage {
		return this.#storage.kv.get<Stage>(STAGE) ?? { phase: "drafting" };
	}

	set stage(stage: Stage) {
		this.#storage.kv.put(STAGE, stage);
	}

	/** Newest first. */
	all(): Version[] {
		return this.#rows("ORDER BY number DESC").map((row) => this.#versionOf(row));
	}

	/** null when there is none of this number. */
	one(number: number): Version | null {
		const [row] = this.#rows("WHERE number = ?", number);
		return row ? this.#versionOf(row) : null;
	}

	/** null in a convention that never submitted anything. */
	latest(): Version | null {
		const [row] = this.#rows("ORDER BY number DESC LIMIT 1");
		return row ? this.#versionOf(row) : null;
	}

	/** The very bytes whose SHA-256 is the version's digest. */
	bytes(number: number): Uint8Array {
		const parts = this.#storage.sql
			.exec<{ bytes: ArrayBuffer }>("SELECT bytes FROM version_part WHERE version = ? ORDER BY part", number)
			.toArray();
		return joined(parts.map(({ bytes }) => new Uint8Array(bytes)));
	}

	add({ number, digest, submittedAt, submittedBy, bytes }: Submitted): void {
		const { sql } = this.#storage;
		sql.exec(
			"INSERT INTO version (number, digest, submitted_at, submitted_by, state) VALUES (?, ?, ?, ?, 'submitted')",
			number,
			digest,
			submittedAt,
			JSON.stringify(submittedBy),
		);
		for (let part = 0; part * PART_BYTES < bytes.byteLength; part++) {
			const cut = bytes.slice(part * PART_BYTES, (part + 1) * PART_BYTES);
			sql.exec("INSERT INTO version_part (version, part, bytes) VALUES (?, ?, ?)", number, part, cut);
		}
	}

	/** Every file of the store that a version names, by hash: its own bytes, its PDF, its délibérations, what its text shows. */
	files({ number, digest, pdf, deliberations }: Version): string[] {
		const shown = this.#shown.get(number) ?? filesIn(readCanonical(this.bytes(number)), { annexed: {} });
		this.#shown.set(number, shown);
		const recorded = [...shown, ...deliberations.map(({ file }) => file)].map(({ hash }) => hash);
		return [digest, ...(pdf === null ? [] : [pdf.digest]), ...recorded];
	}

	approve(number: number, { party, ...approval }: Approval): void {
		this.#say("approval", number, party, approval);
	}

	/** Replaces what was recorded for the same party. */
	deliberate(number: number, { party, ...deliberation }: Deliberation): void {
		this.#say("deliberation", number, party, deliberation);
	}

	setState(number: number, state: VersionState): void {
		this.#storage.sql.exec("UPDATE version SET state = ? WHERE number = ?", state, number);
	}

	/** The version goes no further: it was withdrawn, or refused. */
	end(number: number, state: "withdrawn" | "refused", ended: Ended): void {
		this.setState(number, state);
		this.#storage.sql.exec("UPDATE version SET ended = ? WHERE number = ?", JSON.stringify(ended), number);
	}

	/** `holds` is the digest of the acts that the PDF holds. */
	setPdf(number: number, pdf: ArchivedPdf, holds: string): void {
		const { sql } = this.#storage;
		sql.exec("UPDATE version SET pdf = ?, printed = ? WHERE number = ?", JSON.stringify(pdf), holds, number);
	}

	/** The digest of the acts that the PDF at hand holds; null without a PDF. */
	printed(number: number): string | null {
		const [row] = this.#rows("WHERE number = ?", number);
		return row?.printed ?? null;
	}

	#rows(which: string, ...values: SqlStorageValue[]): VersionRow[] {
		return this.#storage.sql.exec<VersionRow>(`SELECT * FROM version ${which}`, ...values).toArray();
	}

	#versionOf({ number, digest, submitted_at, submitted_by, state, ended, pdf }: VersionRow): Version {
		return {
			number,
			digest,
			submittedAt: submitted_at,
			submittedBy: JSON.parse(submitted_by) as Actor,
			state: state as VersionState,
			ended: ended === null ? null : (JSON.parse(ended) as Ended),
			pdf: pdf === null ? null : (JSON.parse(pdf) as ArchivedPdf),
			approvals: this.#said<Approval>("approval", number),
			deliberations: this.#said<Deliberation>("deliberation", number),
			signatures: [],
		};
	}

	/** What a party did to a version: once of each kind. */
	#say(kind: Said, number: number, party: string, detail: object): void {
		this.#storage.sql.exec(
			"INSERT OR REPLACE INTO version_act (version, kind, party, detail) VALUES (?, ?, ?, ?)",
			number,
			kind,
			party,
			JSON.stringify(detail),
		);
	}

	#said<T extends { party: string }>(kind: Said, number: number): T[] {
		const rows = this.#storage.sql
			.exec<{ party: string; detail: string }>(
				"SELECT party, detail FROM version_act WHERE version = ? AND kind = ? ORDER BY rowid",
				number,
				kind,
			)
			.toArray();
		return rows.map(({ party, detail }) => ({ party, ...JSON.parse(detail) }) as T);
	}
}

type Said = "approval" | "deliberation";
