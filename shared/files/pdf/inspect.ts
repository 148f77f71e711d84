import type { FailureCode } from "../../failure.ts";
import { ActivityWatch } from "./active.ts";
import { objectsIn } from "./objects.ts";
import { PageCount } from "./pages.ts";
import { allBehind, isDictionary, nameOf, type Value } from "./value.ts";

/** Where a PDF must have ended, counted from the end of the file. */
const END_WITHIN = 1024;

/**
 * How many pages this PDF has, if it is a whole one that anyone can open and that is only there to be read; else why not: cut
 * short or damaged, under a password, carrying a script, an action, another file, a dynamic form or a film, or written so that
 * it cannot be told. It is read as a reader would: names unescaped, compressed objects opened, every revision looked at.
 * Work and memory are bounded by the size of the file; nothing is thrown, whatever the bytes.
 */
export function inspectPdf(bytes: Uint8Array): { pages: number } | FailureCode {
	if (!endsAsPdf(bytes)) return "fileBroken";
	const activity = new ActivityWatch();
	const count = new PageCount();
	let isEncrypted = false;
	const objects = objectsIn(bytes);
	let next = objects.next();
	for (; !next.done; next = objects.next()) {
		const found = next.value;
		activity.see(found);
		count.see(found);
		isEncrypted ||= (found.isTrailer || isReferenceTable(found.value)) && encrypts(found.value);
	}
	// What is encrypted cannot be read further, which is a reason that helps more.
	if (isEncrypted) return "fileEncrypted";
	if (activity.found) return activity.found;
	if (next.value === "obscure") return "pdfObscure";
	const { pages } = count;
	return pages === null ? "fileBroken" : { pages };
}

function endsAsPdf(bytes: Uint8Array): boolean {
	return String.fromCharCode(...bytes.subarray(-END_WITHIN)).includes("%%EOF");
}

const isReferenceTable = (value: Value): boolean => isDictionary(value) && nameOf(value, "Type") === "XRef";

const encrypts = (value: Value): boolean =>
	isDictionary(value) && allBehind(value, "Encrypt").some((each) => each !== null);
