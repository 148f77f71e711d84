import { Buffer } from "node:buffer";
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import { inspectPdf } from "../../shared/files/pdf/inspect.ts";
import { compressedPdf, joined, objectStream, pdfOf, pdfWith, revised, stream } from "../pdf.ts";

const SCRIPT: string = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";

describe("a PDF that is only there to be read", () => {
	it.each([
		["plain", pdfWith([])],
		["compressed", compressedPdf([])],
		["with a page to open first", pdfWith(["[3 0 R /Fit]"], "/OpenAction 4 0 R")],
		["with a way to go first", pdfWith(["<< /S /GoTo /D [3 0 R /Fit] >>"], "/OpenAction 4 0 R")],
		["with a link to the web", pdfWith(["<< /Subtype /Link /A << /S /URI /URI (https://exemple.fr) >> >>"])],
		["with a font called AA", pdfWith(["<< /Font << /AA 5 0 R >> >>", "<< /Type /Font /Subtype /Type1 >>"])],
		["that tells of /JavaScript", pdfWith(["<< /Title (Le mot /JavaScript et /JS) /S <2F4C61756E6368> >>"])],
		["that shows /JavaScript", pdfWith([stream("", Buffer.from("BT (/JS /Launch) Tj ET"))])],
		["with a form to fill in", pdfWith(["<< /Fields [] >>"], "/AcroForm 4 0 R")],
		["signed", pdfWith(["<< /Type /Sig /Filter /Adobe.PPKLite /Contents <00> >>"])],
		["with a profile of colours", pdfWith([stream("/N 3", deflateSync(Buffer.from("ICC")))])],
		["with outlines", pdfWith(["<< /First 5 0 R /Last 5 0 R /Count 1 >>", "<< /Title (Un) /Parent 4 0 R >>"])],
	])("is taken: %s", (_, bytes) => {
		expect(inspectPdf(bytes)).toEqual({ pages: 1 });
	});

	it("has its pages counted, whatever it says of their number", () => {
		const tree = [
			"<< /Type /Catalog /Pages 2 0 R >>",
			"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 900 >>",
			"<< /Type /Pages /Kids 7 0 R >>",
			"<< /Type /Page /Parent 2 0 R >>",
			"<< /Type /Page /Parent 3 0 R >>",
			"<< /Type /Page /Parent 3 0 R >>",
			"[5 0 R 6 0 R]",
		];
		expect(inspectPdf(pdfOf(tree))).toEqual({ pages: 3 });
		expect(inspectPdf(revised(pdfOf(tree), { 7: "[5 0 R]" }))).toEqual({ pages: 2 });
	});
});

describe("a PDF that does more", () => {
	const hidden = "/J#61va#53cript";
	it.each([
		["a script", pdfWith([SCRIPT]), "pdfScript"],
		["a script under an escaped name", pdfWith([`<< /S ${hidden} /J#53 5 0 R >>`]), "pdfScript"],
		["a script whose kind stands apart", pdfWith(["<< /S 5 0 R /X 6 0 R >>", hidden]), "pdfScript"],
		["a script in a compressed object", compressedPdf([`<< /S ${hidden} >>`]), "pdfScript"],
		["scripts by name", pdfWith([], "/Names << /JavaScript 9 0 R >>"), "pdfScript"],
		["a script deep inside", pdfWith([`[[<< /A [<< /B ${SCRIPT} >>] >>]]`]), "pdfScript"],
		["a script that a later revision took out", revised(pdfWith([SCRIPT]), { 4: "<< >>" }), "pdfScript"],
		["a script that a later revision brought", revised(pdfWith(["<< >>"]), { 4: SCRIPT }), "pdfScript"],
		["a script behind an unknown keyword", pdfWith(["<< /A endobj /S /JavaScript >>"]), "pdfScript"],
		["a script inside a comment", pdfWith([`<< >> % 7 0 obj ${SCRIPT}`]), "pdfScript"],
		["a script behind a comment", pdfWith([`<< >>\nendobj\n7 0 % seven\nobj ${SCRIPT}`]), "pdfScript"],
		["a script inside a picture", pdfWith([stream("", Buffer.from(`7 0 obj ${SCRIPT} endobj`))]), "pdfScript"],
		["a script in what is never closed", pdfWith([], `/Names << /A << /B [${SCRIPT}`), "pdfScript"],
		["a script on an event", pdfWith([`<< /AA << /O ${SCRIPT} >> >>`]), "pdfScript"],
		["a program to open", pdfWith(["<< /S /Launch /F (cmd.exe) >>"]), "pdfAction"],
		["data to send", pdfWith(["<< /S /SubmitForm /F (https://exemple.fr) >>"]), "pdfAction"],
		["an address that opens by itself", pdfWith(["<< /S /URI /URI (x:) >>"], "/OpenAction 4 0 R"), "pdfAction"],
		["a printer that starts by itself", pdfWith([], "/OpenAction << /S /Named /N /Print >>"), "pdfAction"],
		["actions on events", pdfWith(["<< /WC << /S /GoTo >> >>"], "/AA 4 0 R"), "pdfAction"],
		["actions on a page's events", pdfWith(["<< /AA << /O 5 0 R >> >>"]), "pdfAction"],
		["files", pdfWith([], "/Names << /EmbeddedFiles << /Names [(x) 4 0 R] >> >>"), "pdfAttachment"],
		["a file behind a pin", pdfWith(["<< /Subtype /FileAttachment /FS 5 0 R >>"]), "pdfAttachment"],
		["a file of its own", pdfWith(["<< /Type /Filespec /EF << /F 5 0 R >> >>"]), "pdfAttachment"],
		["a dynamic form", pdfWith(["<< /XFA [(a) 5 0 R] >>"], "/AcroForm 4 0 R"), "pdfForm"],
		["a film", pdfWith(["<< /Subtype /RichMedia >>"]), "pdfMedia"],
		["a sound", pdfWith(["<< /S /Sound /Sound 5 0 R >>"]), "pdfMedia"],
	])("is refused for %s", (_, bytes, why) => {
		expect(inspectPdf(bytes)).toBe(why);
	});

	it("is refused for a password before all else, in a trailer as in a compressed table", () => {
		const table = "<< /Type /X#52ef /Root 1 0 R /Encr#79pt << /Filter /Standard >> >>";
		expect(inspectPdf(pdfWith([table]))).toBe("fileEncrypted");
		expect(inspectPdf(joined(pdfWith([SCRIPT]), "trailer << /Encrypt 9 0 R >>\n%%EOF"))).toBe("fileEncrypted");
		expect(inspectPdf(pdfWith(["<< /EncryptMetadata false >>"]))).toEqual({ pages: 1 });
	});
});

describe("a PDF that cannot be read to its end", () => {
	const twice = (data: Buffer) =>
		stream("/N 1 /First 4 /Filter [/FlateDecode /FlateDecode]", deflateSync(deflateSync(data)));
	const one = deflateSync(Buffer.from("4 0 << >>"));
	it.each([
		["objects deflated twice", twice(Buffer.from("4 0 << >>"))],
		["objects under a filter that none uses", stream("/N 1 /First 4 /Filter /ASCIIHexDecode", Buffer.from("34>"))],
		["objects behind a predictor", stream("/N 1 /First 4 /Filter /FlateDecode /DecodeParms << /Predictor 12 >>", one)],
		["objects whose place is said elsewhere", stream("/N 1 /First 9 0 R /Filter /FlateDecode", one)],
		["objects of two filters", stream("/N 1 /First 4 /Filter /FlateDecode /Filter /LZW", one)],
		["objects cut short", stream("/N 1 /First 4 /Filter /FlateDecode", one.subarray(0, -8))],
		["objects that are no deflate", stream("/N 1 /First 4 /Filter /FlateDecode", Buffer.from("hello world"))],
		["objects that are not all there", stream("/N 9 /First 4 /Filter /FlateDecode", one)],
		["endless nesting", "[".repeat(100_000)],
		["endless dictionaries", "<</A".repeat(100_000)],
	])("is refused: %s", (_, object) => {
		expect(inspectPdf(pdfWith([object]))).toBe("pdfObscure");
	});

	it.each([
		["no catalogue", pdfOf(["<< /Type /Other >>"])],
		["no page", pdfOf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] >>"])],
		["a page that is not there", pdfOf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] >>"])],
		["pages in a circle", pdfOf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] >>"])],
		["no end", pdfWith([]).slice(0, -8)],
		["nothing", new Uint8Array()],
	])("is refused as damaged: %s", (_, bytes) => {
		expect(inspectPdf(bytes)).toBe("fileBroken");
	});
});

describe("reading a PDF costs little", () => {
	const SOON_MS = 10_000;
	const quickly = (bytes: Uint8Array) => {
		const before = performance.now();
		const outcome = inspectPdf(bytes);
		expect(performance.now() - before).toBeLessThan(SOON_MS);
		return outcome;
	};
	const size = 5_000_000;
	const filled = (piece: string | Uint8Array) => {
		const repeated = Buffer.alloc(size, piece as Uint8Array);
		return pdfWith([repeated]);
	};

	it.each([
		["strings within strings", "1 0 obj ("],
		["dictionaries within dictionaries", "1 0 obj <<"],
		["objects that hold objects, without an end", "1 0 obj << /N 1 /First 1 >> stream\nx\x9c\x03\0"],
		["tables of plain objects", "1 0 obj << /N 9 /First 9 >> stream\n1 0 1 0 1 0 "],
		["names", "/A"],
		["spaces", " "],
		["comments", "% 1 0 obj "],
		["trailers", "trailer <<"],
		["numbers", "1 0 R "],
		["pages", "1 0 obj << /Kids [1 0 R] >>"],
	])("five megabytes of %s", { timeout: 30_000 }, (_, piece) => {
		quickly(filled(piece));
	});

	it("a small file that inflates to a hundred megabytes", { timeout: 30_000 }, () => {
		const bomb = deflateSync(Buffer.alloc(100_000_000, 32));
		expect(quickly(pdfWith([stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", bomb)]))).toBe("pdfObscure");
	});

	it("many that inflate to ten megabytes each", { timeout: 30_000 }, () => {
		const held = objectStream([" ".repeat(10_000_000)]);
		expect(quickly(pdfWith(new Array(100).fill(held)))).toBe("pdfObscure");
	});

	it("an honest one of many objects", { timeout: 30_000 }, () => {
		const element = (index: number) => `<< /Type /StructElem /S /P /P ${index} 0 R /K [0 1 2 3] /Lang (fr-FR) >>`;
		const held = objectStream(
			Array.from({ length: 200 }, (_, index) => element(index)),
			4,
		);
		expect(quickly(pdfWith(new Array(400).fill(held)))).toEqual({ pages: 1 });
	});
});

describe("whatever the bytes", () => {
	const seeds = [
		pdfWith([SCRIPT, stream("", Buffer.from("BT (x) Tj ET"))], "/OpenAction 4 0 R"),
		compressedPdf(["<< /A [1 2 (x) <00>] >>"]),
		revised(compressedPdf([SCRIPT]), { 4: "<< >>" }),
	];
	const mutated = fc
		.tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 12 }), fc.nat())
		.map(([seed, changes, cut]) => {
			const bytes = seed.slice(0, cut % 4 === 0 ? cut % seed.length : seed.length);
			for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
			return joined(bytes, "%%EOF");
		});
	const pieces = [
		"obj",
		"1 0 obj",
		"<<",
		">>",
		"[",
		"]",
		"(",
		")",
		"<",
		">",
		"/N 1",
		"/First 4",
		"stream\n",
		"endstream",
		"%",
		"\n",
		"#",
		"/Kids",
		"1 0 R",
		"trailer",
		"/Root",
		"\x78\x9c\x03\x00",
		"-",
		"9e99",
	];
	const built = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((all) => joined(...all, "%%EOF"));

	it("an inspection ends, and says a number of pages or why not", { timeout: 60_000 }, () => {
		fc.assert(
			fc.property(fc.oneof(mutated, built, fc.uint8Array({ maxLength: 300 })), (bytes) => {
				const outcome = inspectPdf(bytes);
				expect(typeof outcome === "string" || outcome.pages >= 1).toBe(true);
			}),
			{ numRuns: 5_000 },
		);
	});

	it("a script is met wherever its object stands", () => {
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom<string[]>("<< /A 1 >>", "[1 2]", "(x)", "7", "/N"), { maxLength: 8 }),
				fc.nat(8),
				fc.boolean(),
				(others, at, packed) => {
					const objects = others.toSpliced(at % (others.length + 1), 0, SCRIPT);
					expect(inspectPdf(packed ? compressedPdf(objects) : pdfWith(objects))).toBe("pdfScript");
				},
			),
			{ numRuns: 300 },
		);
	});

	it("what a reader finds in it, we find", { timeout: 60_000 }, async () => {
		const carrying = [
			pdfWith([SCRIPT], "/OpenAction 4 0 R"),
			pdfWith([], `/Names << /JavaScript << /Names [(a) ${SCRIPT}] >> >>`),
			pdfWith(
				[stream("/Type /EmbeddedFile", Buffer.from("x"))],
				"/Names << /EmbeddedFiles << /Names [(x) << /F (x) /EF << /F 4 0 R >> >>] >> >>",
			),
		];
		const edit = fc.tuple(fc.nat(), fc.nat(12), fc.constantFrom(...pieces, ""));
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...carrying),
				fc.array(edit, { minLength: 1, maxLength: 8 }),
				async (bytes, edits) => {
					const edited = edits.reduce((whole, [place, gone, piece]) => {
						const at = place % whole.length;
						return joined(whole.subarray(0, at), piece, whole.subarray(at + gone));
					}, bytes);
					const document = joined(edited, "\n%%EOF");
					if (typeof inspectPdf(document) !== "string") expect(await carriedAsReadBy(document)).toEqual([null, null]);
				},
			),
			{ numRuns: 1_500 },
		);
	});
});

/** The scripts and attached files that pdf.js finds; null for none, and where it cannot open the document. */
async function carriedAsReadBy(bytes: Uint8Array): Promise<unknown[]> {
	const document = await getDocumentProxy(bytes.slice(), { verbosity: 0 }).catch(() => null);
	if (document === null) return [null, null];
	const carried = await Promise.all(
		[document.getJSActions(), document.getAttachments()].map((found) => found.catch(() => null)),
	);
	await document.loadingTask.destroy();
	return carried;
}
