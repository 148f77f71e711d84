import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";

/** What the browser hands a page when a person pastes or drops; a real clipboard holds the same and no more. */
const GIVE = `(kind, data, file) => {
	const target = document.activeElement;
	const transfer = new DataTransfer();
	for (const [type, text] of Object.entries(data)) transfer.setData(type, text);
	if (file) transfer.items.add(new File([new Uint8Array(8)], file, { type: "image/png" }));
	const { left, top } = target.getBoundingClientRect();
	const at = { bubbles: true, cancelable: true, clientX: left + 5, clientY: top + 5 };
	target.dispatchEvent(kind === "paste"
		? new ClipboardEvent(kind, { ...at, clipboardData: transfer })
		: new DragEvent(kind, { ...at, dataTransfer: transfer }));
}`;

/** Pastes into what has the focus: texts by their type, or a file of this name. */
export async function paste(page: Page, data: Record<string, string>): Promise<void> {
	await page.evaluate(`(${GIVE})("paste", ${JSON.stringify(data)})`);
}

export async function giveFile(page: Page, kind: "paste" | "drop", name: string): Promise<void> {
	await page.evaluate(`(${GIVE})(${JSON.stringify(kind)}, {}, ${JSON.stringify(name)})`);
}

/** Pastes one piece so many times, repeated in the page itself. Gives how long the page was busy with it, in milliseconds. */
export async function pasteRepeated(page: Page, type: string, piece: string, times: number): Promise<number> {
	return page.evaluate(`(() => {
		const data = { [${JSON.stringify(type)}]: ${JSON.stringify(piece)}.repeat(${times}) };
		const start = performance.now();
		(${GIVE})("paste", data);
		return performance.now() - start;
	})()`);
}

/** Puts both forms on the real clipboard. */
export async function copy(page: Page, html: string, text: string): Promise<void> {
	await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
	await page.evaluate(`navigator.clipboard.write([new ClipboardItem({
		"text/html": new Blob([${JSON.stringify(html)}], { type: "text/html" }),
		"text/plain": new Blob([${JSON.stringify(text)}], { type: "text/plain" }),
	})])`);
}

/** The HTML a program puts on the clipboard, as test/e2e/paste/ keeps it, untidy as it is. */
export const clipboardOf = (program: string) => readFileSync(`${import.meta.dirname}/../paste/${program}.txt`, "utf8");
