import { DatabaseSync } from "node:sqlite";
import { Database } from "@hocuspocus/extension-database";
import { Server } from "@hocuspocus/server";
import { listening } from "./listening.mjs";

/**
 * hocuspocus with what its SQLite extension does (a row per document), on Node's own SQLite: better-sqlite3, which that
 * extension brings, aborted under Node 24.
 */
const database = new DatabaseSync(`${process.argv[2]}/documents.sqlite`);
database.exec(
	'CREATE TABLE IF NOT EXISTS "documents" ("name" varchar(255) NOT NULL, "data" blob NOT NULL, UNIQUE(name))',
);
const select = database.prepare('SELECT data FROM "documents" WHERE name = ?');
const upsert = database.prepare(
	'INSERT INTO "documents" ("name", "data") VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET data = excluded.data',
);

const storage = new Database({
	fetch: async ({ documentName }) => select.get(documentName)?.data ?? null,
	store: async ({ documentName, state }) => void upsert.run(documentName, state),
});

const server = new Server({ port: 0, address: "127.0.0.1", quiet: true, stopOnSignals: false, extensions: [storage] });
await server.listen();
listening(server.address.port);
