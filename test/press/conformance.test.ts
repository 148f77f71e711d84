import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { NodeCompiler, PdfStandard } from "@myriaddreamin/typst-ts-node-compiler";
import { describe, expect, it } from "vitest";
import type { AttachedFile } from "../../shared/convention/state.ts";
import { models } from "../../shared/model/models.ts";
import { readCanonical } from "../../shared/version/canonical.ts";
import { textOf } from "../../shared/version/thaw.ts";
import { sheetOf } from "../../worker/press/sheet/build.ts";
import { png } from "../files.ts";
import { acts, modelNamed, paragraph, signed, versionOf } from "./support/versions.ts";

const press = resolve(import.meta.dirname, "../../worker/press");

/**
 * The same Typst as a native program, which refuses to write a PDF that breaks the standard it is asked for. The one in the press
 * cannot be asked, and must then have written the same content.
 */
const compiler = NodeCompiler.create({
	workspace: join(press, "template"),
	fontArgs: [{ fontPaths: [join(press, "fonts")] }],
});

function compile(canonical: Uint8Array, done: ReturnType<typeof acts>, pdfStandard?: PdfStandard): Buffer {
	const frozen = readCanonical(canonical);
	const sheet = sheetOf(frozen, textOf(frozen, done), done, "ab".repeat(32));
	compiler.mapShadow(join(press, "template/sheet.json"), Buffer.from(JSON.stringify(sheet)));
	const placed = { turn: 90, mirrored: true };
	const pictures = Object.fromEntries(images.map(({ hash }) => [hash, placed]));
	compiler.mapShadow(join(press, "template/pictures.json"), Buffer.from(JSON.stringify(pictures)));
	for (const { hash } of images) compiler.mapShadow(join(press, "template/files", hash), Buffer.from(png()));
	return compiler.pdf({ mainFilePath: join(press, "template/main.typ") }, pdfStandard ? { pdfStandard } : {});
}

/** Described, ornamental, and not described yet. */
const images: AttachedFile[] = ["Un plan", "", null].map((alt, index) => ({
	id: `f-${index}`,
	hash: String(index).repeat(64),
	type: "image/png",
	name: "plan.png",
	bytes: 1,
	size: { width: 40, height: 30 },
	alt,
	title: index === 0 ? "Le plan du quartier" : "",
}));

const odd = [
	{ type: "heading", attrs: { level: 4 }, content: [{ type: "text", text: "Un titre de niveau 4 d’abord" }] },
	{ type: "heading", attrs: { level: 3 } },
	{ type: "table", content: [{ type: "tableRow", content: [{ type: "tableCell", content: [paragraph("seule")] }] }] },
	{ type: "bulletList", content: [{ type: "listItem", content: [{ type: "paragraph" }] }] },
	paragraph(""),
];

const versions = [
	...models.map(({ id }) => ({ name: id, canonical: versionOf(modelNamed(id)).canonical })),
	{
		name: "images",
		canonical: versionOf(modelNamed("acte-engagement-ctg"), {
			files: { "annexe-1": images },
			logos: { caf: images[0] as AttachedFile },
		}).canonical,
	},
	{ name: "odd content", canonical: versionOf(modelNamed("ctg-2024"), { sections: { "article-2": odd } }).canonical },
];

describe.each(versions)("$name", ({ canonical }) => {
	it.each([
		["PDF/UA-1", PdfStandard.UA_1],
		["PDF/A-3a", PdfStandard.A_3a],
	])("keeps to %s, as a draft and signed", (_, standard) => {
		expect(compile(canonical, acts(), standard).length).toBeGreaterThan(100_000);
		expect(compile(canonical, signed(), standard).length).toBeGreaterThan(100_000);
	});
});

it("would be refused where the template broke the standard", () => {
	const source = "#set document(title: [x])\n= Un\n=== Trois";
	const broken = NodeCompiler.create({ workspace: join(press, "template"), fontArgs: [] });
	expect(() => broken.pdf({ mainFileContent: source }, { pdfStandard: PdfStandard.UA_1 })).toThrow();
});

it("is of the version that the press is pinned to", () => {
	const { dependencies, devDependencies } = JSON.parse(readFileSync(resolve(press, "../../package.json"), "utf8"));
	const native = devDependencies["@myriaddreamin/typst-ts-node-compiler"];
	expect(native).toBe(dependencies["@myriaddreamin/typst-ts-web-compiler"]);
});
