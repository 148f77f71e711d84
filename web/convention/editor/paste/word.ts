import type { Dropped } from "./dropped.ts";
import { removeAll, rename, unwrap } from "./elements.ts";

/**
 * Reads what Word puts on the clipboard: its lists, which are paragraphs with a drawn bullet, become lists; its titles
 * become titles; deleted text, comments and notes go, inserted text stays.
 */
export function readWord(body: HTMLElement, dropped: Dropped) {
	dropped.comments += removeComments(body);
	dropped.notes += styled(body, "mso-footnote-id", "mso-endnote-id").length;
	for (const note of styled(body, "mso-footnote-id", "mso-endnote-id")) note.remove();
	for (const list of styled(body, "mso-element:footnote-list", "mso-element:endnote-list")) list.remove();
	dropped.deletions += removeAll(body, ".msoDel");
	for (const title of body.querySelectorAll("p.MsoTitle,p.MsoSubtitle")) {
		rename(title, title.matches(".MsoTitle") ? "h1" : "h4");
	}
	makeLists(body);
	// Without them, what they stood around stays: "o:p" is a blank line, "st1:personname" a name.
	for (const element of body.querySelectorAll("*")) if (element.localName.includes(":")) unwrap(element);
}

function removeComments(body: HTMLElement): number {
	const anchors = new Set(
		[...body.querySelectorAll("a.msocomanchor")].map((anchor) => anchor.getAttribute("href") ?? ""),
	);
	const lists = styled(body, "mso-element:comment-list");
	const listed = lists.flatMap((list) => styled(list, "mso-element:comment")).length;
	for (const list of lists) list.remove();
	removeAll(body, ".MsoCommentReference,.msocomanchor");
	for (const commented of styled(body, "mso-comment-reference")) unwrap(commented);
	return Math.max(anchors.size, listed);
}

/** The elements whose style says so, whatever its spaces. */
function styled(body: Element, ...said: string[]): HTMLElement[] {
	return [...body.querySelectorAll<HTMLElement>("[style]")].filter((element) => {
		const style = (element.getAttribute("style") ?? "").replace(/\s+/g, "").toLowerCase();
		return said.some((words) => style.includes(words));
	});
}

interface Bullet {
	list: string;
	level: number;
	/** What Word drew before the words: "·", "1.", "b)". */
	drawn: string;
}

function makeLists(body: HTMLElement) {
	/** The lists that the last item stands in, outermost first. */
	let open: { element: Element; list: string }[] = [];
	for (const line of styled(body, "mso-list:").filter((element) => element.matches("p,h1,h2,h3,h4,h5,h6"))) {
		const bullet = takeBullet(line);
		if (bullet === null) continue;
		if (open[0]?.element.nextElementSibling !== line || open[0]?.list !== bullet.list) open = [];
		while (open.length > bullet.level) open.pop();
		if (open.length > 0 && open.length === bullet.level && !isSameKind(open.at(-1)?.element, bullet)) {
			if (open.length === 1) open = [];
			else open.pop();
		}
		while (open.length < bullet.level)
			open.push({ element: startList(line, open.at(-1)?.element, bullet), list: bullet.list });
		const item = body.ownerDocument.createElement("li");
		open.at(-1)?.element.append(item);
		item.append(rename(line, "p"));
	}
}

/** Reads the bullet and takes it out of the line; null where the line is no item. */
function takeBullet(line: HTMLElement): Bullet | null {
	const [, list, level] = /mso-list:\s*(l\d+)\s+level(\d)/i.exec(line.getAttribute("style") ?? "") ?? [];
	if (!list) return null;
	const marks = styled(line, "mso-list:ignore");
	const drawn = marks
		.map((mark) => mark.textContent ?? "")
		.join("")
		.trim();
	for (const mark of marks) mark.remove();
	return { list, level: Math.min(Number(level), 8), drawn };
}

const NUMBERED = /^\(?(\d+|[a-z]|[ivxlc]+)[.)°]/i;

const isSameKind = (list: Element | undefined, { drawn }: Bullet) =>
	(list?.localName === "ol") === NUMBERED.test(drawn);

function startList(line: Element, parent: Element | undefined, { drawn }: Bullet): Element {
	const number = NUMBERED.exec(drawn)?.[1];
	const list = line.ownerDocument.createElement(number ? "ol" : "ul");
	if (number) numberFrom(list, number);
	const item = parent?.lastElementChild;
	if (item) item.append(list);
	else if (parent) {
		// A list that begins at its second level: the item above it has no words.
		const empty = line.ownerDocument.createElement("li");
		empty.append(line.ownerDocument.createElement("p"), list);
		parent.append(empty);
	} else line.before(list);
	return list;
}

function numberFrom(list: Element, number: string) {
	if (/^\d/.test(number)) {
		if (number !== "1") list.setAttribute("start", number);
		return;
	}
	const isRoman = /^[ivx]+$/i.test(number) && (number.length > 1 || /i/i.test(number));
	const type = isRoman ? "i" : "a";
	list.setAttribute("type", number === number.toUpperCase() ? type.toUpperCase() : type);
}
