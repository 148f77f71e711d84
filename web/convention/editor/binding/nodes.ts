import { Fragment, type Mark, type Node, type Schema } from "@tiptap/pm/model";
import type { Form } from "../../../../shared/live/form.ts";
import type { Cell, Grid } from "../../../../shared/live/grid.ts";
import { FORMAT_KEYS } from "../../../../shared/live/layout.ts";
import type { Maker } from "../../../../shared/live/nest.ts";
import type { Block, Formats, Run } from "../../../../shared/live/sequence.ts";

/** Makes ProseMirror's nodes of blocks. A block that was not read again since is the same node, which is not drawn again. */
export class Nodes implements Omit<Maker<Block, Node>, "table"> {
	readonly #schema: Schema;
	readonly #made = new WeakMap<readonly Run[], Node>();

	constructor(schema: Schema) {
		this.#schema = schema;
	}

	textblock(block: Block, { t }: Form): Node {
		const type = this.#type(t === null ? "paragraph" : "heading");
		const attrs = t === null ? null : { level: Number(t[1]) };
		const made = this.#made.get(block.runs);
		if (made?.hasMarkup(type, attrs)) return made;
		const node = type.create(attrs, made?.content ?? this.#inline(block.runs));
		this.#made.set(block.runs, node);
		return node;
	}

	holdsText({ length }: Block): boolean {
		return length > 0;
	}

	item(content: Node[]): Node {
		return this.#type("listItem").create(null, content);
	}

	list({ k, n }: Form, items: Node[]): Node {
		if (k === null) return this.#type("bulletList").create(null, items);
		return this.#type("orderedList").create({ start: n ?? 1, type: k === "o" ? null : k }, items);
	}

	table(id: string, { rows, columns, cells }: Grid, content: (cell: Cell) => Node[]): Node {
		const drawn = cells.map((row, index) =>
			this.#type("tableRow").create(
				{ id: rows[index] },
				row.map((cell) => this.#cell(cell, content(cell))),
			),
		);
		return this.#type("table").create({ id, columns }, drawn);
	}

	document(content: Node[]): Node {
		return this.#schema.topNodeType.create(null, content);
	}

	#cell({ width, height, header }: Cell, content: Node[]): Node {
		return this.#type(header ? "tableHeader" : "tableCell").create({ colspan: width, rowspan: height }, content);
	}

	#inline(runs: readonly Run[]): Fragment {
		const leaves = runs.flatMap(({ text, formats }) => {
			const marks = this.#marks(formats);
			const parts = text.split(/(\n)/).filter((part) => part !== "");
			return parts.map((part) =>
				part === "\n" ? this.#type("hardBreak").create(null, null, marks) : this.#schema.text(part, marks),
			);
		});
		return Fragment.fromArray(leaves);
	}

	#marks(formats: Formats): Mark[] {
		return FORMAT_KEYS.flatMap((key) => {
			const value = formats[key];
			const type = this.#schema.marks[key];
			if (value === undefined || type === undefined) return [];
			return [type.create(key === "link" ? { href: value } : null)];
		});
	}

	#type(name: string) {
		const type = this.#schema.nodes[name];
		if (type === undefined) throw new Error(`the schema has no ${name}`);
		return type;
	}
}

/** The new document, with the old one's nodes wherever they are equal. */
export function share(old: Node, now: Node): Node {
	if (old.eq(now)) return old;
	const most = Math.min(old.childCount, now.childCount);
	let head = 0;
	while (head < most && old.child(head).eq(now.child(head))) head++;
	let tail = 0;
	while (tail < most - head && old.child(old.childCount - 1 - tail).eq(now.child(now.childCount - 1 - tail))) tail++;
	const middle = now.content.content.slice(head, now.childCount - tail);
	const { content } = old.content;
	return now.copy(Fragment.fromArray([...content.slice(0, head), ...middle, ...content.slice(content.length - tail)]));
}
