import type {
	TextBlock,
	TextField,
	TextFile,
	TextItem,
	TextPart,
	TextParty,
	TextRow,
	TextSection,
	TextSignatures,
} from "./text.ts";

/**
 * What the renderer writes with: strings for the server and for readers without JavaScript, React elements for the page.
 * Tags and attributes are HTML's own (`class`, `colspan`). The hooks that may be missing are where a page puts its
 * controls; without them the text stands alone.
 */
export interface Ink<N> {
	element(tag: string, attributes: Record<string, string>, children: N[], key?: string): N;
	text(value: string): N;
	/** A field where it stands in a sentence: its value to read, or an input. */
	field(field: TextField): N;
	/** The content of a free section, inside its edge and below its header: text to read, or an editor. */
	section(section: TextSection): N;
	/** Right of the header of a free section, in place of "à compléter". */
	sectionStatus?(section: TextSection): N[];
	/** The line of an optional item, with what chooses it. */
	option?(item: TextItem, line: N[]): N[];
	/** Above a list of which the parties keep what they choose. */
	options?: (() => N[]) | undefined;
	/** Above the chosen wording: what chooses another. */
	variants?(variants: Extract<TextBlock, { type: "variants" }>): N[];
	/** At the end of the last cell of a row that may be removed. */
	rowEnd?(table: TextTable, row: TextRow): N[];
	/** Below a table that takes more rows. */
	tableEnd?(table: TextTable): N[];
	/** A file attached to an annexe: a figure to see, or what changes it. */
	file(file: TextFile): N[];
	/** The address of the bytes with this hash. */
	address(hash: string): string;
	/** At the end of a part, behind its files. */
	partEnd?(part: TextPart): N[];
	/** Below the last signatory of a party in the signature block (R12). */
	signatoriesEnd?(party: TextSignatures): N[];
	/** Below the logo of a party on the cover, or below its name (R24). */
	logoEnd?(party: TextParty): N[];
}

export type TextTable = Extract<TextBlock, { type: "table" }>;
