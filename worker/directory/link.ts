import type { ListedLink } from "../../shared/page/links.ts";

/** A link as it was made. */
export interface NewLink {
	id: string;
	/** Lower-case hexadecimal SHA-256 of the token in its address. */
	tokenHash: string;
	convention: string;
	version: number;
	label: string;
	createdAt: string;
	createdBy: string;
	expiresAt: string | null;
}

/** Where a link leads, and whether it still does. */
export interface Leading {
	id: string;
	convention: string;
	title: string;
	version: number;
	expiresAt: string | null;
	revokedAt: string | null;
}

/** Nothing is inserted once the convention has so many links: false. */
export async function insertLink(db: D1Database, link: NewLink, most: number): Promise<boolean> {
	const { meta } = await db
		.prepare(
			`INSERT INTO link (id, token_hash, convention, version, label, created_at, created_by, expires_at)
			SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE (SELECT count(*) FROM link WHERE convention = ?3) < ?9`,
		)
		.bind(
			link.id,
			link.tokenHash,
			link.convention,
			link.version,
			link.label,
			link.createdAt,
			link.createdBy,
			link.expiresAt,
			most,
		)
		.run();
	return meta.changes === 1;
}

/** Those that were not revoked, newest first. */
export async function linksTo(db: D1Database, convention: string): Promise<ListedLink[]> {
	const { results } = await db
		.prepare(
			`SELECT id, version, label, expires_at AS expiresAt, created_at AS createdAt, opened FROM link
			WHERE convention = ? AND revoked_at IS NULL ORDER BY created_at DESC, id`,
		)
		.bind(convention)
		.all<ListedLink>();
	return results;
}

/** False where this convention has no such link that stands. */
export async function revokeLink(db: D1Database, convention: string, id: string, now: Date): Promise<boolean> {
	const { meta } = await db
		.prepare("UPDATE link SET revoked_at = ? WHERE convention = ? AND id = ? AND revoked_at IS NULL")
		.bind(now.toISOString(), convention, id)
		.run();
	return meta.changes === 1;
}

/** null for a token that was never given. */
export async function linkBehind(db: D1Database, tokenHash: string): Promise<Leading | null> {
	return db
		.prepare(
			`SELECT link.id, convention, convention.title, version, expires_at AS expiresAt, revoked_at AS revokedAt
			FROM link JOIN convention ON convention.id = link.convention WHERE token_hash = ?`,
		)
		.bind(tokenHash)
		.first<Leading>();
}

export async function countOpening(db: D1Database, id: string): Promise<void> {
	await db.prepare("UPDATE link SET opened = opened + 1 WHERE id = ?").bind(id).run();
}
