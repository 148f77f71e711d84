import type { Form } from "./form.ts";

/** How the nodes of a document are made: JSON for the outputs, ProseMirror's own in the editor. */
export interface Maker<Block, Made> {
	/** A paragraph or a title. */
	textblock(block: Block, form: Form): Made;
	/** The table of this block. */
	table(block: Block, form: Form): Made;
	/** Whether text stands in the block of a table; it follows the table, in a paragraph. */
	holdsText(block: Block): boolean;
	item(content: Made[]): Made;
	/** A list whose first item has this form. */
	list(form: Form, items: Made[]): Made;
}

/** The nodes that blocks of these forms (see `formsOf`) are nested into, in order; one at least for each block. */
export function nest<Block, Made>(blocks: readonly Block[], forms: readonly Form[], make: Maker<Block, Made>): Made[] {
	let at = 0;
	const leaf = (): Made[] => {
		const block = blocks[at] as Block;
		const form = forms[at++] as Form;
		if (form.i === null) return [make.textblock(block, form)];
		return make.holdsText(block) ? [make.table(block, form), make.textblock(block, form)] : [make.table(block, form)];
	};
	const content = (depth: number, into: Made[]): Made[] => {
		for (let form = forms[at]; form !== undefined; form = forms[at]) {
			const isItem = form.d > 0 && form.c === null;
			if (form.d === depth && !isItem) into.push(...leaf());
			else if (form.d === depth + 1 && isItem) into.push(list(depth + 1, form));
			else break;
		}
		return into;
	};
	const list = (depth: number, first: Form): Made => {
		const items: Made[] = [];
		for (let form: Form | undefined = first; form !== undefined; form = forms[at]) {
			if (form.d !== depth || form.c !== null || form.k !== first.k) break;
			if (form.n !== null && items.length > 0) break;
			items.push(make.item(content(depth, leaf())));
		}
		return make.list(first, items);
	};
	return content(0, []);
}
