import type { Node } from "@tiptap/pm/model";
import { Selection } from "@tiptap/pm/state";
import { type Spot, spotOf } from "../live/cursor.ts";
import type { Binding } from "./binding/binding.ts";
import { positionOf, unitFrom } from "./binding/layout.ts";
import { mapIndex, type Op } from "./binding/ops.ts";

/** Both ends of a selection in an editor's document. */
export interface Ends {
	anchor: number;
	head: number;
}

/** Where a position of the document that this editor shows lies in the texts of its section. */
export function spotsOf(binding: Binding, doc: Node, { anchor, head }: Ends): { anchor: Spot; head: Spot } {
	const layouts = [...binding.layouts(doc)];
	const spot = (position: number): Spot => {
		// A cell lies within its section, and comes after it.
		const within = layouts.findLast(({ layout }) => layout.start <= position && position <= layout.end) ?? layouts[0];
		if (within === undefined) throw new Error("a section without a text");
		const { mirror, layout, held } = within;
		return { text: mirror.text, index: mapIndex(held, unitFrom(layout, position)) };
	};
	return { anchor: spot(anchor), head: spot(head) };
}

/** Finds the positions of relative ones in the document that this editor shows; null for what lies elsewhere. */
export function endsIn(binding: Binding, doc: Node): (cursor: unknown) => Ends | null {
	const layouts = lazily(() => [...binding.layouts(doc)]);
	const position = (relative: unknown): number | null => {
		const spot = binding.text.doc && spotOf(binding.text.doc, relative);
		const within = spot && layouts().find(({ mirror }) => mirror.text === spot.text);
		if (!spot || !within) return null;
		return nearWords(doc, positionOf(within.layout, mapIndex(within.held.map(undone), spot.index)));
	};
	return (cursor) => {
		if (typeof cursor !== "object" || cursor === null) return null;
		const { anchor, head } = cursor as Record<string, unknown>;
		const [from, to] = [position(anchor), position(head)];
		return from === null || to === null ? null : { anchor: from, head: to };
	};
}

/** This position, or the nearest where a caret may stand. */
export function nearWords(doc: Node, position: number): number {
	const $position = doc.resolve(position);
	return $position.parent.inlineContent ? position : Selection.near($position, -1).head;
}

function lazily<T>(make: () => T): () => T {
	let made: { value: T } | undefined;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
}

const undone = ({ kind, count }: Op): Op => ({
	kind: kind === "keep" ? "keep" : kind === "insert" ? "delete" : "insert",
	count,
});
