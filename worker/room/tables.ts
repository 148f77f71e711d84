/** Makes the room's tables in an object that has none yet: a room that wakes has them, and need not read so much SQL. */
export function makeTables(sql: SqlStorage): void {
	const made = sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'log'").toArray();
	if (made.length > 0) return;
	sql.exec(`
		-- What the room knows of its convention, as JSON (facts.ts); under "people" its members as it was last told (people.ts).
		CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
		-- Acts, chained by their hashes (journal.ts).
		CREATE TABLE journal (
			seq INTEGER PRIMARY KEY, at TEXT NOT NULL, person TEXT NOT NULL, act TEXT NOT NULL,
			detail TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
		);
		-- The person behind each Yjs client id (clients.ts).
		CREATE TABLE client (id INTEGER PRIMARY KEY, person TEXT NOT NULL);
		-- The text: a snapshot in parts, the first its state vector, and the updates since (log.ts).
		CREATE TABLE snapshot (part INTEGER PRIMARY KEY, parts INTEGER NOT NULL, bytes BLOB NOT NULL);
		CREATE TABLE log (seq INTEGER PRIMARY KEY AUTOINCREMENT, bytes BLOB NOT NULL);
	`);
}
