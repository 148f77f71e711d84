/** Characters that XML has no place for; the room takes most of them from nobody. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** These words without what XML has no place for; `lines` stands for tabs and line breaks where they have none either. */
export function writable(text: string, lines?: string): string {
	const kept = text.replace(UNWRITABLE, "");
	return lines === undefined ? kept : kept.replace(/[\t\n\r]+/g, lines);
}
