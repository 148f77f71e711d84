import { byteLength, lastWords, MAX_BYTES, withinBytes } from "./length.ts";

/** What a browser can read at once without holding up the page; longer markup is cut before it is read. */
export const MAX_MARKUP = 12_000_000;

/** A paragraph, a cell or an item with its attributes, and the mark around a word, measured with Yjs and rounded up. */
const ELEMENT_BYTES = 60;
const COSTLY = "p,h1,h2,h3,h4,h5,h6,ul,ol,li,table,tr,td,th,br,a,b,strong,i,em,sup,span[style*=font]";

const BLOCKS = "p,h1,h2,h3,h4,h5,h6,li,tr,pre,blockquote,dt,dd,div";
const WHOLE = "tr,li";

/**
 * Cuts what is too long after its last whole paragraph, row or item, and gives the last words kept; null where all of it
 * fits. A first paragraph too long by itself is cut between two words.
 */
export function fitBody(body: HTMLElement, budget = MAX_BYTES): string | null {
	const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
	let spent = 0;
	while (walker.nextNode()) {
		const node = walker.currentNode;
		const cost = costOf(node);
		if (spent + cost > budget) {
			cutAt(body, node, budget - spent);
			return lastWords(body.textContent ?? "");
		}
		spent += cost;
	}
	return null;
}

function costOf(node: Node): number {
	if (node instanceof Text) return byteLength(node.data);
	const element = node as Element;
	return element.matches(COSTLY) ? ELEMENT_BYTES + (element.getAttribute("href")?.length ?? 0) : 0;
}

function cutAt(body: HTMLElement, node: Node, room: number) {
	const element = node instanceof Element ? node : node.parentElement;
	const block = element?.closest(WHOLE) ?? element?.closest(BLOCKS) ?? null;
	const start = block && body.contains(block) && hasTextBefore(body, block) ? block : node;
	if (start === node && node instanceof Text) node.data = withinBytes(node.data, room).replace(/\s\S*$/, "");
	const range = body.ownerDocument.createRange();
	if (start === node && node instanceof Text) range.setStartAfter(start);
	else range.setStartBefore(start);
	range.setEndAfter(body.lastChild ?? body);
	range.deleteContents();
}

function hasTextBefore(body: HTMLElement, block: Element): boolean {
	const range = body.ownerDocument.createRange();
	range.setStart(body, 0);
	range.setEndBefore(block);
	return range.toString().trim() !== "";
}
