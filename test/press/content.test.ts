import { createHash } from "node:crypto";
import decodeQR from "qr/decode.js";
import { describe, expect, it } from "vitest";
import type { AttachedFile, Node } from "../../shared/convention/state.ts";
import { sentenceOf } from "../../shared/failure.ts";
import { jpeg, png, pdf as smallPdf, webp } from "../files.ts";
import { print, printed, refusal, store, storeAs } from "./support/press.ts";
import { ask, attachmentsOf } from "./support/tools.ts";
import { acts, caf, commune, modelNamed, paragraph, signed, versionOf } from "./support/versions.ts";

const ctg = modelNamed("ctg-2024");
const acte = modelNamed("acte-engagement-ctg");

const read = (pdf: Uint8Array) => ask(pdf, "pdftotext", "FILE", "-");
const squeezed = (text: string) => text.replace(/\s+/g, " ");

describe("words that would be orders elsewhere", () => {
	const hostile = [
		'#import "/sheet.json": * ; #panic("lu") #eval("1+1") #read("/main.typ")',
		"$ x^2 $ \\alpha \\u{1F600} \\ ~ -- --- ... *gras* _italique_ `brut` ```typ #set page(width: 1cm) ```",
		"= Titre <etiquette> @etiquette // commentaire /* commentaire */ ] } ) #] #}",
		"- tiret + plus / terme : définition",
		"(Tj) /Type /Catalog endobj stream endstream %%EOF << >> \\( \\)",
		"</rdf:RDF> <script>alert(1)</script> &amp; &#x27; {{x}}",
	];

	it("stand in the PDF as they were typed, in text, fields, headings, cells, captions and names", async () => {
		const heading: Node = { type: "heading", attrs: { level: 3 }, content: [{ type: "text", text: hostile[2] ?? "" }] };
		const version = versionOf(ctg, {
			sections: { "article-4": [heading, ...hostile.map(paragraph)] },
			fields: { territoire: hostile[0] ?? "", "signature.lieu": hostile[4] ?? "" },
			parties: [{ ...caf, name: `Caf ${hostile[5]}` }, commune('Lys #"$x$')],
		});
		const { pdf } = await printed(version.canonical, signed());
		const text = squeezed(read(pdf)).replaceAll("- ", "");
		for (const words of hostile) {
			for (const word of words.split(" ").filter(({ length }) => length > 4)) {
				expect(text.replaceAll("-", "")).toContain(word.replaceAll("-", ""));
			}
		}
		expect(ask(pdf, "qpdf", "--check", "FILE")).toMatch(/No syntax/);
	});
});

describe("a character that no font holds", () => {
	it("is refused with its place, and nothing is printed", async () => {
		const { canonical } = versionOf(ctg, { sections: { "article-3": [paragraph("Une place de jeu ⛄ et 日本")] } });
		const { pdf, failure } = await print(canonical, acts());
		expect(pdf).toBeNull();
		expect(failure?.code).toBe("unprintable");
		expect(failure && sentenceOf(failure)).toContain("« ⛄ » (U+26C4, Article 3)");
		expect(JSON.stringify(failure?.detail)).toContain('"quote":"日"');
		expect(await refusal(canonical, acts())).toEqual(failure);
		expect(await refusal(versionOf(ctg).canonical, acts())).toBeNull();
	});

	it("is refused too where a recorded act brings it", async () => {
		const { canonical } = versionOf(ctg);
		const approvals = [{ party: "caf", name: "Inès ⛄", at: "2026-03-14T09:00:00.000Z" }];
		expect((await print(canonical, acts({ approvals }))).failure?.code).toBe("unprintable");
	});
});

const attached = (file: Partial<AttachedFile> & Pick<AttachedFile, "hash" | "bytes" | "type">): AttachedFile => ({
	id: `f-${file.hash.slice(0, 8)}`,
	name: file.type === "application/pdf" ? "deliberation.pdf" : "plan.png",
	size: file.type === "application/pdf" ? null : { width: 40, height: 30 },
	alt: null,
	title: "",
	...file,
});

describe("an annexed PDF", () => {
	const bytes = smallPdf();
	const version = async () => {
		const file = attached({ hash: await store(bytes), bytes: bytes.byteLength, type: "application/pdf" });
		return versionOf(acte, { files: { "annexe-4": [{ ...file, title: "Délibération n° 2026-014" }] } });
	};

	it("travels inside as it is, and is named where it stands (R29)", async () => {
		const { canonical } = await version();
		const { pdf } = await printed(canonical, signed());
		const inside = attachmentsOf(pdf).get("1 - deliberation.pdf");
		expect(inside && Buffer.compare(inside, bytes)).toBe(0);
		const text = squeezed(read(pdf));
		expect(text).toContain("Délibération n° 2026-014 deliberation.pdf, PDF, 1 ko.");
		expect(text).toContain(createHash("sha256").update(bytes).digest("hex"));
	});

	it("that an act brought stands there too", async () => {
		const late = smallPdf("% une autre\n");
		const { id: _, ...file } = attached({ hash: await store(late), bytes: late.byteLength, type: "application/pdf" });
		const annexed = {
			"annexe-3/commune": { ...file, kind: "pdf" as const, title: "Délibération du conseil municipal" },
		};
		const { pdf } = await printed(versionOf(ctg).canonical, { ...signed(), annexed });
		expect([...attachmentsOf(pdf).keys()]).toEqual(["1 - deliberation.pdf", "convention.json"]);
		expect(squeezed(read(pdf))).toContain("Délibération du conseil municipal deliberation.pdf");
	});

	it("that the store has lost is a refusal, before anything is laid out", async () => {
		const file = attached({ hash: "0".repeat(64), bytes: 1, type: "application/pdf" });
		const { canonical } = versionOf(acte, { files: { "annexe-4": [file] } });
		const { failure } = await print(canonical, signed());
		expect(failure).toMatchObject({ code: "fileLost", where: "deliberation.pdf" });
	});

	it("under whose hash other bytes lie breaks the document: nothing is kept of it", async () => {
		const hash = "1".repeat(64);
		await storeAs(hash, bytes);
		const file = attached({ hash, bytes: bytes.byteLength, type: "application/pdf" });
		const { canonical } = versionOf(acte, { files: { "annexe-4": [file] } });
		await expect(print(canonical, signed())).rejects.toThrow(/stored: false/);
	});
});

describe("images", () => {
	const image = async (bytes: Uint8Array, type: AttachedFile["type"], size: { width: number; height: number }) =>
		attached({ hash: await store(bytes), bytes: bytes.byteLength, type, size, alt: "Un plan du quartier" });

	/** Of each image in the PDF: width, height, how it is compressed. */
	const imagesIn = (pdf: Uint8Array) =>
		ask(pdf, "pdfimages", "-list", "FILE")
			.trim()
			.split("\n")
			.slice(2)
			.map((line) => line.trim().split(/\s+/))
			.map(([, , , width, height, colours, , , encoding]) => `${width}×${height} ${colours} ${encoding}`);

	it("of a camera go in untouched, upright; others as their pixels are", async () => {
		const files = [
			await image(jpeg(), "image/jpeg", { width: 8, height: 16 }),
			await image(jpeg(6), "image/jpeg", { width: 16, height: 8 }),
			await image(png(120, 90, 70), "image/png", { width: 120, height: 90 }),
			await image(webp(), "image/webp", { width: 1, height: 1 }),
		];
		const { canonical } = versionOf(acte, { files: { "annexe-1": files }, logos: { caf: files[2] as AttachedFile } });
		const { pdf } = await printed(canonical, signed());
		const found = imagesIn(pdf).filter((each) => !each.startsWith("12000"));
		expect(found).toEqual(
			expect.arrayContaining(["8×16 icc jpeg", "8×16 icc jpeg", "120×90 gray image", "1×1 icc image"]),
		);
		expect(imagesIn(pdf).join()).not.toContain("1200");
		expect(ask(pdf, "qpdf", "--check", "FILE")).toMatch(/No syntax/);
		// Every byte of the photograph is there.
		expect(Buffer.from(pdf).includes(Buffer.from(jpeg(6)))).toBe(true);
	});

	it("look as they did: colours and direction", async () => {
		const bytes = png(40, 30, 66);
		const files = [await image(bytes, "image/png", { width: 40, height: 30 })];
		const { canonical } = versionOf(acte, { files: { "annexe-4": files } });
		const { pdf, pages } = await printed(canonical, signed());
		const page = String(pages - 1);
		const drawn = ask(pdf, "pdftoppm", "-r", "72", "-gray", "-f", page, "-l", page, "FILE");
		expect(drawn).toContain("BBBBBBBBBBBBBBBBBBBB");
	});

	it("that would have to be decoded at twelve thousand pixels a side are refused, by name", async () => {
		const bytes = webp();
		const file = await image(bytes, "image/webp", { width: 9000, height: 9000 });
		const { canonical } = versionOf(acte, { files: { "annexe-1": [{ ...file, name: "affiche.webp" }] } });
		expect((await print(canonical, signed())).failure).toMatchObject({ code: "imageTooHeavy", where: "affiche.webp" });
	});
});

describe("much", () => {
	it("sixty parties, each with its line to sign and its line on the certificate", async () => {
		const parties = [caf, ...Array.from({ length: 60 }, (_, index) => commune(`Bourg-${index + 1}`, `c${index}`))];
		const { canonical } = versionOf(ctg, { parties });
		const { pdf, pages } = await printed(canonical, signed(parties));
		const text = read(pdf);
		expect(text.match(/Commune de\s+Bourg-?\s*60\b/g)?.length).toBeGreaterThanOrEqual(4);
		expect(pages).toBeGreaterThan(20);
	});

	it("a table of two hundred rows, its head again on each page", async () => {
		const cell = (text: string, type = "tableCell", attrs = {}): Node => ({
			type,
			attrs: { colspan: 1, rowspan: 1, colwidth: null, ...attrs },
			content: [paragraph(text)],
		});
		const row = (...content: Node[]): Node => ({ type: "tableRow", content });
		const rows = Array.from({ length: 200 }, (_, index) =>
			index % 7 === 3
				? row(cell(`Crèche n° ${index + 1}`), cell("Ville et association", "tableCell", { colspan: 2 }))
				: row(cell(`Crèche n° ${index + 1}`), cell("Ville"), cell(`${index + 1}00 €`)),
		);
		const head = row(...["Équipement", "Gestionnaire", "Montant"].map((title) => cell(title, "tableHeader")));
		const { canonical } = versionOf(ctg, { sections: { "annexe-1": [{ type: "table", content: [head, ...rows] }] } });
		const { pdf } = await printed(canonical, signed());
		const pages = read(pdf)
			.split("\f")
			.filter((page) => /Crèche n° \d/.test(page));
		expect(pages.length).toBeGreaterThan(4);
		for (const page of pages) expect(page).toContain("Gestionnaire");
		const numbers = [...pages.join("").matchAll(/Crèche n° (\d+)/g)].map(([, number]) => Number(number));
		expect(new Set(numbers).size).toBe(200);
	});
});

it("leads to its public page by a QR code that a telephone reads", async () => {
	const done = signed();
	const { pdf, pages } = await printed(versionOf(ctg).canonical, done);
	const page = ask(pdf, "pdftoppm", "-r", "150", "-f", String(pages), "-l", String(pages), "FILE");
	expect(decodeQR(pixelsOf(page))).toBe(done.link);
});

/** A portable pixmap, read as latin text, in red, green, blue and opacity. */
function pixelsOf(ppm: string): { width: number; height: number; data: Uint8Array } {
	const [head = "", width, height] = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm) ?? [];
	const data = new Uint8Array(Number(width) * Number(height) * 4).fill(255);
	for (let at = 0; at < data.length / 4; at++) {
		for (let channel = 0; channel < 3; channel++)
			data[4 * at + channel] = ppm.charCodeAt(head.length + 3 * at + channel);
	}
	return { width: Number(width), height: Number(height), data };
}
