import type { Letter } from "../../shared/page/account.ts";

/** Lays a letter out to be read in place of sending it: on a machine without mail, and in the tests. */
export async function layOut(db: D1Database, { to, subject, text, html, sentAt }: Omit<Letter, "id">): Promise<void> {
	await db
		.prepare("INSERT INTO outbox (recipient, subject, text, html, sent_at) VALUES (?, ?, ?, ?, ?)")
		.bind(to, subject, text, html, sentAt)
		.run();
}

/** The last hundred letters, the newest first. */
export async function lettersIn(db: D1Database): Promise<Letter[]> {
	const { results } = await db
		.prepare(
			'SELECT id, recipient AS "to", subject, text, html, sent_at AS sentAt FROM outbox ORDER BY id DESC LIMIT 100',
		)
		.all<Letter>();
	return results;
}

export function deleteLettersBefore(db: D1Database, then: Date): D1PreparedStatement {
	return db.prepare("DELETE FROM outbox WHERE sent_at <= ?").bind(then.toISOString());
}
