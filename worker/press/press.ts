import { createHash } from "node:crypto";
import { type Failure, isFailure } from "../../shared/failure.ts";
import type { Text, TextFile } from "../../shared/text/text.ts";
import type { Acts } from "../../shared/version/acts.ts";
import { readCanonical } from "../../shared/version/canonical.ts";
import { filesIn } from "../../shared/version/files.ts";
import { textOf } from "../../shared/version/thaw.ts";
import { coverage } from "./fonts/fonts.ts";
import { unprintable } from "./fonts/unprintable.ts";
import { insert, picturesOf } from "./images/pictures.ts";
import { checked, type OpenFile } from "./open.ts";
import { type Attachment, attach } from "./pdf/attach.ts";
import { declare } from "./pdf/declare.ts";
import { found, objectText, type Parsed, parse } from "./pdf/parsed.ts";
import { type Objects, type Pending, streamOf, write } from "./pdf/write.ts";
import { sheetOf } from "./sheet/build.ts";
import { compile } from "./typst/compile.ts";

/** A rendering: its bytes come as they are read, and are the same for the same version, acts and press. */
export interface Pressed {
	pages: number;
	bytes: number;
	pdf: ReadableStream<Uint8Array>;
}

/**
 * The PDF of a version as acts have left it, made from its canonical bytes and the files that they name. Refuses a character
 * that no font holds, with its place. Throws for bytes that are no version, and for files that are not what it names.
 */
export async function press(canonical: Uint8Array, acts: Acts, open: OpenFile): Promise<Pressed | Failure> {
	const ready = await prepare(canonical, acts, open);
	if (isFailure(ready)) return ready;
	const { text, sheet, pictures } = ready;
	const pdf = parse(await compile({ sheet, pictures: pictures.placed }, pictures.files));
	const objects: Objects = new Map([...pdf.objects].map(([number, bytes]) => [number, [bytes]]));
	declare(pdf, objects);
	insert(pictures, pdf, objects);
	attach(pdf, objects, [source(canonical, sheet.date), ...annexed(text, sheet.date, open)]);
	const written = write(pdf, objects);
	return { pages: pagesOf(pdf), bytes: written.bytes, pdf: streamOf(written) };
}

/**
 * Why this version could not be laid out, without laying it out: milliseconds where a rendering takes seconds. To be asked
 * before anybody submits what could then not be printed.
 */
export async function refuses(canonical: Uint8Array, acts: Acts, open: OpenFile): Promise<Failure | null> {
	const ready = await prepare(canonical, acts, open);
	return isFailure(ready) ? ready : null;
}

async function prepare(canonical: Uint8Array, acts: Acts, open: OpenFile) {
	const frozen = readCanonical(canonical);
	const text = textOf(frozen, acts);
	const refusal = unprintable(text, acts, coverage);
	if (refusal) return refusal;
	const digest = createHash("sha256").update(canonical).digest("hex");
	const sheet = sheetOf(frozen, text, acts, digest);
	const pictures = await picturesOf(sheet, filesIn(frozen, acts), open);
	return isFailure(pictures) ? pictures : { text, sheet, pictures };
}

const pagesOf = (pdf: Parsed): number => {
	const tree = Number(found(/\/Pages (\d+) 0 R/, objectText(pdf, pdf.root))[1]);
	return Number(found(/\/Count (\d+)/, objectText(pdf, tree))[1]);
};

const source = (canonical: Uint8Array, date: number[]): Attachment => ({
	name: "convention.json",
	type: "application/json",
	relationship: "Source",
	description: "Le texte exact, sous la forme dont l’empreinte est calculée (RFC 8785)",
	content: canonical,
	date,
});

/** Every PDF of the annexes, once, as it was deposited. */
function annexed({ parts }: Text, date: number[], open: OpenFile): Attachment[] {
	const files = parts.flatMap(({ label, blocks }) =>
		blocks.flatMap((block) => (block.type === "file" && block.kind === "pdf" ? [{ ...block, label }] : [])),
	);
	const once = files.filter((file, index) => files.findIndex(({ hash }) => hash === file.hash) === index);
	return once.map((file, index) => ({
		name: `${index + 1} - ${file.name}`,
		type: "application/pdf",
		relationship: "Supplement",
		description: [file.label, file.title].filter(Boolean).join(" : ") || file.name,
		content: pending(file, open),
		date,
	}));
}

const pending = ({ hash, bytes }: TextFile, open: OpenFile): Pending => ({ bytes, open: () => checked(hash, open) });
