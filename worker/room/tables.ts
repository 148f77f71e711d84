/** Makes the tables that the room lacks: a room that wakes has them all, and need not read so much SQL. */
export function makeTables(sql: SqlStorage): void {
	const made = sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'version'").toArray();
	if (made.length > 0) return;
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
		CREATE TABLE IF NOT EXISTS snapshot (part INTEGER PRIMARY KEY, parts INTEGER NOT NULL, bytes BLOB NOT NULL);
		CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY AUTOINCREMENT, bytes BLOB NOT NULL);
		-- Frozen versions, their canonical bytes in parts, and what each party did to them, as JSON (versions.ts).
		CREATE TABLE IF NOT EXISTS version (
			number INTEGER PRIMARY KEY, digest TEXT NOT NULL, submitted_at TEXT NOT NULL, submitted_by TEXT NOT NULL,
			state TEXT NOT NULL, ended TEXT, pdf TEXT
		);
		CREATE TABLE IF NOT EXISTS version_part (
			version INTEGER NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (version, part)
		);
		CREATE TABLE IF NOT EXISTS version_act (
			version INTEGER NOT NULL, kind TEXT NOT NULL, party TEXT NOT NULL, detail TEXT NOT NULL,
			PRIMARY KEY (version, kind, party)
		);
		-- Letters that are still to leave, and the ids of the people who were told, as JSON (errands.ts).
		CREATE TABLE IF NOT EXISTS errand (id INTEGER PRIMARY KEY AUTOINCREMENT, detail TEXT NOT NULL, told TEXT NOT NULL);
		-- What the room does later: when, in milliseconds, and how often it was tried in vain (agenda.ts).
		CREATE TABLE IF NOT EXISTS agenda (job TEXT PRIMARY KEY, due INTEGER NOT NULL, tries INTEGER NOT NULL);
		-- A room that is older than its agenda set an alarm to fold its updates.
		INSERT OR IGNORE INTO agenda (job, due, tries) SELECT column1, 0, 0 FROM (VALUES ('fold'), ('list'))
			WHERE EXISTS (SELECT 1 FROM log);
	`);
}
