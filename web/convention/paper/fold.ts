/** A text as it is searched, and where each of its characters comes from. */
export interface Folded {
	text: string;
	/** For each character of `text`: where what it stands for begins and ends in the source. */
	from: number[];
	to: number[];
}

const SAME: Record<string, string> = { œ: "oe", Œ: "oe", æ: "ae", Æ: "ae", ß: "ss" };
for (const each of "’‘‛ʼ′`´") SAME[each] = "'";
for (const each of "«»“”„‟″") SAME[each] = '"';
for (const each of "‐‑‒–—―−") SAME[each] = "-";
/** Seen by nobody: soft hyphens, joiners. */
for (const each of "\u00AD\u200B\u200C\u200D\u2060\uFEFF") SAME[each] = "";

const OPENING = "«“„";
/** A space before these is the typesetter's: "suivantes:" finds "suivantes :". */
const CLOSING = "»”;:!?%€";

/**
 * `source` without what a person does not mean when they search: case, accents, the kind of apostrophe, quotation mark,
 * dash and space, how many spaces, and those that French typography wants. "l'évaluation" finds "L’évaluation".
 */
export function fold(source: string): Folded {
	const folded: Folded = { text: "", from: [], to: [] };
	let space = -1;
	let opened = true;
	for (let index = 0; index < source.length; ) {
		const char = String.fromCodePoint(source.codePointAt(index) as number);
		const end = index + char.length;
		const letters = lettersOf(char);
		if (letters === " ") {
			if (space < 0) space = index;
		} else if (letters !== "") {
			if (space >= 0 && !opened && !CLOSING.includes(char)) push(folded, " ", space, index);
			for (const letter of letters) push(folded, letter, index, end);
			space = -1;
			opened = OPENING.includes(char);
		} else if (space < 0 && folded.to.length > 0) {
			// An accent typed apart belongs to its letter.
			folded.to[folded.to.length - 1] = end;
		}
		index = end;
	}
	return folded;
}

/** Where the searched words stand in the source of `folded`, in order, none within another. `words` is folded too. */
export function* matchesIn({ text, from, to }: Folded, words: string): Generator<{ start: number; end: number }> {
	if (words === "") return;
	for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
		yield { start: from[at] as number, end: to[at + words.length - 1] as number };
	}
}

function push(folded: Folded, letter: string, from: number, to: number) {
	folded.text += letter;
	for (let unit = 0; unit < letter.length; unit++) {
		folded.from.push(from);
		folded.to.push(to);
	}
}

const known = new Map<string, string>();

function lettersOf(char: string): string {
	const letters = known.get(char);
	if (letters !== undefined) return letters;
	const plain = char.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
	const made = SAME[char] ?? (/^\s+$/.test(plain) ? " " : plain);
	known.set(char, made);
	return made;
}
