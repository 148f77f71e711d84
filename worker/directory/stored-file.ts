/** A sweep that took so long to delete some bytes has died: a Worker lives no longer. */
const DELETING_AT_MOST_MS = 15 * 60_000;

/** Something names the file of this row of `stored_file`. */
const NAMED = `(
	EXISTS (SELECT 1 FROM named_file WHERE named_file.hash = stored_file.hash)
	OR EXISTS (SELECT 1 FROM organisation WHERE logo ->> 'hash' = stored_file.hash)
)`;

/**
 * Says that somebody stores these bytes now: no sweep deletes them from here on, for as long as a file stays that nothing names
 * yet. False while a sweep is deleting them: say it again before the bytes are looked for.
 */
export async function claimFile(db: D1Database, hash: string, now: Date): Promise<boolean> {
	const claimed = await db
		.prepare(
			`INSERT INTO stored_file (hash, kept_at) VALUES (?1, ?2)
			ON CONFLICT (hash) DO UPDATE SET kept_at = ?2, unnamed_since = NULL, deleting_at = NULL
			WHERE deleting_at IS NULL OR deleting_at <= ?3
			RETURNING hash`,
		)
		.bind(hash, now.toISOString(), before(now, DELETING_AT_MOST_MS))
		.first();
	return claimed !== null;
}

/**
 * Puts the files that a convention names at `toldAt` in the place of those that it named: run them in one batch, and what was told
 * earlier changes nothing.
 */
export function putNamedFiles(
	db: D1Database,
	convention: string,
	hashes: string[],
	toldAt: Date,
): D1PreparedStatement[] {
	const isLatest = "EXISTS (SELECT 1 FROM convention WHERE id = ?1 AND (files_told_at IS NULL OR files_told_at <= ?2))";
	const [at, named] = [toldAt.toISOString(), JSON.stringify(hashes)];
	return [
		db
			.prepare(
				`DELETE FROM named_file
				WHERE convention = ?1 AND hash NOT IN (SELECT value FROM json_each(?3)) AND ${isLatest}`,
			)
			.bind(convention, at, named),
		db
			.prepare(
				`INSERT OR IGNORE INTO named_file (convention, hash)
				SELECT ?1, value FROM json_each(?3) WHERE ${isLatest}`,
			)
			.bind(convention, at, named),
		db.prepare(`UPDATE convention SET files_told_at = ?2 WHERE id = ?1 AND ${isLatest}`).bind(convention, at),
	];
}

/** Conventions whose rooms have never told which files they name; others each time, so that none that is damaged hides the rest. */
export async function conventionsUntold(db: D1Database, most: number): Promise<string[]> {
	const { results } = await db
		.prepare("SELECT id FROM convention WHERE files_told_at IS NULL ORDER BY random() LIMIT ?")
		.bind(most)
		.all<{ id: string }>();
	return results.map(({ id }) => id);
}

/** The key of the store behind which the sweep goes on; "" for its beginning. */
export async function sweptUpTo(db: D1Database): Promise<string> {
	return (await db.prepare("SELECT upto FROM swept").first<string>("upto")) ?? "";
}

/**
 * Marks those of these files that nothing names, and takes the mark off those that something does; then the sweep goes on
 * behind `upto`. A file that was stored after `since` is left alone: what it is for may not have been told yet.
 */
export async function markUnnamed(
	db: D1Database,
	files: { hash: string; keptAt: Date }[],
	upto: string,
	since: Date,
	now: Date,
): Promise<void> {
	const hashes = JSON.stringify(files.map(({ hash }) => hash));
	const met = JSON.stringify(files.map(({ hash, keptAt }) => [hash, keptAt.toISOString()]));
	const among = "hash IN (SELECT value FROM json_each(?1))";
	await db.batch([
		db
			.prepare("INSERT OR IGNORE INTO stored_file (hash, kept_at) SELECT value ->> 0, value ->> 1 FROM json_each(?1)")
			.bind(met),
		db.prepare(`UPDATE stored_file SET unnamed_since = NULL WHERE ${among} AND ${NAMED}`).bind(hashes),
		db
			.prepare(
				`UPDATE stored_file SET unnamed_since = ?2
				WHERE ${among} AND unnamed_since IS NULL AND kept_at <= ?3 AND NOT ${NAMED}`,
			)
			.bind(hashes, now.toISOString(), since.toISOString()),
		db.prepare("INSERT OR REPLACE INTO swept (one, upto) VALUES (1, ?)").bind(upto),
	]);
}

/**
 * The files that nothing has named since `then`, so many at most: who stores one of them waits from now on, until `forgetFiles`.
 * None as long as a room has not told what it names.
 */
export async function startDeleting(db: D1Database, then: Date, most: number, now: Date): Promise<string[]> {
	const { results } = await db
		.prepare(
			`UPDATE stored_file SET deleting_at = ?2 WHERE hash IN (
				SELECT hash FROM stored_file
				WHERE unnamed_since <= ?1 AND (deleting_at IS NULL OR deleting_at <= ?4) AND NOT ${NAMED}
					AND NOT EXISTS (SELECT 1 FROM convention WHERE files_told_at IS NULL)
				ORDER BY unnamed_since LIMIT ?3
			) RETURNING hash`,
		)
		.bind(then.toISOString(), now.toISOString(), most, before(now, DELETING_AT_MOST_MS))
		.all<{ hash: string }>();
	return results.map(({ hash }) => hash);
}

/** The bytes of these files are gone, as `startDeleting` at this moment meant: who waits may store them. */
export async function forgetFiles(db: D1Database, hashes: string[], startedAt: Date): Promise<void> {
	await db
		.prepare("DELETE FROM stored_file WHERE hash IN (SELECT value FROM json_each(?)) AND deleting_at = ?")
		.bind(JSON.stringify(hashes), startedAt.toISOString())
		.run();
}

const before = (now: Date, milliseconds: number) => new Date(now.getTime() - milliseconds).toISOString();
