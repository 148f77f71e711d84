import * as Y from "yjs";
import { migrateDocument } from "../../shared/room/migration.ts";
import { SERVER_CLIENT } from "../../shared/room/writer.ts";
import { SCHEMA_VERSION } from "../../shared/schema.ts";
import type { Facts } from "./facts.ts";
import type { Journal } from "./journal.ts";
import { Damaged, joined, type Log } from "./log.ts";
import { setAside } from "./tables.ts";

/**
 * Moves a room of schema 1 into today's layout, text for text, in one transaction: it is done whole and in the journal, or
 * not at all. The log that it was read from is kept, in tables that nothing reads.
 */
export function migrateRoom(storage: DurableObjectStorage, facts: Facts, log: Log, journal: Journal): void {
	const { sql } = storage;
	const doc = documentOfSchema1(sql);
	doc.clientID = SERVER_CLIENT;
	doc.transact(() => migrateDocument(doc, facts.writing));
	storage.transactionSync(() => {
		setAside(sql, "of_schema_1", ["snapshot", "log"]);
		log.replace({ state: Y.encodeStateAsUpdate(doc), vector: Y.encodeStateVector(doc) });
		facts.writeSchema();
		journal.append("copacte", { act: "migrated", detail: { from: 1, to: SCHEMA_VERSION } }, new Date());
	});
}

/** A snapshot in parts, of which the first is its state vector, and the updates since; nothing of it is chained. */
function documentOfSchema1(sql: SqlStorage): Y.Doc {
	const parts = sql
		.exec<{ parts: number; bytes: ArrayBuffer }>("SELECT parts, bytes FROM snapshot ORDER BY part")
		.toArray();
	if (parts.length === 0 || parts.some((part) => part.parts !== parts.length)) {
		throw new Damaged(`the snapshot holds ${parts.length} of ${parts[0]?.parts ?? "unknown"} parts`);
	}
	const tail = sql.exec<{ bytes: ArrayBuffer }>("SELECT bytes FROM log ORDER BY seq").toArray();
	const state = joined(parts.slice(1).map(({ bytes }) => new Uint8Array(bytes)));
	const doc = new Y.Doc();
	doc.transact(() => {
		for (const update of [state, ...tail.map(({ bytes }) => new Uint8Array(bytes))]) Y.applyUpdate(doc, update);
	});
	if (doc.store.pendingStructs || doc.store.pendingDs) throw new Damaged("the log lacks an update");
	return doc;
}
