import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { models } from "../../shared/model/models.ts";
import { outlineOf } from "../../shared/text/outline.ts";
import { inlineText, plainText } from "../../shared/text/plain.ts";
import { readCanonical } from "../../shared/version/canonical.ts";
import { textOf } from "../../shared/version/thaw.ts";
import { printed } from "./support/press.ts";
import { ask, attachmentsOf } from "./support/tools.ts";
import { acts, modelNamed, signed, type Version, versionOf } from "./support/versions.ts";

/** Letters and digits alone: lines are cut, hyphenated and spaced for the page. */
const letters = (text: string) => text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");

/** What stands between head and foot, in the order in which it was laid out. */
const pagesOf = (pdf: Uint8Array): string[] =>
	ask(pdf, "pdftotext", "-raw", "-r", "72", "-x", "0", "-y", "66", "-W", "596", "-H", "690", "FILE", "-")
		.split("\f")
		.slice(0, -1);

/** Each paragraph, item and cell that a reader reads, in order; notes stand at the foot of their page. */
function linesOf({ canonical }: Version, pages: number): string[] {
	const text = textOf(readCanonical(canonical), signed(), pages);
	// A party's name beside several signatories is drawn after the first of them.
	const parts = text.parts.map((part) => ({
		...part,
		blocks: part.blocks.filter(({ type }) => type !== "signatures"),
	}));
	const read = plainText({ ...text, parts, notes: [] }).split(/[\n\t]/);
	return read.map(letters).filter((line) => line !== "");
}

describe.each(models.map(({ id }) => id))("%s", (id) => {
	const version = versionOf(modelNamed(id));
	let pdf: Uint8Array;
	let pages: number;
	beforeAll(async () => {
		({ pdf, pages } = await printed(version.canonical, signed()));
	});

	it("is a tagged PDF that others read without complaint", () => {
		const info = ask(pdf, "pdfinfo", "FILE");
		expect(info).toMatch(/^Tagged: +yes$/m);
		expect(info).toMatch(new RegExp(`^Pages: +${pages}$`, "m"));
		expect(info).toMatch(/A4/);
		expect(ask(pdf, "qpdf", "--check", "FILE")).toMatch(/No syntax or stream encoding errors/);
	});

	it("holds every sentence of the text, in order", () => {
		const [cover = "", ...others] = pagesOf(pdf);
		let whole = letters(others.join(""));
		for (const { number, content } of version.text.notes) {
			const note = letters(`${number}${inlineText(content)}`);
			expect(whole).toContain(note);
			whole = whole.replace(note, "");
		}
		const lines = linesOf(version, pages);
		const body = lines.indexOf("Sommaire");
		for (const line of lines.slice(0, body)) expect(letters(cover)).toContain(line);
		let at = 0;
		for (const line of lines.slice(body)) {
			const found = whole.indexOf(line, at);
			expect(found < 0 ? `${line} is not behind ${whole.slice(at - 60, at)}` : "").toBe("");
			at = found + line.length;
		}
	});

	it("has a place to sign for each signatory of each party (R12)", () => {
		const closing = pagesOf(pdf).find((page) => /^Partie Signataire Signature$/m.test(page)) ?? "";
		for (const { shortName, signatories } of version.parties) {
			expect(letters(closing)).toContain(letters(shortName));
			for (const { title, civility, name } of signatories) {
				expect(letters(closing)).toContain(letters(`${title}${civility}${name}`));
			}
		}
	});

	it("gives each line of the sommaire the page where its part stands, and leads there (R2)", () => {
		const read = pagesOf(pdf);
		const sommaire = read.findIndex((page) => /^Sommaire$/m.test(page));
		const told = letters(read[sommaire] ?? "");
		const entries = outlineOf(version.text);
		for (const { label, title } of entries) {
			const heading = letters(`${label}${title}`);
			const page = read.findIndex((each, index) => index > sommaire && letters(each).includes(heading));
			expect(told).toContain(`${heading}${page + 1}`);
		}
		expect(linksOf(pdf, sommaire)).toBe(entries.length);
	});

	it("says how many pages it has where the text counts them (R3)", () => {
		if (!plainText(version.text).includes("…")) return;
		expect(letters(pagesOf(pdf).join(""))).toContain(letters(`comporte ${pages} pages`));
	});

	it("is the same, byte for byte, for the same version and acts", async () => {
		const again = await printed(version.canonical, signed());
		expect(Buffer.compare(again.pdf, pdf)).toBe(0);
	});
});

/** How many links a page has that lead to a place in the document, as qpdf sees them. */
function linksOf(pdf: Uint8Array, page: number): number {
	const { pages, qpdf } = JSON.parse(ask(pdf, "qpdf", "--json", "FILE"));
	const objects = qpdf[1];
	const objectAt = (ref: string) => objects[`obj:${ref}`].value;
	const links: string[] = objectAt(pages[page].object)["/Annots"];
	return links.map(objectAt).filter((link) => link["/Subtype"] === "/Link" && link["/Dest"]).length;
}

describe("a version", () => {
	const version = versionOf(modelNamed("ctg-2024"));
	let pdf: Uint8Array;
	let pages: number;
	beforeAll(async () => {
		({ pdf, pages } = await printed(version.canonical, signed()));
	});
	const digest = createHash("sha256").update(version.canonical).digest("hex");

	/** Page by page, heads and feet included. */
	const whole = (pdf: Uint8Array) => ask(pdf, "pdftotext", "FILE", "-").split("\f").slice(0, -1);

	it("is marked PROJET on every page until the last signature, and on none after (R19)", async () => {
		const draft = whole((await printed(version.canonical, acts())).pdf);
		for (const page of draft) expect(page.match(/^PROJET$/gm)).toHaveLength(1);
		expect(whole(pdf).join("")).not.toMatch(/PROJET|Projet\./);
		expect(Buffer.from(pdf).includes("PROJET")).toBe(false);
	});

	it("has its number, the digest and a box for initials at the foot of each page (R18)", () => {
		const short = digest.slice(0, 16).match(/.{4}/g)?.join(" ") ?? "";
		whole(pdf).forEach((page, index) => {
			expect(page).toContain(`page ${index + 1} / ${pages}`);
			expect(page).toContain(short);
			expect(page).toContain("Paraphes");
		});
	});

	it("carries the very bytes that the digest names", () => {
		const attached = attachmentsOf(pdf).get("convention.json");
		expect(attached && createHash("sha256").update(attached).digest("hex")).toBe(digest);
	});

	it("declares what it keeps to: PDF/UA-1 and PDF/A-3a", () => {
		const metadata = ask(pdf, "pdfinfo", "-meta", "FILE");
		expect(metadata).toContain("<pdfuaid:part>1</pdfuaid:part>");
		expect(metadata).toContain("<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>");
		const catalog = JSON.parse(ask(pdf, "qpdf", "--json", "--json-key=qpdf", "FILE")).qpdf[1];
		const { value } = catalog[`obj:${catalog.trailer.value["/Root"]}`];
		expect(value["/ViewerPreferences"]["/DisplayDocTitle"]).toBe(true);
		expect(value["/Lang"]).toBe("u:fr-FR");
		expect(value["/OutputIntents"]).toHaveLength(1);
		expect(value["/AF"]).toHaveLength(1);
	});

	it("embeds every font it is set in, and none but ours", () => {
		const fonts = ask(pdf, "pdffonts", "FILE").trim().split("\n").slice(2);
		expect(fonts.length).toBeGreaterThan(3);
		for (const font of fonts) {
			expect(font).toMatch(/^[A-Z]{6}\+(SourceSerif4|Inter|DejaVuSans)/);
			// emb sub uni: embedded, a subset, with the characters that its shapes mean.
			expect(font).toMatch(/ yes yes yes +\d+ +\d+$/);
		}
	});

	it("says what was done and by whom on its last page, and has as many pages before and after", async () => {
		const before = await printed(version.canonical, acts({ link: signed().link }));
		expect(before.pages).toBe(pages);
		expect(letters(whole(before.pdf).at(-1) ?? "")).toContain(letters("Le Maire : en attente"));
		const last = letters(whole(pdf).at(-1) ?? "");
		for (const said of [digest, "Inès Vasseur, le 14 mars 2026", "n° 2026-014 du 31 mars 2026"]) {
			expect(last).toContain(letters(said));
		}
		expect(last).toContain(letters("Signé électroniquement le 3 avril 2026 à 14:05"));
	});
});
