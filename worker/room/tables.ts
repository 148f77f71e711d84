/** A room that has this table has all: it is the one that was thought of last. */
const NEWEST = "spent";

/** Makes the tables that the room lacks: a room that wakes has them all, and need not read so much SQL. */
export function makeTables(sql: SqlStorage): void {
	if (has(sql, NEWEST)) return;
	// Of schema 1, in a room that was never opened: there is nothing to move.
	if (has(sql, "log") && isEmpty(sql, "snapshot")) sql.exec("DROP TABLE log; DROP TABLE snapshot;");
	sql.exec(`
		-- What the room knows of its convention, as JSON (facts.ts); under "people" its members as it was last told (known-people.ts).
		CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
		-- Acts, chained by their hashes (journal.ts).
		CREATE TABLE IF NOT EXISTS journal (
			seq INTEGER PRIMARY KEY, at TEXT NOT NULL, person TEXT NOT NULL, act TEXT NOT NULL,
			detail TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
		);
		CREATE INDEX IF NOT EXISTS journal_person ON journal (person, at);
		-- Who wrote in a text before it began anew (clients.ts).
		CREATE TABLE IF NOT EXISTS wrote (person TEXT PRIMARY KEY) WITHOUT ROWID;
		-- Bytes that each person brought on the last day on which they did (budget.ts).
		CREATE TABLE IF NOT EXISTS spent (person TEXT PRIMARY KEY, day TEXT NOT NULL, bytes INTEGER NOT NULL);
		-- What the room does later: when, in milliseconds, and how often it was tried in vain (agenda.ts).
		CREATE TABLE IF NOT EXISTS agenda (job TEXT PRIMARY KEY, due INTEGER NOT NULL, tries INTEGER NOT NULL);
		-- Frozen versions, their canonical bytes in parts, and what each party did to them, as JSON (versions.ts).
		CREATE TABLE IF NOT EXISTS version (
			number INTEGER PRIMARY KEY, digest TEXT NOT NULL, submitted_at TEXT NOT NULL, submitted_by TEXT NOT NULL,
			state TEXT NOT NULL, ended TEXT, pdf TEXT, printed TEXT
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
	`);
	makeTexts(sql);
}

/** The text: a snapshot in parts, the first its state vector, and the updates since (log.ts); and who wrote in it. */
const makeTexts = (sql: SqlStorage) =>
	sql.exec(`
		CREATE TABLE IF NOT EXISTS snapshot (
			part INTEGER PRIMARY KEY, parts INTEGER NOT NULL, upto INTEGER NOT NULL, bytes BLOB NOT NULL, crc INTEGER NOT NULL
		);
		-- The person behind each Yjs client id (clients.ts).
		CREATE TABLE IF NOT EXISTS client (id INTEGER PRIMARY KEY, person TEXT NOT NULL);
		CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY AUTOINCREMENT, bytes BLOB NOT NULL, crc INTEGER NOT NULL);
	`);

/** Keeps these tables of a text under names of their own, which nothing reads, and makes empty ones in their place. */
export function setAside(sql: SqlStorage, name: string, tables: TextTable[]): void {
	for (const table of tables) sql.exec(`ALTER TABLE ${table} RENAME TO ${table}_${name}`);
	makeTexts(sql);
}

/** Drops what was set aside under this name, if there is anything. */
export function dropAside(sql: SqlStorage, name: string, tables: TextTable[]): void {
	for (const table of tables) sql.exec(`DROP TABLE IF EXISTS ${table}_${name}`);
}

type TextTable = "snapshot" | "log" | "client";

const has = (sql: SqlStorage, table: string): boolean =>
	sql.exec("SELECT 1 FROM sqlite_master WHERE name = ?", table).toArray().length > 0;

const isEmpty = (sql: SqlStorage, table: string): boolean =>
	sql.exec(`SELECT 1 FROM ${table} LIMIT 1`).toArray().length === 0;
