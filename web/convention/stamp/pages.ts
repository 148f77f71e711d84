import { getDocumentProxy } from "unpdf";

/** A stamp stands on every page of a délibération: these are enough. */
const MAX_PAGES = 3;

/** What the first pages of a PDF say, as its lines stand; throws for what is no PDF. */
export async function textOfPages(bytes: Uint8Array): Promise<string> {
	const document = await getDocumentProxy(bytes, { verbosity: 0 });
	const texts: string[] = [];
	try {
		for (let number = 1; number <= Math.min(MAX_PAGES, document.numPages); number++) {
			const page = await document.getPage(number);
			const { items } = await page.getTextContent();
			texts.push(items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : " ") : "")).join(""));
		}
	} finally {
		await document.loadingTask.destroy();
	}
	return texts.join("\n");
}
