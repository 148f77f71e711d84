const SPACES = "[ \u00A0\u202F]";
const NO_BREAK = "\u00A0";
const NARROW_NO_BREAK = "\u202F";

const RULES: [RegExp, string][] = [
	[new RegExp(`${SPACES}+([;!?])`, "g"), `${NARROW_NO_BREAK}$1`],
	[new RegExp(`${SPACES}+([:»%€])`, "g"), `${NO_BREAK}$1`],
	[new RegExp(`«${SPACES}+`, "g"), `«${NO_BREAK}`],
	// A field may follow the apostrophe, so a letter after it cannot be asked for.
	[/(?<=\p{L})'/gu, "’"],
];

/**
 * The text with French spaces and apostrophes: spaces that are there become non-breaking, none is added (a time or an
 * address keeps its colon). For display only, never stored; applying it twice changes nothing more.
 */
export function typeset(text: string): string {
	return RULES.reduce((set, [pattern, replacement]) => set.replace(pattern, replacement), text);
}

/** "1er" cut in two wherever it stands, so that its letters can be raised. */
export function ordinals(text: string): { text: string; raised: boolean }[] {
	const pieces = text.split(/(?<=(?<![\p{L}\p{N}])1)(er)(?![\p{L}\p{N}])/u);
	return pieces.flatMap((piece, index) => (piece ? [{ text: piece, raised: index % 2 === 1 }] : []));
}
