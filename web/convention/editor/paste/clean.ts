import { isSafeHref } from "../../../../shared/schema.ts";
import { cleanCharacters } from "../../../../shared/text/characters.ts";
import { hasColour, keptStyle } from "./colour.ts";
import { type Dropped, nothingDropped } from "./dropped.ts";
import { removeAll, rename, unwrap } from "./elements.ts";
import { fitBody, MAX_MARKUP } from "./fit.ts";
import { flattenTables, narrowTables } from "./tables.ts";
import { readWord } from "./word.ts";

/** Says nothing to a reader, and is not worth a word. */
const SILENT = "style,meta,link,title,base,template,noscript,xml,head script,br.Apple-interchange-newline";
const EMBEDDED = "script,iframe,frame,object,embed,video,audio,canvas,svg,math,applet";
const FORMS = "input,select,textarea,button,datalist";
const NOTES = "a.sdfootnoteanc,a.sdendnoteanc,[id^=sdfootnote],[id^=sdendnote]";

/** Lists within lists, beyond which the room takes no more. */
const MAX_NESTING = 8;

/**
 * The HTML of a clipboard, with nothing in it but what a section can hold, and what was left behind. Word, LibreOffice,
 * Google Docs and pages of the web each have their ways; what none of them is known for falls to the editor's own
 * reading, which takes the words and leaves the rest. Works on an inert document: no script runs, no image is fetched.
 * `inCell`: a cell that the model opens takes neither titles nor tables.
 */
export function cleanHtml(html: string, inCell: boolean): { html: string; dropped: Dropped } {
	const { body } = new DOMParser().parseFromString(html.slice(0, MAX_MARKUP), "text/html");
	const dropped = nothingDropped();
	for (const element of body.querySelectorAll(SILENT)) element.remove();
	dropComments(body);
	dropped.cutAfter = fitBody(body);
	readWord(body, dropped);
	dropElements(body, dropped);
	cleanLinks(body, dropped);
	dropped.nested += flattenTables(body, inCell ? "table" : "table table");
	dropped.columns += narrowTables(body);
	if (inCell) for (const title of body.querySelectorAll("h1,h2,h3,h4,h5,h6")) rename(title, "p");
	limitNesting(body);
	cleanAttributes(body, dropped);
	cleanText(body, dropped);
	dropEmptyLines(body);
	return { html: body.innerHTML, dropped };
}

function dropComments(body: HTMLElement) {
	const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
	const comments: Node[] = [];
	while (walker.nextNode()) comments.push(walker.currentNode);
	for (const comment of comments) comment.parentNode?.removeChild(comment);
}

function dropElements(body: HTMLElement, dropped: Dropped) {
	keepEmoji(body);
	// Beside a picture, Word and browsers say it twice: once for those who cannot show it.
	dropped.images += removeAll(body, "picture,img,v\\:imagedata");
	dropped.embedded += removeAll(body, EMBEDDED);
	dropped.forms += removeAll(body, FORMS);
	dropped.deletions += removeAll(body, "del");
	dropped.notes += body.querySelectorAll("a.sdfootnoteanc,a.sdendnoteanc").length;
	removeAll(body, NOTES);
	for (const element of body.querySelectorAll<HTMLElement>("[style],[hidden]")) {
		if (element.hidden || /display:\s*none|mso-hide:\s*all/i.test(element.getAttribute("style") ?? ""))
			element.remove();
	}
}

/** A page may draw an emoji as a picture that has the character for its text. */
function keepEmoji(body: HTMLElement) {
	for (const image of body.querySelectorAll("img[alt]")) {
		const words = image.getAttribute("alt") ?? "";
		if (/^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200D|\uFE0F)+$/u.test(words))
			image.replaceWith(words);
	}
}

function cleanLinks(body: HTMLElement, dropped: Dropped) {
	for (const link of body.querySelectorAll("a")) {
		const href = link.getAttribute("href") ?? "";
		if (isSafeHref(href)) continue;
		if (/^[^#]/.test(href) && link.textContent?.trim()) dropped.links++;
		unwrap(link);
	}
}

function limitNesting(body: HTMLElement) {
	const tooDeep = `${"li ".repeat(MAX_NESTING)} :is(ul,ol)`;
	for (const list of body.querySelectorAll(tooDeep)) {
		const item = list.closest("li");
		if (item) item.after(...list.children);
		list.remove();
	}
}

const KEPT_ATTRIBUTES = new Set(["href", "colspan", "rowspan", "start", "type", "data-pm-slice"]);

function cleanAttributes(body: HTMLElement, dropped: Dropped) {
	for (const element of body.querySelectorAll("*")) {
		dropped.colours ||= hasColour(element) && element.textContent?.trim() !== "";
		const style = keptStyle(element.getAttribute("style") ?? "");
		for (const { name } of [...element.attributes]) if (!KEPT_ATTRIBUTES.has(name)) element.removeAttribute(name);
		if (style !== "") element.setAttribute("style", style);
	}
}

function cleanText(body: HTMLElement, dropped: Dropped) {
	const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const node = walker.currentNode as Text;
		const { text, disguised } = cleanCharacters(node.data);
		dropped.disguised += disguised;
		if (text !== node.data) node.data = text;
	}
}

const BLOCKS = "p,h1,h2,h3,h4,h5,h6,ul,ol,table,div";

/** Others part their paragraphs by empty ones and by breaks between them; here they stand apart by themselves. */
function dropEmptyLines(body: HTMLElement) {
	for (const end of body.querySelectorAll(`:is(${BLOCKS}) + br`)) if (isBetweenBlocks(end)) end.remove();
	if (body.querySelector("[data-pm-slice]") || body.textContent?.trim() === "") return;
	for (const line of body.querySelectorAll("p,h1,h2,h3,h4,h5,h6")) {
		const alone = line.parentElement?.matches("td,th,li") && line.parentElement.children.length === 1;
		if (!alone && line.textContent?.trim() === "") line.remove();
	}
}

function isBetweenBlocks(end: Element): boolean {
	const { nextElementSibling: next, nextSibling } = end;
	return nextSibling === null || next?.matches(`${BLOCKS},br`) === true;
}
