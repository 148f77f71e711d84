/** Makes the tables that the room lacks: a room that wakes has them all, and need not read so much SQL. */
export function makeTables(sql: SqlStorage): void {
	const log = shapeOf(sql, "log");
	if (log?.includes("crc")) return;
	// Of schema 1, in a room that was never opened: there is nothing to move.
	if (log && isNew(sql)) sql.exec("DROP TABLE log; DROP TABLE snapshot;");
	sql.exec(`
		-- What the room knows of its convention, as JSON (facts.ts); under "people" its members as it was last told (known-people.ts).
		CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
		-- Acts, chained by their hashes (journal.ts).
		CREATE TABLE IF NOT EXISTS journal (
			seq INTEGER PRIMARY KEY, at TEXT NOT NULL, person TEXT NOT NULL, act TEXT NOT NULL,
			detail TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
		);
		-- The person behind each Yjs client id (clients.ts).
		CREATE TABLE IF NOT EXISTS client (id INTEGER PRIMARY KEY, person TEXT NOT NULL);
		-- The text: a snapshot in parts, the first its state vector, and the updates since (log.ts).
		CREATE TABLE IF NOT EXISTS snapshot (
			part INTEGER PRIMARY KEY, parts INTEGER NOT NULL, upto INTEGER NOT NULL, bytes BLOB NOT NULL, crc INTEGER NOT NULL
		);
		CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY AUTOINCREMENT, bytes BLOB NOT NULL, crc INTEGER NOT NULL);
		-- What the room does later: when, in milliseconds, and how often it was tried in vain (agenda.ts).
		CREATE TABLE IF NOT EXISTS agenda (job TEXT PRIMARY KEY, due INTEGER NOT NULL, tries INTEGER NOT NULL);
	`);
}

/** Keeps the text of an older schema under names of their own, out of the way of the tables of today. */
export function setAside(sql: SqlStorage, schema: number): void {
	for (const table of ["snapshot", "log"]) sql.exec(`ALTER TABLE ${table} RENAME TO ${table}_of_schema_${schema}`);
}

/** How a table was made; undefined where there is none. */
function shapeOf(sql: SqlStorage, table: string): string | undefined {
	return sql.exec<{ sql: string }>("SELECT sql FROM sqlite_master WHERE name = ?", table).toArray()[0]?.sql;
}

const isNew = (sql: SqlStorage): boolean => sql.exec("SELECT 1 FROM facts LIMIT 1").toArray().length === 0;
