import type { Letter } from "./letter.ts";
import type { Transport } from "./transport.ts";

/** A letter that was not sent but laid out to be read: on a machine without mail, and in the tests. */
export interface LaidOut extends Letter {
	id: number;
	sentAt: string;
}

/** Lays letters out in the database, for the page `/demo/outbox`. */
export function intoOutbox(db: D1Database): Transport {
	return {
		send: async ({ to, subject, text, html }) => {
			await db
				.prepare("INSERT INTO outbox (recipient, subject, text, html, sent_at) VALUES (?, ?, ?, ?, ?)")
				.bind(to, subject, text, html, new Date().toISOString())
				.run();
		},
	};
}

/** The last letters, the newest first. */
export async function lettersIn(db: D1Database): Promise<LaidOut[]> {
	const { results } = await db
		.prepare(
			'SELECT id, recipient AS "to", subject, text, html, sent_at AS sentAt FROM outbox ORDER BY id DESC LIMIT 100',
		)
		.all<LaidOut>();
	return results;
}
