import { Document, Footer, Header, Packer, PageNumber, Paragraph, TextRun } from "docx";
import type { Text } from "../../text/text.ts";
import { partBlocks } from "./blocks.ts";
import { type Images, type Ink, Lists } from "./ink.ts";
import { LOOK } from "./look.ts";
import { repacked } from "./repack.ts";
import { inlineRuns, set } from "./runs.ts";
import { TEXT_WIDTH } from "./table.ts";

/** 25 mm, in twentieths of a point. */
const MARGIN = 1_418;

/**
 * The text as a Word document that looks like its paper: headings that Word knows, lists and notes that it counts, tables whose
 * head is repeated, holes and blanks in brackets, PROJET on every page while it is a draft (R19). Whatever people wrote stays
 * words. The same text and images give the same bytes. An image that is not given, or that Word cannot show, is named in its place.
 */
export async function docxOf(text: Text, images: Images = new Map()): Promise<Uint8Array<ArrayBuffer>> {
	const ink: Ink = {
		images,
		mentioned: new Set(),
		lists: new Lists(),
		bookmarks: new Map(text.parts.map(({ id }, index) => [id, `partie_${index + 1}`])),
	};
	const children = text.parts.flatMap((part) => partBlocks(part, ink));
	const footnotes = Object.fromEntries(
		text.notes.map(({ number, content }) => [
			number,
			{ children: [new Paragraph({ children: inlineRuns(content, ink) })] },
		]),
	);
	const document = new Document({
		styles: LOOK,
		numbering: { config: ink.lists.config },
		footnotes,
		hyphenation: { autoHyphenation: true },
		sections: [
			{
				properties: {
					page: {
						size: { width: 11_906, height: 16_838 },
						margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
					},
				},
				headers: { default: new Header({ children: [headOf(text)] }) },
				footers: { default: new Footer({ children: [foot()] }) },
				children,
			},
		],
	});
	return repacked(new Uint8Array(await Packer.toArrayBuffer(document)), text.title);
}

function headOf({ title, draft }: Text): Paragraph {
	const mark = draft ? [new TextRun({ text: "\tPROJET", bold: true, characterSpacing: 20 })] : [];
	const tabStops = [{ type: "right" as const, position: TEXT_WIDTH }];
	return new Paragraph({ style: "Edge", tabStops, children: [...set(title), ...mark] });
}

function foot(): Paragraph {
	const pages = new TextRun({ children: ["page ", PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES] });
	return new Paragraph({ style: "Edge", alignment: "center", children: [pages] });
}
