import { readFileSync } from "node:fs";
import { join } from "node:path";
import PDFDocument from "pdfkit";

/**
 * The same words by pdfkit: cover, sommaire with page numbers (hence two passes), justified text, lists, tables of plain cells,
 * heads and feet, tagged. Without hyphenation, footnotes, or a table's head on the next page. Prints a line for each document:
 * its pages, bytes, and the milliseconds of processor that it took.
 */
const [, , file, count] = process.argv;
const sheet = JSON.parse(readFileSync(file, "utf8"));
const fonts = join(import.meta.dirname, "../../../worker/press/fonts");
const font = (name) => readFileSync(join(fonts, `${name}.ttf`));
const faces = { serif: font("SourceSerif4-Regular"), bold: font("SourceSerif4-Bold"), sans: font("Inter-Regular") };

const wordsOf = (content) =>
	content
		.map((it) => (it.type === "link" ? wordsOf(it.content) : (it.text ?? (it.type === "break" ? "\n" : ""))))
		.join("");

function draw(pages) {
	const doc = new PDFDocument({
		size: "A4",
		margins: { top: 76, bottom: 88, left: 71, right: 71 },
		bufferPages: true,
		tagged: true,
		pdfVersion: "1.7",
		lang: "fr-FR",
		displayTitle: true,
		info: { Title: sheet.title },
	});
	const chunks = [];
	doc.on("data", (chunk) => chunks.push(chunk));
	for (const [name, bytes] of Object.entries(faces)) doc.registerFont(name, bytes);
	const root = doc.struct("Document");
	doc.addStructure(root);
	const write = (kind, text, { face = "serif", size = 10.5, indent = 0, gap = 6, ...more } = {}) => {
		if (!text) return;
		root.add(
			doc.struct(kind, () => {
				doc.font(face).fontSize(size);
				doc.text(text, 71 + indent, undefined, { width: 453 - indent, align: "justify", paragraphGap: gap, ...more });
			}),
		);
	};
	const block = (it, indent) => {
		if (it.type === "paragraph" || it.type === "title") write("P", wordsOf(it.content), { indent });
		else if (it.type === "heading")
			write(`H${it.level}`, wordsOf(it.content), { face: "bold", size: 11.5, align: "left" });
		else if (it.type === "list" || it.type === "numbered")
			for (const item of it.items) for (const inner of item) block(inner, indent + 14);
		else if (it.type === "table") table(it);
		else if (it.type === "signatures")
			for (const party of it.parties)
				write(
					"P",
					`${party.name} : ${party.signatories.map(({ title, name }) => `${title}, ${wordsOf(name)}`).join(" ; ")}`,
				);
	};
	const text = (it) => (it.content ? wordsOf(it.content) : it.items ? it.items.flat().map(text).join("\n") : "");
	const table = (it) => {
		const whole = it.columns.reduce((sum, each) => sum + each, 0);
		const rows = Map.groupBy(it.cells, ({ y }) => y);
		const data = [...rows.values()].map((cells) =>
			cells.map((cell) => ({ colSpan: cell.colspan, rowSpan: cell.rowspan, text: cell.blocks.map(text).join("\n") })),
		);
		doc.font("serif").fontSize(9);
		doc.table({ position: { x: 71, y: doc.y }, columnStyles: it.columns.map((share) => (share / whole) * 453), data });
		doc.x = 71;
	};
	const found = new Map();
	for (const part of sheet.parts) {
		if (part.kind !== "flowing" && part.kind !== "cover" && part.kind !== "closing") doc.addPage();
		found.set(part.id, doc.bufferedPageRange().count);
		if (part.title)
			write("H1", [part.label, wordsOf(part.title)].filter(Boolean).join(" : "), {
				face: "bold",
				size: 15,
				align: "left",
			});
		if (part.kind === "sommaire") {
			for (const each of sheet.parts.filter(({ listed }) => listed))
				write("TOCI", `${each.label} : ${wordsOf(each.title)} …… ${pages.get(each.id) ?? "?"}`, { align: "left" });
			doc.addPage();
		} else for (const it of part.blocks) block(it, 0);
	}
	const { count: total } = doc.bufferedPageRange();
	for (let page = 0; page < total; page++) {
		doc.switchToPage(page);
		doc.page.margins.bottom = 0;
		doc.markContent("Artifact", { type: "Pagination" });
		doc.font("sans").fontSize(7.5).text(sheet.title, 71, 40, { lineBreak: false });
		doc.text(`page ${page + 1} / ${total}`, 270, 790, { lineBreak: false });
		doc.rect(420, 780, 102, 28).stroke();
		doc.endMarkedContent();
	}
	root.end();
	return new Promise((resolve) => {
		doc.on("end", () => resolve({ found, total, bytes: Buffer.concat(chunks).length }));
		doc.end();
	});
}

for (let document = 0; document < Number(count); document++) {
	const before = process.cpuUsage();
	const { found } = await draw(new Map());
	const { total, bytes } = await draw(found);
	const { user, system } = process.cpuUsage(before);
	console.log(JSON.stringify({ pages: total, bytes, ms: (user + system) / 1000 }));
}
