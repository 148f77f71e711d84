/** Text as it may stand in a convention, and how many of its characters would have disguised it. */
export interface CleanText {
	text: string;
	disguised: number;
}

/** Embeddings, overrides and isolates: they make a text read otherwise than it is stored. */
const DISGUISES = /[\u202A-\u202E\u2066-\u2069]/gu;

/** Characters that nobody sees: control characters, zero widths, soft hyphens, non-characters, the mark of an object. */
const INVISIBLE =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
	/[\u0000-\u0008\u000B\u000E-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u2060-\u2064\u206A-\u206F\uFEFF\uFFF9-\uFFFC\uFFFE\uFFFF]/gu;

/** What stands for a character that was lost on the way: half an emoji, bytes of another encoding. */
const LOST = /\uFFFD/gu;

/** No script sets more than eight marks on one letter; beyond, they cover the lines around. */
const FLOODS = /(\p{M}{8})\p{M}+/gu;

/** Joiners, where they join nothing: emoji and some scripts need theirs. */
const IDLE_JOINERS =
	/(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{M}])[\u200C\u200D]|[\u200C\u200D](?![\p{Extended_Pictographic}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}])/gu;

/** Tags hide whole sentences, and spell some flags. */
const IDLE_TAGS = /(?<![\u{1F3F4}\u{E0020}-\u{E007F}])[\u{E0000}-\u{E007F}]+/gu;

/**
 * The text without what cannot be seen: zero widths, control characters, bidirectional controls, lost characters, floods of
 * marks. Emoji, accents and every script stay. Cleaning twice changes nothing more, and the room takes what is clean.
 */
export function cleanCharacters(text: string): CleanText {
	const disguised = text.match(DISGUISES)?.length ?? 0;
	return { text: disguised > 0 || SUSPECT.test(text) ? clean(text) : text, disguised };
}

/** Most text has none of them. */
const SUSPECT =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
	/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200D\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFF\uD800-\uDFFF\u{E0000}-\u{E007F}]|\p{M}{9}/u;

function clean(text: string): string {
	return text
		.toWellFormed()
		.replace(/\r\n?|[\u2028\u2029\v\f]/g, "\n")
		.replace(DISGUISES, "")
		.replace(INVISIBLE, "")
		.replace(LOST, "")
		.replace(IDLE_TAGS, "")
		.replace(IDLE_JOINERS, "")
		.replace(FLOODS, "$1");
}

/**
 * May this come into a text, whatever stands around it? False where `cleanCharacters` would take something out but
 * joiners and tags, of which neighbours tell whether they are idle.
 */
export const isClean = (text: string): boolean => !UNCLEAN.test(text);

const UNCLEAN =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
	/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFF\uD800-\uDFFF]|\p{M}{9}/u;
