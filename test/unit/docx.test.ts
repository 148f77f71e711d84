import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Node } from "../../shared/convention/state.ts";
import { fieldsOf, sectionsOf } from "../../shared/convention/writable.ts";
import type { Model } from "../../shared/model/model.ts";
import { models } from "../../shared/model/models.ts";
import { assemble } from "../../shared/text/assemble.ts";
import { plainText } from "../../shared/text/plain.ts";
import type { Text, TextBlock, TextPart } from "../../shared/text/text.ts";
import { typeset } from "../../shared/text/typography.ts";
import { docxOf } from "../../shared/version/docx/docx.ts";
import { Docx } from "../docx.ts";
import { jpeg, png, webp } from "../files.ts";
import { lines, party, state } from "./text-builder.ts";

const parties = [
	party("caf", "caf", [{ title: "La Présidente" }, { title: "La Directrice Générale" }], "Caf du Nord"),
	party("lys", "commune", [{ title: "Le Maire" }], "Commune de Lys"),
];

const VALUES = { date: "2026-01-01", year: "2028", number: "3", percent: "3", amount: "3", text: "x", person: "Rose" };

function modelText(model: Model, phase: "drafting" | "submitted" | "signed"): Text {
	const { structure } = state({ structure: { parties, phase } });
	const fields = fieldsOf(model, structure).map(({ key, type }) => [key, VALUES[type]]);
	const sections = sectionsOf(model, structure).map(({ id }) => [id, lines("Un projet.", "Deux projets.")]);
	return assemble(model, { fields: Object.fromEntries(fields), sections: Object.fromEntries(sections), structure }, 12);
}

const section = (content: Node[]): TextBlock => ({
	type: "section",
	id: "libre",
	label: "Libre",
	owner: "all",
	ownerName: "",
	required: false,
	guidance: "",
	example: [],
	cell: false,
	empty: false,
	content,
});

const textOf = (blocks: TextBlock[], more: Partial<TextPart> = {}): Text => ({
	title: "Convention",
	model: { id: "m", digest: "0" },
	phase: "signed",
	draft: false,
	parts: [{ id: "article-1", kind: "article", number: 1, label: "Article 1", title: "Objet", blocks, ...more }],
	notes: [],
});

const run = (text: string, ...marks: NonNullable<Node["marks"]>): Node => ({ type: "text", text, marks });
const node = (type: string, ...content: Node[]): Node => ({ type, content });
const with_ = (attrs: Record<string, unknown>, node: Node): Node => ({ ...node, attrs });

async function written(text: Text, images?: Parameters<typeof docxOf>[1]): Promise<Docx> {
	const docx = new Docx(await docxOf(text, images));
	docx.check();
	return docx;
}

const squeezed = (text: string) => typeset(text).replace(/\s/g, "");

describe.each(models.map((model) => [model.id, model] as const))("%s as a Word document", (_, model) => {
	it.each(["drafting", "submitted", "signed"] as const)("holds every line of the text in order: %s", async (phase) => {
		const text = modelText(model, phase);
		const docx = await written(text);
		const told = squeezed(
			docx
				.paragraphs()
				.map((paragraph) => paragraph.text)
				.join("\n"),
		);
		let at = 0;
		for (const line of plainText({ ...text, notes: [] }).split("\n")) {
			for (const words of line.split("\t").flatMap((cell) => cell.replace(/^ *(?:- |\d+\. )/, "").split(/, | - /))) {
				const found = told.indexOf(squeezed(words), at);
				expect(found, words).toBeGreaterThanOrEqual(at);
				at = found + squeezed(words).length;
			}
		}
		for (const { content } of text.notes) {
			const notes = squeezed(
				docx
					.paragraphs("word/footnotes.xml")
					.map((paragraph) => paragraph.text)
					.join(""),
			);
			for (const inline of content) if (inline.type === "text") expect(notes).toContain(squeezed(inline.text));
		}
	});

	it("says PROJET on its pages until the last signature", async () => {
		const header = async (phase: "submitted" | "signed") =>
			(await written(modelText(model, phase)))
				.paragraphs("word/header1.xml")
				.map(({ text }) => text)
				.join();
		expect(await header("submitted")).toMatch(/PROJET$/);
		expect(await header("signed")).not.toContain("PROJET");
	});

	it("has the sommaire's lines lead to headings", async () => {
		const docx = await written(modelText(model, "signed"));
		const tags = docx.tags();
		const anchors = tags.filter(({ name }) => name === "w:hyperlink").map(({ attributes }) => attributes["w:anchor"]);
		const bookmarks = tags
			.filter(({ name }) => name === "w:bookmarkStart")
			.map(({ attributes }) => attributes["w:name"]);
		expect(anchors.length).toBeGreaterThan(10);
		expect(bookmarks).toEqual(expect.arrayContaining(anchors));
		const headings = docx.paragraphs().filter(({ style }) => style === "Heading1");
		expect(headings.map(({ text }) => text)).toContainEqual(expect.stringMatching(/^Article 1.: /));
	});
});

describe("a Word document", () => {
	it("has the same bytes for the same text, images and links", async () => {
		const link = run("ici", { type: "link", attrs: { href: "https://exemple.fr/a?b=1&c=2" } });
		const text = textOf([section([node("paragraph", link)]), picture("a".repeat(64))]);
		const images = new Map([["a".repeat(64), { type: "image/png" as const, bytes: png() }]]);
		expect(await docxOf(text, images)).toEqual(await docxOf(text, images));
	});

	it("is in French, and names no date", async () => {
		const docx = await written(textOf([]));
		expect(docx.xml("word/styles.xml")).toContain('w:val="fr-FR"');
		expect(docx.xml("docProps/core.xml")).not.toMatch(/\d{4}-\d\d/);
	});

	it("counts nested lists, each from its own start", async () => {
		const item = (text: string, ...more: Node[]) => node("listItem", node("paragraph", run(text)), ...more);
		const inner = with_({ type: "a", start: 3 }, node("orderedList", item("trois"), item("quatre")));
		const list = with_(
			{ type: null, start: 5 },
			node("orderedList", item("cinq", inner), item("six", node("paragraph", run("suite")))),
		);
		const docx = await written(
			textOf([section([list, with_({ start: 1, type: null }, node("orderedList", item("un")))])]),
		);
		const numbering = docx.xml("word/numbering.xml");
		expect(numbering).toContain('<w:start w:val="5"/>');
		expect(numbering).toContain('<w:numFmt w:val="lowerLetter"/>');
		const levels = docx
			.tags()
			.filter(({ name }) => name === "w:ilvl")
			.map(({ attributes }) => attributes["w:val"]);
		expect(levels).toEqual(["0", "1", "1", "0", "0"]);
		const lists = docx
			.tags()
			.filter(({ name }) => name === "w:numId")
			.map(({ attributes }) => attributes["w:val"]);
		expect(new Set(lists).size).toBe(3);
		expect(docx.paragraphs().map(({ text }) => text)).toContain("suite");
	});

	it("repeats the head of a table, and merges cells", async () => {
		const cell = (type: string, text: string, attrs = {}) => with_(attrs, node(type, node("paragraph", run(text))));
		const table = node(
			"table",
			node("tableRow", cell("tableHeader", "Nom", { colspan: 2 }), cell("tableHeader", "Lieu")),
			node("tableRow", cell("tableCell", "a", { rowspan: 2 }), cell("tableCell", "b"), cell("tableCell", "c")),
			node("tableRow", cell("tableCell", "d"), cell("tableCell", "e")),
		);
		const docx = await written(textOf([section([table])]));
		const tags = docx.tags();
		expect(tags.filter(({ name }) => name === "w:tblHeader")).toHaveLength(1);
		expect(tags.filter(({ name, attributes }) => name === "w:gridSpan" && attributes["w:val"] === "2")).toHaveLength(1);
		expect(tags.filter(({ name }) => name === "w:vMerge")).toHaveLength(2);
		expect(docx.xml("word/document.xml")).not.toContain('"false"');
		expect(tags.filter(({ name }) => name === "w:gridCol")).toHaveLength(3);
	});

	it("links to web and mail addresses alone", async () => {
		const link = (href: string) => node("paragraph", run("lien", { type: "link", attrs: { href } }));
		const docx = await written(
			textOf([section([link("https://exemple.fr/?a=1&b=2"), link("javascript:alert(1)"), link("file:///c:/x")])]),
		);
		const targets = docx
			.tags("word/_rels/document.xml.rels")
			.filter(({ attributes }) => attributes.TargetMode === "External");
		expect(targets.map(({ attributes }) => attributes.Target)).toEqual(["https://exemple.fr/?a=1&b=2"]);
		expect(docx.paragraphs().filter(({ text }) => text === "lien")).toHaveLength(3);
	});

	const picture_ = "a".repeat(64);
	it.each([
		["a PNG", "image/png", png(4000, 30), "png"],
		["a JPEG", "image/jpeg", jpeg(), "jpg"],
	] as const)("shows %s with what it shows in words", async (_, type, bytes, ending) => {
		const docx = await written(textOf([picture(picture_)]), new Map([[picture_, { type, bytes }]]));
		expect(Object.keys(docx.parts).filter((name) => name.startsWith("word/media/"))).toEqual([
			expect.stringMatching(`\\.${ending}$`),
		]);
		expect(docx.tags().find(({ name }) => name === "wp:docPr")?.attributes.descr).toBe('Un <plan> & "des" parcs');
		expect(docx.paragraphs().at(-1)).toEqual({ style: "Caption", text: "Plan" });
	});

	it("names in its place an image that Word cannot show, or whose bytes are not given", async () => {
		const named = { style: "Body", text: '[Image : Plan, Un <plan> & "des" parcs]' };
		expect((await written(textOf([picture(picture_)]))).paragraphs().at(-1)).toEqual(named);
		const images = new Map([[picture_, { type: "image/webp" as const, bytes: webp() }]]);
		expect((await written(textOf([picture(picture_)]), images)).paragraphs().at(-1)).toEqual(named);
	});

	it("mentions a note as often as the text does, and writes it once", async () => {
		const mention = { type: "note" as const, id: "n", number: 1 };
		const text = textOf([{ type: "paragraph", id: "p", content: [mention, mention] }]);
		const noted: Text = {
			...text,
			notes: [{ id: "n", number: 1, content: [{ type: "text", text: "Une note", marks: [] }] }],
		};
		const docx = await written(noted);
		expect(docx.paragraphs().at(-1)?.text).toBe("[1]1");
		expect(docx.paragraphs("word/footnotes.xml").filter((each) => each.text.includes("Une note"))).toHaveLength(1);
	});

	it("shows holes as such", async () => {
		const hole = { late: "deliberation" as const, fieldType: "date" as const, part: "whole" as const, party: null };
		const docx = await written(
			textOf([
				{
					type: "paragraph",
					id: "p",
					content: [{ type: "hole", field: "d", label: "date", shown: "[date de la délibération]", ...hole }],
				},
				{
					type: "awaited",
					id: "a",
					section: "a",
					late: "deliberation",
					party: null,
					label: "x",
					shown: "[délibération]",
				},
			]),
		);
		expect(docx.paragraphs().map(({ text }) => text)).toEqual(
			expect.arrayContaining(["[date de la délibération]", "[délibération]"]),
		);
		expect(
			docx.tags().filter(({ name, attributes }) => name === "w:rStyle" && attributes["w:val"] === "Hole"),
		).toHaveLength(2);
	});

	it("keeps hostile words words, whatever they are", async () => {
		const hostile = fc.oneof(
			fc.string({ unit: "binary", maxLength: 60 }),
			fc.constantFrom(
				"</w:t><w:instrText>DDE</w:instrText>",
				"]]>",
				"&#0;",
				"\u0000\uFFFE",
				'"><x/>',
				"\uD800",
				'r:id="rIdaaaaaaaaaaaaaaaaaaaaa"',
				"{{x}}",
				" deux  blancs ",
			),
		);
		await fc.assert(
			fc.asyncProperty(hostile, async (words) => {
				const text = textOf([section([node("paragraph", run(words))])], { title: words });
				const docx = await written({ ...text, title: words });
				expect(docx.tags().some(({ name }) => name === "w:instrText")).toBe(false);
				const kept = words
					.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "")
					.replace(/\r\n?/g, "\n");
				expect(docx.paragraphs().at(-1)?.text).toBe(kept);
			}),
			{ numRuns: 60 },
		);
	});
});

function picture(hash: string): TextBlock {
	const size = { width: 4000, height: 30 };
	return {
		type: "file",
		id: "f",
		hash,
		kind: "image",
		name: "plan.png",
		title: "Plan",
		alt: 'Un <plan> & "des" parcs',
		bytes: 1,
		size,
	};
}
