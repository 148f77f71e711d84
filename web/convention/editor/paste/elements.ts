/** Removes them with all they hold, and tells how many stood there, one within another counting once. */
export function removeAll(body: Element, selector: string): number {
	const found = [...body.querySelectorAll(selector)];
	const outer = found.filter((element) => !element.parentElement?.closest(selector));
	for (const element of outer) element.remove();
	return outer.length;
}

/** Takes an element away and leaves what it holds. */
export function unwrap(element: Element) {
	element.replaceWith(...element.childNodes);
}

/** The same content under another name, without attributes. */
export function rename(element: Element, tag: string): Element {
	const renamed = element.ownerDocument.createElement(tag);
	renamed.append(...element.childNodes);
	element.replaceWith(renamed);
	return renamed;
}
