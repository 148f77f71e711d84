/** Words to put into a section again: into one of its paragraphs, at an offset, or as a paragraph after its last (null). */
export interface Putting {
	paragraph: number | null;
	at: number;
	text: string;
}

/**
 * Where words that the room once refused go in a section as it stands now: what continues a paragraph goes into it, the rest
 * after the last. What stands there already is not put twice, and nothing that others wrote is taken away.
 * `paragraphs`: null for one that takes no words, a table. `kept`: a line for each paragraph that was being written.
 */
export function puttingsFor(kept: string, paragraphs: readonly (string | null)[]): Putting[] {
	const taken = new Set<number>();
	return kept.split("\n").flatMap((line): Putting[] => {
		if (line.trim() === "" || paragraphs.some((each) => each?.includes(line))) return [];
		const putting = continuing(line, paragraphs, taken);
		if (putting === null) return [{ paragraph: null, at: 0, text: line }];
		taken.add(putting.paragraph);
		return [putting];
	});
}

/** Into the longest paragraph that this line is, but for words that it has more. */
function continuing(line: string, paragraphs: readonly (string | null)[], taken: Set<number>) {
	let found: (Putting & { paragraph: number; length: number }) | null = null;
	for (const [paragraph, words] of paragraphs.entries()) {
		if (words === null || taken.has(paragraph) || words.length <= (found?.length ?? -1)) continue;
		const at = sharedStart(words, line);
		if (!line.endsWith(words.slice(at)) || at + (words.length - at) > line.length) continue;
		const text = line.slice(at, line.length - (words.length - at));
		found = { paragraph, at, text, length: words.length };
	}
	return found && { paragraph: found.paragraph, at: found.at, text: found.text };
}

function sharedStart(one: string, other: string): number {
	let at = 0;
	while (at < one.length && at < other.length && one[at] === other[at]) at++;
	return at;
}
