import type { IStylesOptions } from "docx";

/** Fonts that every Word and LibreOffice has, or has one of the same widths for. */
const SERIF = "Cambria";
const SANS = "Calibri";
const QUIET = "5F5A52";
const FRENCH = { value: "fr-FR", eastAsia: "fr-FR", bidirectional: "fr-FR" };

/** Sizes in half points, distances in twentieths of a point. */
export const LOOK: IStylesOptions = {
	default: {
		document: { run: { font: SERIF, size: 21, language: FRENCH }, paragraph: { spacing: { line: 288 } } },
		title: {
			run: { font: SERIF, size: 50, bold: true },
			paragraph: { alignment: "center", spacing: { before: 900, after: 360 } },
		},
		heading1: heading(30, { before: 440, after: 200 }),
		heading2: heading(23, { before: 300, after: 160 }),
		heading3: heading(21, { before: 260, after: 140 }, true),
		hyperlink: { run: { color: "1F4E79", underline: { type: "single" } } },
		footnoteText: { run: { size: 17 }, paragraph: { spacing: { line: 240, after: 60 } } },
	},
	paragraphStyles: [
		{
			id: "Body",
			name: "Corps",
			basedOn: "Normal",
			quickFormat: true,
			paragraph: { alignment: "both", spacing: { after: 160 } },
		},
		{ id: "Cover", name: "Couverture", basedOn: "Normal", run: { size: 28 }, paragraph: centred(240) },
		{ id: "Cell", name: "Cellule", basedOn: "Normal", paragraph: { spacing: { after: 60, line: 264 } } },
		{ id: "CellHeader", name: "En-tête de cellule", basedOn: "Cell", run: { bold: true } },
		{ id: "Picture", name: "Image", basedOn: "Normal", paragraph: centred(120) },
		{ id: "Caption", name: "Légende", basedOn: "Normal", run: { size: 18, color: QUIET }, paragraph: centred(240) },
		{
			id: "Sommaire",
			name: "Ligne du sommaire",
			basedOn: "Normal",
			paragraph: { spacing: { after: 100 } },
		},
		{
			id: "Edge",
			name: "Bord de page",
			basedOn: "Normal",
			run: { font: SANS, size: 15, color: QUIET },
		},
	],
	characterStyles: [{ id: "Hole", name: "À connaître plus tard", run: { italics: true, color: "7A4B00" } }],
};

function heading(size: number, spacing: { before: number; after: number }, italics = false) {
	return {
		run: { font: SERIF, size, bold: true, italics, color: "000000" },
		paragraph: { spacing, keepNext: true, keepLines: true },
	};
}

function centred(after: number) {
	return { alignment: "center" as const, spacing: { after } };
}
