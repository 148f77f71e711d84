import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sentenceOf } from "../../../shared/failure.ts";
import { models } from "../../../shared/model/models.ts";
import { assemble } from "../../../shared/text/assemble.ts";
import { coverageOf } from "../../../worker/press/fonts/coverage.ts";
import { uncovered, unprintable } from "../../../worker/press/fonts/unprintable.ts";
import { acts } from "../../press/support/versions.ts";
import * as build from "../text-builder.ts";

const folder = join(import.meta.dirname, "../../../worker/press/fonts");
const font = (name: string) => coverageOf(new Uint8Array(readFileSync(join(folder, name))).buffer as ArrayBuffer);
const serif = font("SourceSerif4-Regular.ttf");
const symbols = font("DejaVuSans.ttf");
const fonts = [serif, symbols];

describe("the fonts we ship", () => {
	it("draw what French contracts are written with", () => {
		const french =
			"àâäæçéèêëîïôœùûüÿ ÀÂÄÆÇÉÈÊËÎÏÔŒÙÛÜŸ « » ‹ › “ ” ‘ ’ „ … – — ‐ ‑ • · € £ § ¶ † ‡ ° ² ³ ½ ¼ ¾ × ÷ ± ≤ ≥ ≠ ≈ → ← № ™ ® © ª º";
		const others = "Ž š ł ő ğ ş ı ț ą ñ ß ð þ Ω α β Я ж ▪ ▫ ■ □ ● ○ ◦ ‣ ➢ ✓ ✔ ✗ ☐ ☑ ☒ ★ ☎ ✉";
		expect(uncovered(`${french}\u00a0\u202f\u2009 ${others}`, fonts)).toEqual([]);
	});

	it("draw every letter of every model", () => {
		for (const model of models) expect(uncovered(JSON.stringify(model), fonts)).toEqual([]);
	});

	it.each(["Regular", "Italic", "Bold", "BoldItalic"])("are complete: Source Serif 4 %s", (style) => {
		expect(font(`SourceSerif4-${style}.ttf`).size).toBe(serif.size);
		expect(serif.size).toBeGreaterThan(900);
	});
});

describe("what no font draws", () => {
	it("is told as a reader sees it, once", () => {
		expect(uncovered("Bonjour 👩‍👧 et 👩‍👧, שלום", fonts)).toEqual(["👩‍👧", "👩‍👧"]);
		expect(uncovered("日本", fonts)).toEqual(["日", "本"]);
	});

	it("is a letter with a mark of which no single font has both", () => {
		const latin = new Set(["x".codePointAt(0) as number]);
		const mark = new Set([0x0302]);
		expect(uncovered("x\u0302", [latin, mark])).toEqual(["x\u0302"]);
		expect(uncovered("x\u0302", [new Set([...latin, ...mark])])).toEqual([]);
	});

	it("counts nothing that has no shape: joiners, selectors, breaks", () => {
		expect(uncovered("☐\ufe0f a\u200db\nc", fonts)).toEqual([]);
	});

	const none = acts();
	const section = build.section("article-1");
	const withText = (words: string) => {
		const model = build.model([build.article({ type: "section", id: section.id })], { sections: [section] });
		return assemble(model, build.state({ sections: { [section.id]: build.lines(words) } }));
	};

	it("is refused with its place, in a sentence that says what to do", () => {
		const refusal = unprintable(withText("Une ⛄ de neige, deux ⛄."), none, fonts);
		expect(refusal?.detail?.characters).toEqual([
			{ character: "⛄", code: "U+26C4", where: { part: "article-1", kind: "section", id: section.id, quote: "⛄" } },
		]);
		expect(refusal && sentenceOf(refusal)).toBe(
			"Aucune police du document ne contient « ⛄ » (U+26C4, Article 1). Remplacez ce caractère, puis soumettez à nouveau.",
		);
		expect(unprintable(withText("Un bonhomme de neige ☃.\tEt"), none, fonts)).toBeNull();
	});

	it("is found wherever a reader could meet it", () => {
		const snowman = "⛄";
		const item = build.item("l1");
		item.content = [build.text(snowman)];
		const cell = { id: "c", header: false, colspan: 1, rowspan: 1, blocks: [build.paragraph("p", snowman)] };
		const named = build.party("caf", "caf", [snowman]);
		const places = {
			title: build.model([build.part("article", 1, [], snowman)]),
			clause: build.model([build.article(build.paragraph("p", snowman))]),
			item: build.model([build.article(build.list(item))]),
			cell: build.model([build.article({ type: "table", id: "t", rows: [{ cells: [cell] }], growing: null })]),
			note: build.model([build.article(build.paragraph("p", build.note("n")))], {
				notes: [{ id: "n", content: [build.text(snowman)] }],
			}),
			signatures: build.model([build.part("closing", null, [{ type: "signatures" }])]),
		};
		for (const [place, model] of Object.entries(places)) {
			const text = assemble(model, build.state({ structure: { parties: [named] } }));
			expect([place, unprintable(text, none, fonts)?.code]).toEqual([place, "unprintable"]);
		}
	});
});
