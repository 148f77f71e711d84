import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Other people's programs, which know nothing of ours: poppler and qpdf. */
const TOOLS = ["pdfinfo", "pdftotext", "pdffonts", "pdfimages", "pdfdetach", "pdftoppm", "qpdf"];

/** Without them nothing is proven: says which are missing and how to get them, rather than pass without looking. */
export function requireTools(): void {
	const missing = TOOLS.filter((tool) => spawnSync(tool, ["--version"]).error !== undefined);
	if (missing.length > 0) {
		throw new Error(`${missing.join(", ")} missing: apt-get install poppler-utils qpdf (or brew install poppler qpdf)`);
	}
}

/** What a program prints about this PDF, which stands in place of "FILE" among its arguments. Throws where it complains. */
export function ask(pdf: Uint8Array, tool: string, ...args: string[]): string {
	return inFolder(pdf, (file) =>
		run(
			tool,
			args.map((arg) => arg.replace("FILE", file)),
		),
	);
}

/** The bytes of the files that travel inside a PDF, by their names. */
export function attachmentsOf(pdf: Uint8Array): Map<string, Buffer> {
	return inFolder(pdf, (file, folder) => {
		const listed = run("pdfdetach", ["-list", file]).matchAll(/^\d+: (.+)$/gm);
		return new Map(
			[...listed].map(([, name = ""], index) => {
				const saved = join(folder, `saved-${index}`);
				run("pdfdetach", ["-save", String(index + 1), "-o", saved, file]);
				return [name, readFileSync(saved)];
			}),
		);
	});
}

function inFolder<T>(pdf: Uint8Array, use: (file: string, folder: string) => T): T {
	const folder = mkdtempSync(join(tmpdir(), "copacte-pdf-"));
	try {
		const file = join(folder, "file.pdf");
		writeFileSync(file, pdf);
		return use(file, folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function run(tool: string, args: string[]): string {
	// What draws prints bytes, each as the character of its number.
	const encoding = tool === "pdftoppm" ? "latin1" : "utf8";
	const { status, stdout, stderr } = spawnSync(tool, args, { encoding, maxBuffer: 1 << 28 });
	if (status !== 0) throw new Error(`${tool} ${args.join(" ")}: ${status}\n${stdout}${stderr}`);
	return stdout;
}
