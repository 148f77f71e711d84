import { loadEditor } from "../editor/later.ts";
import type { Replica } from "../live/replica.ts";
import { enter } from "../stops.ts";
import { focusOn } from "./go.ts";

/** Room for the head of the page, and for what lies over its foot. */
const UNDER_HEAD = 170;
const OVER_FOOT = 120;

/** Shows these words to the reader, moving the page no more than it takes. */
export function reveal(range: Range): void {
	range.startContainer.parentElement?.scrollIntoView({ block: "nearest", inline: "nearest" });
	const { top, bottom } = range.getBoundingClientRect();
	if (top < UNDER_HEAD || bottom > innerHeight - OVER_FOOT) window.scrollBy(0, top - innerHeight * 0.4);
}

/** Shows these words, selected, and the focus with them where they stand; answers where they are now. */
export async function landOn(range: Range, replica: Replica): Promise<Range> {
	const at = range.startContainer.parentElement;
	const input = at?.closest("[data-field]")?.querySelector<HTMLInputElement>("input");
	const section = at?.closest<HTMLElement>("[data-stop]");
	if (input) {
		reveal(range);
		input.focus({ preventScroll: true });
		input.select();
		return range;
	}
	if (section) return landInSection(range, section, replica);
	const place = at?.closest<HTMLElement>("[data-clause], [data-field], [data-section], .part");
	if (place) focusOn(place);
	getSelection()?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
	reveal(range);
	return range;
}

/** A section's editor may come only now, in place of the words that were found. */
async function landInSection(found: Range, section: HTMLElement, { editors }: Replica): Promise<Range> {
	const id = section.dataset.stop ?? "";
	let range = found;
	if (!editors.has(id)) {
		const [start, end] = [offsetIn(section, found, "start"), offsetIn(section, found, "end")];
		enter(section, "start");
		await loadEditor();
		range = rangeIn(section, start, end) ?? found;
	}
	const view = editors.get(id)?.view;
	if (view && section.contains(range.startContainer)) {
		const from = view.posAtDOM(range.startContainer, range.startOffset);
		const to = view.posAtDOM(range.endContainer, range.endOffset);
		view.focus();
		editors.get(id)?.commands.setTextSelection({ from, to });
	}
	reveal(range);
	return range;
}

/** How many characters of text stand before one end of a range. */
function offsetIn(root: Element, range: Range, side: "start" | "end"): number {
	const before = document.createRange();
	before.selectNodeContents(root);
	if (side === "start") before.setEnd(range.startContainer, range.startOffset);
	else before.setEnd(range.endContainer, range.endOffset);
	return before.toString().length;
}

function rangeIn(root: Element, start: number, end: number): Range | null {
	const range = document.createRange();
	const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
	let passed = 0;
	for (let node = texts.nextNode(); node instanceof Text; node = texts.nextNode()) {
		if (start >= passed && start <= passed + node.length) range.setStart(node, start - passed);
		if (end <= passed + node.length) {
			range.setEnd(node, end - passed);
			return range;
		}
		passed += node.length;
	}
	return null;
}
