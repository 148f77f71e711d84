import type { Node, Schema } from "@tiptap/pm/model";
import { type EditorState, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import type * as Y from "yjs";
import { entriesOf, type Form, formsOf } from "../../../../shared/live/form.ts";
import { liveRoot } from "../../../../shared/live/layout.ts";
import { nest } from "../../../../shared/live/nest.ts";
import { textOf } from "../../../../shared/live/root.ts";
import { cellEntries } from "../../../../shared/live/spans.ts";
import { cellsOf, type PlacedCell, rangesBetween } from "./anchors.ts";
import { beginnings, type Edit, editsBetween, keepsBoundaries, sliceEdit } from "./edits.ts";
import { holderOf, mapHolder, originsOf, writeForms } from "./forms.ts";
import { type Layout, layOut, nodeTree, type Placed } from "./layout.ts";
import { Mirror } from "./mirror.ts";
import { Nodes, share } from "./nodes.ts";
import { compose, type Op, sliceOp, transform } from "./ops.ts";
import { type Kept, keptBy } from "./regions.ts";
import { FlatStep } from "./step.ts";
import { type Scope, Tables, writeCell, writeIds } from "./tables.ts";
import { writeEdits } from "./writing.ts";

/** As much of an editor's view as the binding needs. */
export interface Host {
	readonly state: EditorState;
	dispatch(tr: Transaction): void;
}

/** A transaction with this meta came from the binding. */
export const FLAT = "flat$";

/** What others changed and the editor does not show yet. */
interface Held {
	ops: Map<Mirror, readonly Op[]>;
	/** By text: the boundaries of the blocks that it does show. */
	boundaries: Map<Mirror, readonly (Y.Item | null)[]>;
}

/** A text, and where it lies in a document. */
export interface LaidOut {
	mirror: Mirror;
	layout: Layout;
	/** What changed in the text and is not shown yet. */
	held: readonly Op[];
}

const tableId = (table: Node) => String(table.attrs.id);

/**
 * Binds an editor's document to a section's flat text. At any moment the document is what the text means
 * (`toDoc`), unless something is held back.
 *
 *     a person's steps ─▶ what they replaced ─▶ diff by whole words ─▶ edits, then attributes ─▶ one Yjs transaction
 *     another's update ─▶ blocks read again ─▶ the document, old nodes where equal ─▶ one FlatStep with an exact map
 *
 * It writes what a person does and nothing else: never in answer to what came from another page. `adopt` is told of each
 * type it may write, for the history that undoes.
 */
export class Binding {
	readonly #doc: Y.Doc;
	readonly #section: Mirror;
	readonly #tables: Tables;
	readonly #nodes: Nodes;
	#host: Host | null = null;
	/** The document that was last in step with the text; the editor's, but for steps that are not written yet. */
	#shown: Node;
	#held: Held | null = null;
	/** The blocks of the document shown whose words stand in the block of a table. */
	#tails: ReadonlySet<number> = new Set();
	/** Whether a change of others waits: it leads to the document `now`, and replaces these ranges (see StepMap). */
	isBusy: (now: Node, ranges: readonly number[]) => boolean = () => false;

	constructor(doc: Y.Doc, section: string, schema: Schema, adopt: (type: Scope) => void) {
		this.#doc = doc;
		const text = textOf(doc, liveRoot(section));
		adopt(text);
		this.#section = new Mirror(text);
		this.#tables = new Tables(doc, section, adopt);
		this.#nodes = new Nodes(schema);
		this.#shown = this.#render();
		this.#tails = this.#tailsNow();
		doc.on("afterTransaction", this.#take);
	}

	/** The document to begin with, and the one that is in step with the text. */
	get shown(): Node {
		return this.#shown;
	}

	get text(): Y.Text {
		return this.#section.text;
	}

	/** Whether something that others changed waits to be shown. */
	get isHolding(): boolean {
		return this.#held !== null;
	}

	/** From now on the editor follows. */
	connect(host: Host): void {
		this.#host = host;
		const { doc } = host.state;
		const now = share(doc, this.#render());
		this.#shown = doc;
		if (now !== doc) this.#dispatch(now, rangeOf(doc, now));
	}

	/** No editor follows any more, until the next is connected. */
	disconnect(): void {
		this.#host = null;
		this.#held = null;
	}

	destroy(): void {
		this.#doc.off("afterTransaction", this.#take);
		this.disconnect();
	}

	/** Writes what these transactions did to the document; `now` is what came of it. */
	write(transactions: readonly Transaction[], now: Node): void {
		const before = this.#shown;
		if (before === now) return;
		const kept = keptBy(
			transactions.flatMap(({ steps }) => steps),
			before.content.size,
		);
		this.#settleTails();
		this.#doc.transact(() => this.#writeDocument(before, now, kept), this);
		this.#shown = now;
		if (this.#held !== null) return;
		const meant = this.#render();
		if (!meant.eq(now)) this.#follow(now, meant);
	}

	/** Shows what was held back. */
	release(): void {
		const { ops } = this.#held ?? {};
		this.#held = null;
		const now = share(this.#shown, this.#render());
		if (now === this.#shown) this.#tails = this.#tailsNow();
		else this.#dispatch(now, this.#rangesTo(now, ops ?? new Map()));
	}

	/** How positions are counted in the texts of the section and its cells; the section's own comes first. */
	*layouts(doc: Node): Generator<LaidOut> {
		const layout = layOut(doc, 0, tableId, doc === this.#shown ? this.#tails : undefined);
		yield { mirror: this.#section, layout, held: this.#held?.ops.get(this.#section) ?? [] };
		for (const { form, node, at } of layout.blocks) {
			if (form.i === null || node === null) continue;
			for (const cell of cellsOf(node, at).values()) {
				const mirror = this.#tables.cell(form.i, cell.row, cell.column);
				yield { mirror, layout: layOut(cell.node, cell.at + 1, null), held: this.#held?.ops.get(mirror) ?? [] };
			}
		}
	}

	#take = (transaction: Y.Transaction): void => {
		const ops = new Map<Mirror, readonly Op[]>();
		const section = this.#section.take(transaction);
		if (section) ops.set(this.#section, section);
		for (const [mirror] of this.#tables.mirrors) {
			const change = mirror.take(transaction);
			if (change) ops.set(mirror, change);
		}
		const isReshaped = this.#tables.forget(transaction);
		if ((ops.size === 0 && !isReshaped) || transaction.origin === this) return;
		this.#receive(ops);
	};

	#receive(ops: Map<Mirror, readonly Op[]>): void {
		const host = this.#host;
		if (host === null) {
			this.#shown = this.#render();
			this.#tails = this.#tailsNow();
			return;
		}
		if (this.#held === null) {
			const now = share(this.#shown, this.#render());
			if (now === this.#shown) {
				// Words below a table may have got a block of their own, which nobody sees.
				this.#tails = this.#tailsNow();
				return;
			}
			const ranges = this.#rangesTo(now, ops);
			// Steps that are not written yet are counted in the text as it is shown.
			if (host.state.doc === this.#shown && !this.isBusy(now, ranges)) {
				this.#dispatch(now, ranges);
				return;
			}
			this.#held = { ops: new Map(), boundaries: new Map() };
		}
		this.#hold(this.#held, ops);
	}

	#hold({ ops, boundaries }: Held, change: Map<Mirror, readonly Op[]>): void {
		for (const [mirror, then] of change) {
			ops.set(mirror, compose(ops.get(mirror) ?? [], then));
			if (!boundaries.has(mirror))
				boundaries.set(
					mirror,
					mirror.before.map(({ boundary }) => boundary),
				);
		}
	}

	/** What the text means now. */
	#render(): Node {
		const forms = this.#forms();
		return this.#nodes.document(
			nest(this.#section.blocks, forms, {
				textblock: (block, form) => this.#nodes.textblock(block, form),
				holdsText: (block) => this.#nodes.holdsText(block),
				item: (content) => this.#nodes.item(content),
				list: (form, items) => this.#nodes.list(form, items),
				table: (_, form) => this.#table(form.i as string),
			}),
		);
	}

	#forms(): Form[] {
		const shown = new Set<string>();
		const shows = (id: string) => {
			if (shown.has(id) || this.#tables.grid(id) === null) return false;
			shown.add(id);
			return true;
		};
		return formsOf(
			this.#section.blocks.map(({ written }) => written),
			shows,
		);
	}

	#tailsNow(): ReadonlySet<number> {
		const tails = new Set<number>();
		let leaves = 0;
		for (const [at, { i }] of this.#forms().entries()) {
			leaves++;
			if (i !== null && (this.#section.blocks[at]?.length ?? 0) > 0) tails.add(leaves++);
		}
		return tails;
	}

	#table(id: string): Node {
		const grid = this.#tables.grid(id);
		if (grid === null) throw new Error(`no table ${id}`);
		return this.#nodes.table(id, grid, ({ row, column }) => this.#cell(this.#tables.cell(id, row, column)));
	}

	#cell({ blocks }: Mirror): Node[] {
		const forms = formsOf(
			blocks.map(({ written }) => written),
			() => false,
		);
		const none = () => {
			throw new Error("a cell holds no table");
		};
		return nest(blocks, forms, {
			textblock: (block, form) => this.#nodes.textblock(block, form),
			holdsText: none,
			item: (content) => this.#nodes.item(content),
			list: (form, items) => this.#nodes.list(form, items),
			table: none,
		});
	}

	/** Words in the block of a table are shown below it: before a person writes, they become a block of their own. */
	#settleTails(): void {
		if (this.#tails.size === 0) return;
		const old = layOut(this.#shown, 0, tableId, this.#tails);
		const now = layOut(this.#shown, 0, tableId);
		const edits = beginnings(old, this.#tails);
		const held = this.#held?.ops.get(this.#section);
		this.#doc.transact(() => {
			const made = writeEdits(this.#section, transform(edits, held ?? [], true, sliceEdit), now.blocks);
			if (held === undefined) return;
			const boundaries = [...(this.#held?.boundaries.get(this.#section) ?? [])];
			for (const at of this.#tails) boundaries.splice(at, 0, made.get(at)?._item ?? null);
			this.#held?.boundaries.set(this.#section, boundaries);
			this.#held?.ops.set(this.#section, transform(held, edits, false, sliceOp));
		}, this);
		this.#tails = new Set();
	}

	#writeDocument(before: Node, now: Node, kept: readonly Kept[]): void {
		const [old, next] = [layOut(before, 0, tableId), layOut(now, 0, tableId)];
		this.#writeText(this.#section, old, next, kept);
		const tables = new Map(old.blocks.flatMap((block) => (block.form.i === null ? [] : [[block.form.i, block]])));
		for (const block of next.blocks) {
			const was = block.form.i === null ? undefined : tables.get(block.form.i);
			if (block.form.i !== null && was?.node !== block.node) this.#writeTable(block.form.i, was, block, kept);
		}
	}

	#writeText(mirror: Mirror, old: Layout, now: Layout, kept: readonly Kept[]): void {
		const edits = editsBetween(old, now, kept);
		const held = this.#held?.ops.get(mirror);
		const isStill = keepsBoundaries(edits, old) && old.blocks.every(({ form }, at) => isForm(form, now.blocks[at]));
		if (held === undefined) {
			const made = writeEdits(mirror, edits, now.blocks);
			if (!isStill) this.#writeForms(mirror, originsOf(edits, old, now), now, made);
		} else this.#writeBeside(mirror, held, edits, originsOf(edits, old, now), old, now);
	}

	/** While something is held back, the text is not what the editor shows: edits land where they are meant. */
	#writeBeside(
		mirror: Mirror,
		held: readonly Op[],
		edits: readonly Edit[],
		origins: readonly (number | null)[],
		old: Layout,
		now: Layout,
	): void {
		const boundaries = this.#held?.boundaries.get(mirror) ?? [];
		const made = writeEdits(mirror, transform(edits, held, true, sliceEdit), now.blocks);
		const next = origins.map((origin, at) =>
			origin === null ? (made.get(at)?._item ?? null) : (boundaries[origin] ?? null),
		);
		for (const [at, { form }] of now.blocks.entries()) {
			const origin = origins[at];
			const boundary = next[at] ?? null;
			if (origin === null || origin === undefined || boundary?.deleted || (boundary === null && at > 0)) continue;
			const was = old.blocks[origin]?.form;
			const { set } = holderOf(mirror.text, boundary, {});
			for (const [key, value] of Object.entries(form) as [keyof Form, unknown][])
				if (was?.[key] !== value) set(key, value === null || value === 0 ? undefined : value);
		}
		this.#held?.ops.set(mirror, transform(held, edits, false, sliceOp));
		this.#held?.boundaries.set(mirror, next);
	}

	#writeForms(
		mirror: Mirror,
		origins: readonly (number | null)[],
		now: Layout,
		made: Map<number, Y.Map<unknown>>,
	): void {
		const holders = now.blocks.map(({ form }, at) => {
			const map = made.get(at);
			if (map) return mapHolder(map, Object.fromEntries(entriesOf(form)));
			const block = mirror.blocks[origins[at] ?? 0];
			if (block === undefined) throw new Error("a block without a boundary");
			return holderOf(mirror.text, at === 0 ? null : block.boundary, block.written);
		});
		writeForms(
			holders,
			now.blocks.map(({ form }) => form),
			(table) => mirror === this.#section && this.#tables.grid(table) !== null,
		);
	}

	#writeTable(id: string, old: Placed | undefined, now: Placed, kept: readonly Kept[]): void {
		if (now.node === null) return;
		const [rows, columns] = [this.#tables.rows(id), this.#tables.columns(id)];
		const was = old?.node ?? null;
		writeIds(rows, was ? rowIds(was) : rows.toArray().map(String), rowIds(now.node));
		writeIds(columns, was ? was.attrs.columns : columns.toArray().map(String), now.node.attrs.columns);
		const cells = was && old ? cellsOf(was, old.at) : new Map<string, PlacedCell>();
		for (const [key, cell] of cellsOf(now.node, now.at)) {
			const before = cells.get(key);
			if (before?.node === cell.node) continue;
			const mirror = this.#tables.cell(id, cell.row, cell.column);
			const next = layOut(cell.node, cell.at + 1, null);
			if (before) this.#writeText(mirror, layOut(before.node, before.at + 1, null), next, kept);
			else this.#writeText(mirror, layOut(this.#nodes.document(this.#cell(mirror)), 0, null), next, []);
			writeCell(mirror.text, cellEntries(cell.node, nodeTree));
		}
	}

	/** The person did what the layout has no word for: they see what it made of it. */
	#follow(shown: Node, meant: Node): void {
		this.#dispatch(share(shown, meant), rangeOf(shown, meant));
	}

	/** What changes on the way from the document that is shown, by what is known of each text. */
	#rangesTo(now: Node, changes: ReadonlyMap<Mirror, readonly Op[]>): readonly number[] {
		const cell = (table: string, row: string, column: string) => changes.get(this.#tables.cell(table, row, column));
		const tails = this.#tailsNow();
		const [old, next] = [layOut(this.#shown, 0, tableId, this.#tails), layOut(now, 0, tableId, tails)];
		return rangesBetween(old, next, changes.get(this.#section) ?? [], cell);
	}

	#dispatch(now: Node, ranges: readonly number[]): void {
		const host = this.#host;
		if (host === null) return;
		const { state } = host;
		const tr = state.tr.step(new FlatStep(state.doc, now, ranges));
		// The caret stays beside the character on its left: what another writes right there comes after it, and never cuts
		// a word in two.
		if (state.selection instanceof TextSelection && state.selection.empty) {
			const $at = now.resolve(tr.mapping.map(state.selection.head, -1));
			tr.setSelection($at.parent.inlineContent ? new TextSelection($at) : Selection.near($at, -1));
		}
		this.#shown = now;
		this.#tails = this.#tailsNow();
		host.dispatch(tr.setStoredMarks(state.storedMarks).setMeta("addToHistory", false).setMeta(FLAT, true));
	}
}

/** From the first place where two documents differ to the last. */
function rangeOf(before: Node, after: Node): number[] {
	const start = before.content.findDiffStart(after.content);
	const end = before.content.findDiffEnd(after.content);
	if (start === null || end === null) return [];
	const over = Math.max(0, start - Math.min(end.a, end.b));
	return [start, end.a + over - start, end.b + over - start];
}

const isForm = (form: Form, block: Placed | undefined) =>
	block !== undefined && (Object.keys(form) as (keyof Form)[]).every((key) => form[key] === block.form[key]);

const rowIds = (table: Node): string[] => table.content.content.map((row) => String(row.attrs.id));
