import type { Node } from "@tiptap/pm/model";
import { Step, StepMap, StepResult } from "@tiptap/pm/transform";

/**
 * Whatever came from another page, as one step: the document as it is now, and which positions were kept, so that the
 * selection, carets and decorations stay where they stood in the text. It cannot be sent or rebased, and no history of
 * ProseMirror's must see it: the shared one of Yjs undoes.
 */
export class FlatStep extends Step {
	readonly #before: Node;
	readonly #after: Node;
	/** As a StepMap has them: from, old length, new length. */
	readonly #ranges: readonly number[];

	constructor(before: Node, after: Node, ranges: readonly number[]) {
		super();
		this.#before = before;
		this.#after = after;
		this.#ranges = ranges;
	}

	override apply(): StepResult {
		return StepResult.ok(this.#after);
	}

	override getMap(): StepMap {
		return new StepMap(this.#ranges);
	}

	override invert(): Step {
		const back: number[] = [];
		let shift = 0;
		for (let i = 0; i < this.#ranges.length; i += 3) {
			const [from, old, now] = this.#ranges.slice(i, i + 3) as [number, number, number];
			back.push(from + shift, now, old);
			shift += now - old;
		}
		return new FlatStep(this.#after, this.#before, back);
	}

	override map(): null {
		return null;
	}

	override toJSON() {
		return { stepType: "flat" };
	}
}
