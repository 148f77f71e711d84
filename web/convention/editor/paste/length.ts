/**
 * The most one paste brings, in bytes as Yjs would write it, at a generous guess: some forty pages. A room takes frames of
 * 1,000,000 bytes; more than this much makes the page wait for its layout.
 */
export const MAX_BYTES = 150_000;

/** Cuts a text without formatting after its last whole line that fits, and gives the last words kept; null where all of it fits. */
export function fitText(text: string, budget = MAX_BYTES): { text: string; cutAfter: string | null } {
	if (text.length <= budget / 3 || byteLength(text) <= budget) return { text, cutAfter: null };
	const short = withinBytes(text, budget);
	const end = short.lastIndexOf("\n");
	const kept = end > short.length / 2 ? short.slice(0, end) : short.replace(/\s\S*$/, "");
	return { text: kept, cutAfter: lastWords(kept) };
}

/** The end of what was kept, as a person finds it again. */
export function lastWords(text: string): string {
	const words = text.trimEnd().slice(-200).trim().split(/\s+/).slice(-6);
	return words.join(" ").slice(-80);
}

/** In UTF-8. */
export function byteLength(text: string): number {
	return text.length < 8 ? text.length * 3 : new TextEncoder().encode(text).byteLength;
}

/** The start of a text that takes no more bytes than this. */
export function withinBytes(text: string, bytes: number): string {
	const room = new Uint8Array(Math.max(bytes, 0));
	const { read } = new TextEncoder().encodeInto(text, room);
	return text.slice(0, read);
}
