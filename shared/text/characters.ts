/**
 * Which characters may stand in what people write: the only place that decides it. A page cleans what is typed and pasted,
 * and the room and the routes refuse what is not clean: nobody who writes by a page is ever refused for it.
 */

/** Text as it may stand in a convention, and how many of its characters would have disguised it. */
export interface CleanText {
	text: string;
	disguised: number;
}

/** So many marks stand on one letter at most: Vietnamese takes two, Hebrew with its accents four. More cover the lines around. */
export const MAX_MARKS = 4;

/** Embeddings, overrides, isolates: they make a text read otherwise than it is stored. */
const DISGUISES = "\\u202A-\\u202E\\u2066-\\u2069";

/**
 * What nobody sees: control characters, zero widths, soft hyphens, marks of direction (a letter has its own, and each value
 * stands apart in every output), the mark of an object, non-characters.
 */
const INVISIBLE =
	"\\u0000-\\u0008\\u000E-\\u001F\\u007F-\\u0084\\u0086-\\u009F\\u00AD\\u061C\\u180E\\u200B\\u200E\\u200F\\u2060-\\u2065\\u206A-\\u206F\\uFEFF\\uFFF9-\\uFFFC\\p{Noncharacter_Code_Point}";

/** What stands for a character that was lost on the way: half an emoji, bytes of another encoding. */
const LOST = "\\uFFFD";

/** A line ends with "\n" alone. */
const OTHER_LINE_ENDS = "\\v\\f\\r\\u0085\\u2028\\u2029";

const disguises = new RegExp(`[${DISGUISES}]`, "gu");
const unseen = new RegExp(`[${DISGUISES}${INVISIBLE}${LOST}]`, "gu");
const otherLineEnds = new RegExp(`\\r\\n|[${OTHER_LINE_ENDS}]`, "gu");
const lineBreaks = new RegExp(`\\s*[\\n\\t${OTHER_LINE_ENDS}]\\s*`, "gu");
const floods = new RegExp(`(\\p{M}{${MAX_MARKS}})\\p{M}+`, "gu");

/** Joiners, where they join nothing: emoji and some scripts need theirs. */
const IDLE_JOINERS =
	/(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{M}])[\u200C\u200D]|[\u200C\u200D](?![\p{Extended_Pictographic}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}])/gu;

/** Tags hide whole sentences, and spell some flags. */
const IDLE_TAGS = /(?<![\u{1F3F4}\u{E0020}-\u{E007F}])[\u{E0000}-\u{E007F}]+/gu;

const UNCLEAN = `[${DISGUISES}${INVISIBLE}${LOST}${OTHER_LINE_ENDS}\\p{Cs}]|\\p{M}{${MAX_MARKS + 1}}`;
const unclean = new RegExp(UNCLEAN, "u");
/** Most text has none of them. */
const suspect = new RegExp(`${UNCLEAN}|[\\u200C\\u200D\\u{E0000}-\\u{E007F}]`, "u");

/**
 * The text without what cannot be seen: zero widths, control characters, bidirectional controls, lost characters, floods of
 * marks. Emoji, accents and every script stay. Cleaning twice changes nothing more, and the room takes what is clean.
 */
export function cleanCharacters(text: string): CleanText {
	if (!suspect.test(text)) return { text, disguised: 0 };
	return { text: clean(text), disguised: text.match(disguises)?.length ?? 0 };
}

/** The same on one line: an end of a line, or a tab, is a space with those around it. */
export const cleanLine = (text: string): string => cleanCharacters(text.replace(lineBreaks, " ")).text;

/** What of `typed` may come behind `before`: a letter may have its marks already. */
export function cleanBehind(before: string, typed: string): string {
	const { text } = cleanCharacters(typed);
	const [marks = ""] = /^\p{M}+/u.exec(text) ?? [];
	if (marks === "") return text;
	const free = Math.max(0, MAX_MARKS - marksAtEnd(before));
	return [...marks].slice(0, free).join("") + text.slice(marks.length);
}

/** How many marks stand on the last letter of a text. */
const marksAtEnd = (text: string): number => [...(/\p{M}+$/u.exec(text)?.[0] ?? "")].length;

/**
 * May this come into a text, whatever stands around it? False where `cleanCharacters` would take something out but
 * joiners and tags, of which neighbours tell whether they are idle.
 */
export const isClean = (text: string): boolean => !unclean.test(text);

/** The same of what stands on one line: a field, a name, a title. */
export const isCleanLine = (text: string): boolean => !/[\n\t]/.test(text) && isClean(text);

function clean(text: string): string {
	return text
		.toWellFormed()
		.replace(otherLineEnds, "\n")
		.replace(unseen, "")
		.replace(IDLE_TAGS, "")
		.replace(IDLE_JOINERS, "")
		.replace(floods, "$1");
}
