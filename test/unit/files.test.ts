import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { annexesFor, annexesOf } from "../../shared/convention/annexes.ts";
import { isFailure, sentenceOf } from "../../shared/failure.ts";
import { shownBytes } from "../../shared/files/limits.ts";
import { cleanName, shortLine } from "../../shared/files/name.ts";
import { recognise } from "../../shared/files/recognise.ts";
import { modelOf } from "../../shared/model/models.ts";
import { jpeg, pdf, png, pngHeader, webp } from "../files.ts";

const of = (...pieces: (string | Uint8Array)[]) =>
	new Uint8Array(
		Buffer.concat(pieces.map((piece) => (typeof piece === "string" ? Buffer.from(piece, "latin1") : piece))),
	);
const without = (bytes: Uint8Array, last: number) => bytes.slice(0, bytes.length - last);

function refusal(bytes: Uint8Array): string {
	const outcome = recognise(bytes, "plan.png");
	if (!isFailure(outcome)) return `taken as ${outcome.type}`;
	expect(sentenceOf(outcome)).toMatch(/^« plan\.png » .*\.$/);
	return outcome.code;
}

describe("what a file is", () => {
	it.each([
		["a PNG", png(40, 30), "image/png", { width: 40, height: 30 }],
		["a JPEG", jpeg(), "image/jpeg", { width: 8, height: 16 }],
		["a photograph that lies on its side", jpeg(6), "image/jpeg", { width: 16, height: 8 }],
		["a photograph upside down", jpeg(3), "image/jpeg", { width: 8, height: 16 }],
		["a WebP", webp(), "image/webp", { width: 1, height: 1 }],
		["a PDF", pdf(), "application/pdf", null],
	])("is told from its bytes: %s", (_, bytes, type, size) => {
		expect(recognise(bytes, "x")).toEqual({ type, bytes, size });
	});

	const page = "<!doctype html><script>alert(1)</script>";
	const archive = "PK\x03\x04\x14\x00\x00\x00\x08\x00";

	it.each([
		["nothing", of("")],
		["one byte", of("\x89")],
		["a text", of("Bonjour")],
		["a page", of(page)],
		["an SVG with a program", of(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`)],
		["an SVG behind an XML line", of(`<?xml version="1.0"?><svg onload="alert(1)"/>`)],
		["a GIF that is an archive too", of("GIF89a", new Uint8Array(20), archive)],
		["an archive renamed, or a .docx", of(archive, "word/document.xml")],
		["a PDF behind a page", of(page, pdf())],
		["a PNG behind a line", of("\n", png())],
		["a TIFF", of("II*\x00", new Uint8Array(40))],
		["a RIFF that is sound", of("RIFF\x24\x00\x00\x00WAVEfmt ", new Uint8Array(40))],
	])("refuses by its type: %s", (_, bytes) => {
		expect(refusal(bytes)).toBe("fileType");
	});

	it.each([
		["a PNG header with a page after it", of("\x89PNG\r\n\x1a\n", page)],
		["a PNG that begins with another chunk", of(png().slice(0, 8), png().slice(33))],
		["a PNG without pixels", of(png().slice(0, 33), "\0\0\0\0IEND\xaeB`\x82")],
		["a PNG cut short", without(png(), 12)],
		["a PNG cut within a chunk", without(png(), 14)],
		["a JPEG header with a page after it", of("\xff\xd8\xff\xe0", page)],
		["a JPEG cut short", without(jpeg(), 2)],
		["a JPEG cut before its pixels", jpeg().slice(0, 100)],
		["a JPEG of three bytes", of("\xff\xd8\xff")],
		["a JPEG with an end and no pixels", of("\xff\xd8\xff\xd9")],
		["a WebP cut short", without(webp(), 4)],
		["a WebP without pixels", of("RIFF\x16\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00", new Uint8Array(10))],
		["a WebP with a page in it", of("RIFF\x10\x00\x00\x00WEBP<html><b>")],
		["a PDF without an end", without(pdf(), 7)],
		["a PDF with its end far from the end", of(pdf(), new Uint8Array(2000))],
		["an image of no width", pngHeader(0, 10)],
	])("refuses as damaged: %s", (_, bytes) => {
		expect(refusal(bytes)).toBe("fileBroken");
	});

	it("refuses a PDF under a password, and one that does more than be read", () => {
		expect(refusal(pdf("trailer << /Encrypt 12 0 R >>\n"))).toBe("fileEncrypted");
		expect(refusal(pdf("4 0 obj\n<< /S /JavaScript /JS (1) >>\nendobj\n"))).toBe("pdfScript");
	});

	it("refuses more pixels than a screen's memory holds", () => {
		expect(refusal(pngHeader(12_001, 10))).toBe("imageTooBig");
		expect(refusal(pngHeader(10, 12_001))).toBe("imageTooBig");
		expect(refusal(pngHeader(11_000, 11_000))).toBe("imageTooBig");
		expect(refusal(pngHeader(12_000, 8_000))).toBe("taken as image/png");
	});

	it.each([
		["a page behind a PNG", png(), page],
		["an archive behind a JPEG", jpeg(), archive],
		["a film behind a photograph", jpeg(1), "\0\0\0\x18ftypmp42"],
		["a page behind a WebP", webp(), page],
	])("leaves out what hides behind an image: %s", (_, image, behind) => {
		expect(recognise(of(image, behind), "x")).toMatchObject({ bytes: image });
	});

	it("ends on any bytes, and takes an image only whole", { timeout: 20_000 }, () => {
		const seeds = [png(), jpeg(), jpeg(6), webp(), pdf()];
		const mutated = fc
			.tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }), fc.nat())
			.map(([seed, changes, cut]) => {
				const bytes = seed.slice(0, cut % 3 === 0 ? cut % seed.length : seed.length);
				for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
				return bytes;
			});
		fc.assert(
			fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 200 })), (bytes) => {
				const outcome = recognise(bytes, "x");
				if (isFailure(outcome)) return;
				expect(outcome.bytes.length).toBeLessThanOrEqual(bytes.length);
				expect(recognise(outcome.bytes, "x")).toEqual(outcome);
			}),
			{ numRuns: 3_000 },
		);
	});
});

describe("the name of a file", () => {
	it.each([
		["photo.png", "image/png", "photo.png"],
		["Photo.JPEG", "image/jpeg", "Photo.JPEG"],
		["délibération du 17.01.pdf", "application/pdf", "délibération du 17.01.pdf"],
		["C:\\Users\\rose\\plan.png", "image/png", "plan.png"],
		["../../etc/passwd", "application/pdf", "passwd.pdf"],
		["plan.svg", "image/png", "plan.png"],
		["facture.pdf.exe", "application/pdf", "facture.pdf"],
		["annexe v1.2", "application/pdf", "annexe v1.2.pdf"],
		["gnp.\u202Efdp.exe", "image/png", "gnp.fdp.png"],
		["a\u0000b\u200Bc\u2066d.png", "image/png", "abcd.png"],
		["deux\nlignes.png", "image/png", "deux lignes.png"],
		['a"b<c>d|e.png', "image/png", "a_b_c_d_e.png"],
		["...", "image/webp", "image.webp"],
		[".pdf", "application/pdf", "document.pdf"],
		["", "application/pdf", "document.pdf"],
		["e\u0301cole.png", "image/png", "école.png"],
	] as const)("%j of type %s is kept as %j", (given, type, kept) => {
		expect(cleanName(given, type)).toBe(kept);
	});

	it("is at most 120 characters, ending included, and never cut within one", () => {
		expect(cleanName(`${"a".repeat(300)}.jpeg`, "image/jpeg")).toBe(`${"a".repeat(115)}.jpeg`);
		expect(cleanName("😀".repeat(200), "image/png")).toBe(`${"😀".repeat(116)}.png`);
	});

	it("has nothing unseen in it, whatever was sent, and cleaning it again changes nothing", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", maxLength: 300 }), (given) => {
				const name = cleanName(given, "application/pdf");
				expect(name).not.toMatch(/\p{Cc}|\p{Cf}|[/\\"]/u);
				expect(name.toLowerCase().endsWith(".pdf")).toBe(true);
				expect([...name].length).toBeLessThanOrEqual(120);
				expect(cleanName(name, "application/pdf")).toBe(name);
			}),
		);
	});

	it("what is typed of a file stays on one line", () => {
		expect(shortLine("  Le plan\r\n de la\u2028 crèche \u202E ", 300)).toBe("Le plan de la crèche");
		expect(shortLine("abcdef", 3)).toBe("abc");
		// What stood on both sides of the unseen comes together.
		expect(shortLine("a\t\u0000\tb e\u200D\u0301", 300)).toBe("a b é");
	});
});

it("a weight is said as people say it", () => {
	expect([400, 640_000, 1_000_000, 2_440_000, 20_000_000].map(shownBytes)).toEqual([
		"1\u00A0ko",
		"640\u00A0ko",
		"1\u00A0Mo",
		"2,4\u00A0Mo",
		"20\u00A0Mo",
	]);
});

it("an annexe is of the side that alone writes in it", () => {
	const ctg = modelOf("ctg-2024");
	const acte = modelOf("acte-engagement-ctg");
	if (!ctg || !acte) throw new Error("a model is missing");
	expect(annexesOf(ctg)).toEqual([
		{ id: "annexe-1", owner: "all" },
		{ id: "annexe-2", owner: "all" },
		{ id: "annexe-3", owner: null, late: "deliberation" },
	]);
	expect(annexesOf(acte).map(({ owner }) => owner)).toEqual(["commune", "all", "all", null]);
	expect(annexesFor("commune", acte)).toEqual(["annexe-1", "annexe-2", "annexe-3"]);
	expect(annexesFor("caf", acte)).toEqual(["annexe-2", "annexe-3"]);
});
