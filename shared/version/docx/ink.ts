import type { ILevelsOptions, LevelFormat } from "docx";
import type { FileType } from "../../convention/state.ts";

/** Images by the hash of their bytes. */
export type Images = ReadonlyMap<string, { type: FileType; bytes: Uint8Array }>;

/** What the writing of one document carries along. */
export interface Ink {
	images: Images;
	/** Footnotes already mentioned: Word takes one mention of each. */
	mentioned: Set<string>;
	lists: Lists;
	/** By id of a part: the bookmark that the sommaire leads to. */
	bookmarks: Map<string, string>;
}

type Format = (typeof LevelFormat)[keyof typeof LevelFormat];

/** Word nests no deeper. */
export const MAX_LEVEL = 8;

/** In twentieths of a point. */
const STEP = 360;

/** The lists of a document. Each is one of its own, so that none goes on counting where another ended. */
export class Lists {
	readonly config: { reference: string; levels: ILevelsOptions[] }[] = [];

	/** A list of dashes, as the model writes them, or of bullets, as people do. */
	marked(mark: "–" | "•"): string {
		return this.add((level) => ({ level, format: "bullet", text: level % 2 === 0 ? mark : "–" }));
	}

	/** `type` is HTML's: "1", "a", "A", "i", "I". */
	counted(type: string, start: number): string {
		return this.add((level) => ({ level, format: FORMATS[type] ?? "decimal", text: `%${level + 1}.`, start }));
	}

	private add(levelOf: (level: number) => ILevelsOptions): string {
		const reference = `list-${this.config.length + 1}`;
		const levels = Array.from({ length: MAX_LEVEL + 1 }, (_, level) => {
			const indent = { left: STEP * (level + 1), hanging: STEP };
			return { ...levelOf(level), alignment: "left" as const, style: { paragraph: { indent } } };
		});
		this.config.push({ reference, levels });
		return reference;
	}
}

const FORMATS: Record<string, Format> = {
	"1": "decimal",
	a: "lowerLetter",
	A: "upperLetter",
	i: "lowerRoman",
	I: "upperRoman",
};

/** How far the text of a list's item stands in. */
export const indentOf = (level: number) => ({ left: STEP * (level + 1) });
