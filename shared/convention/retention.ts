import { isUnsigned, type Phase } from "./phase.ts";

/*
 * How long things are kept.
 *
 * What was signed, and the journal of it, are public archives: Copacte never erases them by itself (code du patrimoine,
 * L. 211-1, L. 212-2: what happens to them afterwards is for the archives service to say).
 * A draft that was never signed has no such standing, and holds names and words of people who have moved on (GDPR, 5.1.e).
 */

/** A draft that nobody has opened for so long has expired. */
export const DRAFT_MONTHS = 24;
/** Its people are told so long before it is erased; opening it keeps it. */
export const NOTICE_DAYS = 30;
/** Who opened what, day by day. The last time of each person in each convention stays as long as both do. */
export const OPENING_DAYS = 365;
/** An invitation, with its address, once it could be answered no more: its sender may look how it ended. */
export const INVITATION_KEPT_DAYS = 90;
/** Letters that were laid out to be read instead of being sent: demonstrations only. */
export const OUTBOX_DAYS = 30;

/** A stored file that nothing names any more. */
export const UNNAMED_DAYS = 7;

const DAY_MS = 24 * 3600 * 1000;

/** What is known of a convention when its retention is looked at. */
export interface Kept {
	phase: Phase;
	/** The last time that anybody opened it, or else when it was begun. */
	openedAt: Date;
	/** When its people were told that it will be erased. */
	announcedAt: Date | null;
}

/** What is to become of it today. */
export function retentionOf({ phase, openedAt, announcedAt }: Kept, now: Date): "keep" | "announce" | "erase" {
	if (!isUnsigned(phase) || now < expiryOf(openedAt)) return "keep";
	// It was opened since: the notice is void.
	if (announcedAt === null || announcedAt < openedAt) return "announce";
	return now < daysAfter(announcedAt, NOTICE_DAYS) ? "keep" : "erase";
}

/** The day on which a draft that was last opened then expires. */
function expiryOf(openedAt: Date): Date {
	const expiry = new Date(openedAt);
	expiry.setUTCMonth(expiry.getUTCMonth() + DRAFT_MONTHS);
	return expiry;
}

export const daysAfter = (date: Date, days: number) => new Date(date.getTime() + days * DAY_MS);
