import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AttachedFile, Node, Structure } from "../../shared/convention/state.ts";
import type { Block, Inline } from "../../shared/model/model.ts";
import { assemble } from "../../shared/text/assemble.ts";
import { renderNodes } from "../../shared/text/content.ts";
import { html, stringInk } from "../../shared/text/html.ts";
import type { Ink } from "../../shared/text/ink.ts";
import { plainText } from "../../shared/text/plain.ts";
import { render } from "../../shared/text/render.ts";
import type { Text } from "../../shared/text/text.ts";
import {
	article,
	blank,
	field,
	item,
	lines,
	list,
	model,
	note,
	paragraph,
	part,
	party,
	section,
	state,
} from "./text-builder.ts";

const parties = [party("caf", "caf", ["La Présidente", "La Directrice"], "Caf du Nord"), party("lys", "commune")];
const fields = [field("x"), field("d", { type: "date" })];
const more = {
	fields,
	sections: [section("s", { guidance: "Aide secrète", example: ["Exemple secret"] })],
	notes: [{ id: "n", content: [{ type: "text", text: "Voir l'arrêté", marks: [] }] as Inline[] }],
};

const drawn = (block: Block, given: Parameters<typeof state>[0] = {}) =>
	html(assemble(model([article(block)], more), state({ ...given, structure: { parties, ...given.structure } })));

const header = (id: string) => ({ id, header: true, colspan: 1, rowspan: 1, blocks: [paragraph(`${id}.p1`, id)] });
const cell = (id: string) => ({ ...header(id), header: false });

describe("parts", () => {
	it("an article is a section named by its heading", () => {
		expect(html(assemble(model([part("article", 2, [], "L'objet")]), state()))).toBe(
			'<section class="part part--article" id="article-2" aria-labelledby="article-2-titre">' +
				'<h2 id="article-2-titre" data-clause="article-2"><small>Article 2<span class="unseen">\u00A0: </span></small>L’objet</h2>' +
				'<span class="unseen" role="img" aria-label="Texte verrouillé par le modèle national, sauf les champs et les parties libres"></span></section>',
		);
	});

	it.each([
		["cover", "h2"],
		["article", "h3"],
	] as const)("the first heading of a clause in a part of kind %s is %s", (kind, tag) => {
		const block: Block = { type: "heading", id: "h", level: 3, content: [] };
		expect(html(assemble(model([part(kind, null, [block])]), state()))).toContain(`<${tag} data-clause="h">`);
	});

	it("the sommaire links to each article", () => {
		expect(drawn({ type: "sommaire" })).toContain(
			'<nav class="sommaire" aria-label="Sommaire"><ol><li><a href="#article-1">',
		);
	});
});

describe("locked clauses", () => {
	it("are said to be locked once for an article, and no more once signed", () => {
		const blocks = article(paragraph("a", "a"), paragraph("b", "b"));
		const said = (phase: Structure["phase"]) =>
			html(assemble(model([blocks, part("annex", 1)]), state({ structure: { phase } }))).match(/verrouillé/g);
		expect(said("drafting")).toHaveLength(1);
		expect(said("signed")).toBeNull();
	});

	it.each<[string, Block, string]>([
		[
			"text is typeset",
			paragraph("p", "l'objet : le 1er ;"),
			'<p data-clause="p">l’objet\u00A0: le 1<sup>er</sup>\u202F;</p>',
		],
		["a blank stays visible", paragraph("p", blank("x")), '<bdi class="field blank" data-field="x">[x]</bdi>'],
		[
			"marks nest",
			paragraph("p", { type: "text", text: "a", marks: ["bold", "italic"] }),
			"<strong><em>a</em></strong>",
		],
		["a line breaks", paragraph("p", "a", { type: "break" }, "b"), "a<br>b"],
		["what is counted says so", paragraph("p", { type: "computed", name: "pages" }), 'data-computed="pages">…<'],
		["the line of an item is apart", list(item("a", false, list(item("b")))), '<li><span data-clause="a">a</span><ul'],
		["lists have dashes", list(item("a")), '<ul class="dashes">'],
	])("%s", (_, block, expected) => {
		expect(drawn(block)).toContain(expected);
	});

	it("a date that was filled has its ordinal raised", () => {
		const drawnDate = drawn(paragraph("p", blank("d")), { fields: { d: "2024-01-01" } });
		expect(drawnDate).toContain('<bdi class="field" data-field="d">1<sup>er</sup> janvier 2024</bdi>');
	});

	it("a note leads to its text and back to its first mention", () => {
		const text = drawn(paragraph("p", note("n"), note("n")));
		expect(text.match(/<a [^>]*href="#note-n"[^>]*>/g)).toHaveLength(2);
		expect(text.match(/ id="appel-n"/g)).toHaveLength(1);
		expect(text).toContain('<li id="note-n"><span data-clause="n">Voir l’arrêté</span> <a href="#appel-n"');
	});
});

describe("tables", () => {
	it("the header row heads columns, other headers head their row", () => {
		const rows = [{ cells: [header("a"), header("b")] }, { cells: [header("c"), cell("d")] }];
		const table = drawn({ type: "table", id: "t", rows, growing: null });
		expect(table).toContain('<thead><tr><th scope="col" data-clause="a">');
		expect(table).toContain('<tbody><tr><th scope="row" data-clause="c">');
		expect(table).toContain('<td data-clause="d"><p data-clause="d.p1">d</p></td>');
	});

	it.each([
		[1, 1, '<td data-clause="d">'],
		[2, 3, '<td data-clause="d" colspan="2" rowspan="3">'],
	])("a cell over %i columns and %i rows", (colspan, rowspan, expected) => {
		const rows = [{ cells: [{ ...cell("d"), colspan, rowspan }] }];
		expect(drawn({ type: "table", id: "t", rows, growing: null })).toContain(expected);
	});

	it("a table whose rows were all removed keeps its header row", () => {
		const growing = { owner: "all" as const, columns: ["a"], initial: [] };
		expect(drawn({ type: "table", id: "t", rows: [{ cells: [header("a")] }], growing })).toContain(
			'<table data-table="t"><thead><tr><th scope="col" data-clause="a"><p data-clause="a.p1">a</p></th></tr></thead><tbody></tbody></table>',
		);
	});

	it("a free cell has neither edge nor header", () => {
		const growing = { owner: "commune" as const, columns: ["Type"], initial: ["r"] };
		expect(drawn({ type: "table", id: "t", rows: [{ cells: [header("a")] }], growing })).toContain(
			'<td><div class="cell cell--commune" data-section="t/r/0" role="group" aria-label="Type, ligne 1"></div></td>',
		);
	});

	it("each signatory has a row beside the party (R12)", () => {
		const named = party(
			"caf",
			"caf",
			[{ title: "La Présidente", name: "Anne", delegation: "du 4 mai" }, "La Directrice"],
			"Caf du Nord",
		);
		const table = drawn({ type: "signatures" }, { structure: { parties: [named, party("lys", "commune")] } });
		expect(table).toContain('<th scope="rowgroup" rowspan="2"><bdi>Caf du Nord</bdi></th>');
		expect(table).toContain(
			'<bdi class="field" data-field="signataire.caf-1">Anne</bdi><br><bdi>par délégation du 4 mai</bdi></td>',
		);
		expect(table).toContain('<th scope="rowgroup"><bdi>lys</bdi></th><td colspan="2"></td>');
	});
});

describe("free sections", () => {
	const free: Block = { type: "section", id: "s" };

	it("say whose they are and what is missing", () => {
		const drawnSection = drawn(free);
		expect(drawnSection).toContain(
			'<div class="free free--caf" data-section="s" role="group" aria-label="Partie s" aria-describedby="s-partie-libre"><div class="free-header" id="s-partie-libre">',
		);
		expect(drawnSection).toContain("Partie libre · Caf du Nord");
		expect(drawnSection).toContain("à compléter");
		expect(drawn(free, { sections: { s: lines("fait") } })).not.toContain("à compléter");
	});

	it("have no header once the text is signed", () => {
		const signed = drawn(free, { sections: { s: lines("fait") }, structure: { phase: "signed" } });
		expect(signed).not.toContain("Partie libre");
		expect(signed).toContain("<p>fait</p>");
	});

	it("that stayed empty leave no trace in a signed text", () => {
		expect(drawn(free)).toContain('data-section="s"');
		expect(drawn(free, { structure: { phase: "signed" } })).not.toContain('data-section="s"');
	});

	it.each(["drafting", "submitted", "signed"] as const)("hold no guidance in phase %s (R6)", (phase) => {
		expect(drawn(free, { structure: { phase } })).not.toContain("secr");
	});

	it("are not typeset, for they would differ from what their writers see", () => {
		expect(drawn(free, { sections: { s: lines("l'an 1er : fin") } })).toContain("<p>l&#39;an 1er : fin</p>");
	});
});

describe("what was left out", () => {
	const left = (phase: Structure["phase"]) =>
		drawn(list(item("a", true), item("b")), { structure: { options: { a: false }, phase } });

	it.each([
		["drafting", '<li class="unchosen">'],
		["submitted", null],
		["signed", null],
	] as const)("in phase %s: %j", (phase, expected) => {
		if (expected) expect(left(phase)).toContain(expected);
		else expect(left(phase)).not.toMatch(/unchosen|data-clause="a"/);
	});

	it("is never drawn in a text that is no draft, even if it holds some", () => {
		const text = assemble(model([article(list(item("a", true)))]), state({ structure: { options: { a: false } } }));
		expect(html({ ...text, draft: false })).not.toContain("unchosen");
	});
});

describe("options", () => {
	const hinting: Ink<string> = { ...stringInk, options: () => ["HINT"] };
	const hints = (block: Block) =>
		render(assemble(model([article(block)]), state()), hinting)
			.join("")
			.split("HINT").length - 1;

	it("are announced once, above the outermost list that holds some", () => {
		expect(hints(list(item("a"), item("b")))).toBe(0);
		expect(hints(list(item("a", true), item("b", true)))).toBe(1);
		expect(hints(list(item("a", false, list(item("a1", true))), item("b", false, list(item("b1", true)))))).toBe(1);
	});
});

describe("content of free sections", () => {
	const words = (text: string, ...marks: Node["marks"] & {}): Node => ({ type: "text", text, marks });
	const paragraphOf = (...content: Node[]): Node => ({ type: "paragraph", content });
	const link = (href: unknown) => ({ type: "link", attrs: { href } });
	const bold = { type: "bold" };

	it.each<[string, Node, string]>([
		["an empty paragraph keeps its line", { type: "paragraph" }, "<p><br></p>"],
		["a heading", { type: "heading", attrs: { level: 4 }, content: [words("a")] }, "<h4>a</h4>"],
		["a heading without a level", { type: "heading", content: [words("a")] }, "<h3>a</h3>"],
		[
			"a heading of a level that may not be",
			{ type: "heading", attrs: { level: 1 }, content: [words("a")] },
			"<h3>a</h3>",
		],
		[
			"a list",
			{ type: "bulletList", content: [{ type: "listItem", content: lines("a") }] },
			"<ul><li><p>a</p></li></ul>",
		],
		["a numbered list", { type: "orderedList", attrs: { start: 3, type: null }, content: [] }, '<ol start="3"></ol>'],
		["a numbered list from 1", { type: "orderedList", attrs: { start: 1 }, content: [] }, "<ol></ol>"],
		[
			"a table",
			{
				type: "table",
				content: [
					{
						type: "tableRow",
						content: [
							{ type: "tableHeader", attrs: { colspan: 2, rowspan: 1 }, content: lines("a") },
							{ type: "tableCell", attrs: { colspan: "2", rowspan: 99 }, content: lines("b") },
						],
					},
				],
			},
			'<table><tbody><tr><th colspan="2"><p>a</p></th><td><p>b</p></td></tr></tbody></table>',
		],
		["an unknown node", { type: "script", content: [words("a")] }, ""],
		["an unknown node in a line", paragraphOf({ type: "image" }, words("a")), "<p>a</p>"],
		["an unknown mark", paragraphOf(words("a", { type: "blink" })), "<p>a</p>"],
		[
			"marks in the editor's order",
			paragraphOf(words("a", { type: "superscript" }, bold)),
			"<p><strong><sup>a</sup></strong></p>",
		],
		["a break", paragraphOf(words("a"), { type: "hardBreak" }, words("b")), "<p>a<br>b</p>"],
		[
			"one link with a bold word",
			paragraphOf(words("a", link("https://caf.fr")), words("b", bold, link("https://caf.fr")), words("c", bold)),
			'<p><a href="https://caf.fr" rel="noopener noreferrer nofollow">a<strong>b</strong></a><strong>c</strong></p>',
		],
		[
			"two links",
			paragraphOf(words("a", link("http://a.fr")), words("b", link("mailto:b@b.fr"))),
			'<p><a href="http://a.fr" rel="noopener noreferrer nofollow">a</a><a href="mailto:b@b.fr" rel="noopener noreferrer nofollow">b</a></p>',
		],
		["a link to a script", paragraphOf(words("a", link("javascript:alert(1)"))), "<p>a</p>"],
		["a link to nothing", paragraphOf(words("a", link(null))), "<p>a</p>"],
		["a node named like a property", { type: "constructor", content: [] }, ""],
	])("%s", (_, node, expected) => {
		expect(renderNodes([node], stringInk).join("")).toBe(expected);
	});
});

it("an ink puts its controls where they belong", () => {
	const ink: Ink<string> = {
		...stringInk,
		option: (each, line) => ["<option>", each.id, ...line],
		variants: (variants) => [`<variants>${variants.chosen}`],
		rowEnd: (_, row) => [`<row>${row.id}`],
		tableEnd: (table) => [`<table-end>${table.id}`],
		sectionStatus: (each) => [`<status>${each.id}`],
		logoEnd: (each) => [`<logo>${each.id}`],
		partEnd: (each) => [`<part>${each.id}`],
	};
	const variant = { id: "v1", label: "Un", blocks: [paragraph("w", "w")] };
	const growing = { owner: "all" as const, columns: ["A", "B"], initial: ["r"] };
	const blocks: Block[] = [
		list(item("a", true), item("b")),
		{ type: "variants", id: "v", label: "", initial: "v1", variants: [variant] },
		{ type: "table", id: "t", rows: [{ cells: [cell("h")] }], growing },
		{ type: "section", id: "s" },
		{ type: "logos" },
	];
	const text = assemble(model([article(...blocks)], more), state({ structure: { parties } }));
	const written = render(text, ink).join("");
	for (const control of [
		"<option>a",
		"<variants>v1<p",
		"<row>r</td></tr>",
		"<table-end>t</div>",
		"<status>s<",
		"<logo>caf<",
		"<part>article-1</section>",
	]) {
		expect(written.split(control)).toHaveLength(2);
	}
});

describe("what is attached to an annexe", () => {
	const image = {
		id: "f-1",
		hash: "a".repeat(64),
		type: "image/png" as const,
		name: "plan.png",
		bytes: 2_400_000,
		size: { width: 40, height: 30 },
		alt: null as string | null,
		title: "",
	};
	const sheet = { ...image, id: "f-2", type: "application/pdf" as const, name: "avis.pdf", size: null };
	const annexe = (...files: AttachedFile[]) =>
		assemble(
			model([part("annex", 1, [{ type: "section", id: "s" }])], more),
			state({ structure: { parties, files: { "annex-1": files } } }),
		);

	it("stands at its end, an image with its words, a PDF with its weight", () => {
		const written = html(annexe({ ...image, alt: "Un plan", title: "L'école" }, { ...sheet, title: "Avis" }));
		expect(written.slice(written.indexOf("<figure"))).toBe(
			`<figure class="file file--image" data-file="f-1"><img src="files/${image.hash}" alt="Un plan" width="40" height="30">` +
				`<figcaption><bdi>L’école</bdi></figcaption></figure><figure class="file file--pdf" data-file="f-2">` +
				`<a href="files/${image.hash}" target="_blank" rel="noopener"><bdi>Avis</bdi><span class="unseen"> (nouvel onglet)</span></a>` +
				` <span class="file-about">avis.pdf, PDF, 2,4\u00A0Mo</span></figure></section>`,
		);
	});

	it("an image that only adorns has an empty text, one that nobody described says so", () => {
		expect(html(annexe({ ...image, alt: "" }))).toContain('alt=""');
		expect(html(annexe(image))).toContain('alt="Image sans description : plan.png"');
	});

	it("is in the plain text, and in no markup", () => {
		expect(plainText(annexe({ ...image, alt: "Un plan" }, sheet))).toContain("[Image : Un plan]\n[PDF : avis.pdf]");
		expect(html(annexe({ ...image, alt: '"><script>' }))).toContain('alt="&quot;&gt;&lt;script&gt;"');
	});

	it("a PDF stands in place of what was to be written, an image does not", () => {
		const required = (text: Text) => text.parts[0]?.blocks.some((block) => block.type === "section" && block.required);
		expect([annexe(), annexe(image), annexe(image, sheet)].map(required)).toEqual([true, true, false]);
	});
});

describe("nothing that a person typed becomes markup", () => {
	const TAG = /<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>/g;
	const ATTRIBUTES = "id class role rel href scope colspan rowspan start type".split(" ");
	const nasty = fc.oneof(
		fc.string(),
		fc.string({ unit: "binary" }),
		fc.constantFrom(
			"<script>alert(1)</script>",
			'"><img src=x onerror=1>',
			"' onclick='",
			"]]>",
			"<!--",
			"&lt;",
			"javascript:1",
		),
	);
	const href = fc.oneof(
		nasty,
		nasty.map((rest) => `https://${rest}`),
	);
	const mark = fc.oneof(
		fc.record({ type: fc.constant("link"), attrs: fc.record({ href }) }),
		fc.record({ type: fc.oneof(nasty, fc.constantFrom("bold", "italic", "superscript")) }),
	);
	const leaf = fc.record({ type: fc.constant("text"), text: nasty, marks: fc.array(mark, { maxLength: 3 }) });
	const nodeTypes =
		"paragraph heading bulletList orderedList listItem table tableRow tableCell tableHeader hardBreak".split(" ");
	const { node } = fc.letrec<{ node: Node }>((tie) => ({
		node: fc.oneof(
			{ maxDepth: 4 },
			leaf,
			fc.record({
				type: fc.oneof(fc.constantFrom(...nodeTypes), nasty),
				attrs: fc.record({ level: nasty, start: nasty, type: nasty, colspan: nasty, rowspan: nasty }),
				content: fc.array(tie("node"), { maxLength: 3 }),
			}),
		),
	}));

	const checkMarkup = (written: string) => {
		const open: string[] = [];
		for (const [, slash, tag = "", attributes = ""] of written.matchAll(TAG)) {
			if (slash) expect(open.pop()).toBe(tag);
			else if (tag !== "br") open.push(tag);
			expect(["script", "style", "img", "iframe", "object", "form"]).not.toContain(tag);
			for (const [, name = "", value = ""] of attributes.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
				expect(ATTRIBUTES.includes(name) || /^(aria|data)-[a-z]+$/.test(name)).toBe(true);
				if (name === "href") expect(value).toMatch(/^(#|https?:\/\/|mailto:)/i);
			}
		}
		expect(open).toEqual([]);
		expect(written.replace(TAG, "")).not.toMatch(/[<>"]/);
	};

	it("in fields, names and free sections", () => {
		fc.assert(
			fc.property(
				nasty,
				nasty,
				fc.array(node, { maxLength: 4 }),
				fc.constantFrom("drafting", "signed"),
				(value, name, content, phase) => {
					const people = [party("caf", "caf", [name], name), { ...party("lys", "commune"), name, alias: name }];
					const blocks: Block[] = [
						paragraph("p", blank("x"), blank("d")),
						paragraph("q", { type: "party", what: "name" }),
						{ type: "section", id: "s" },
						{ type: "signatures" },
						{ type: "logos" },
					];
					const given = state({
						fields: { x: value, d: value, "signataire.caf-1": value },
						sections: { s: content },
						structure: { parties: people, phase: phase as "drafting" },
					});
					checkMarkup(html(assemble(model([article(...blocks)], more), given)));
				},
			),
		);
	});

	it("and nothing of a paragraph is lost", () => {
		const decode = (written: string) =>
			written.replace(
				/&(amp|lt|gt|quot|#39);/g,
				(_, name) => ({ amp: "&", lt: "<", gt: ">", quot: '"' })[name as "amp"] ?? "'",
			);
		fc.assert(
			fc.property(
				nasty.filter((text) => text !== ""),
				(text) => {
					const written = renderNodes(lines(text), stringInk).join("");
					expect(decode(written.slice("<p>".length, -"</p>".length))).toBe(text);
				},
			),
		);
	});
});
