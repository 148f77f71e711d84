import type { TextFile } from "../text/text.ts";

/**
 * What has happened to a version since it was frozen. A rendering is the version and these: the text voted is the text
 * signed, and only recorded acts fill its holes (R29). Days are `2026-03-31`, moments ISO 8601 in UTC.
 */
export interface Acts {
	/** From 1 within its convention. */
	number: number;
	submittedAt: string;
	/** PROJET stands on every page until the last signature (R19). */
	draft: boolean;
	/** Day of the last signature, as Paris counts it; null before it. */
	signedOn: string | null;
	/** Délibérations that became annexes, by the id of what awaited them. */
	annexed: Record<string, Omit<TextFile, "type" | "id">>;
	approvals: { party: string; name: string; at: string }[];
	deliberations: { party: string; number: string; date: string; enforceableAt: string | null }[];
	signatures: { signatory: string; name: string; at: string; how: "passkey" | "elsewhere" | "paper" }[];
	/** Where anyone who has it reads the version: its QR code stands on the last page. */
	link: string | null;
}
