/**
 * A change to a sequence, from its beginning to its end: so many units are kept, deleted, or new. What follows the last
 * one is kept.
 */
export type Op = { readonly kind: "keep" | "delete" | "insert"; readonly count: number };

/** Adds to a change; neighbours of one kind become one. */
export function push(ops: Op[], kind: Op["kind"], count: number): void {
	const last = ops.at(-1);
	if (count === 0) return;
	if (last?.kind === kind) ops[ops.length - 1] = { kind, count: last.count + count };
	else ops.push({ kind, count });
}

/** Reads a change piece by piece. */
class Reader<O extends Op> {
	readonly #ops: readonly O[];
	#at = 0;
	#used = 0;

	constructor(ops: readonly O[]) {
		this.#ops = ops;
	}

	/** What comes next, and how much is left of it; endless keeping at the end. */
	get next(): { kind: Op["kind"]; left: number; op: O | null } {
		const op = this.#ops[this.#at];
		return op ? { kind: op.kind, left: op.count - this.#used, op } : { kind: "keep", left: Infinity, op: null };
	}

	take(count: number): void {
		this.#used += count;
		if (this.#used === this.#ops[this.#at]?.count) {
			this.#at++;
			this.#used = 0;
		}
	}

	get isDone(): boolean {
		return this.#at >= this.#ops.length;
	}
}

/** `first`, then `then`, as one change. */
export function compose(first: readonly Op[], then: readonly Op[]): Op[] {
	const out: Op[] = [];
	const [a, b] = [new Reader(first), new Reader(then)];
	while (!a.isDone || !b.isDone) {
		if (a.next.kind === "delete") {
			push(out, "delete", a.next.left);
			a.take(a.next.left);
		} else if (b.next.kind === "insert") {
			push(out, "insert", b.next.left);
			b.take(b.next.left);
		} else {
			const count = Math.min(a.next.left, b.next.left);
			// What was new and went at once was never there.
			if (a.next.kind === "keep") push(out, b.next.kind, count);
			else if (b.next.kind === "keep") push(out, "insert", count);
			a.take(count);
			b.take(count);
		}
	}
	return out;
}

/**
 * `change` as it is after `other`, which was made to the same sequence. `slice` cuts an op to a part of it. Where both put
 * something in, that of `change` stands before the other's when `goesFirst`.
 */
export function transform<O extends Op>(
	change: readonly O[],
	other: readonly Op[],
	goesFirst: boolean,
	slice: (op: O, count: number) => O,
): (O | Op)[] {
	const out: (O | Op)[] = [];
	const [a, b] = [new Reader(change), new Reader(other)];
	while (!a.isDone) {
		const { kind, left, op } = a.next;
		if (b.next.kind === "insert" && !(goesFirst && kind === "insert")) {
			out.push({ kind: "keep", count: b.next.left });
			b.take(b.next.left);
		} else if (kind === "insert") {
			if (op) out.push(op);
			a.take(left);
		} else {
			const count = Math.min(left, b.next.left);
			if (b.next.kind === "keep" && op) out.push(slice(op, count));
			a.take(count);
			b.take(count);
		}
	}
	return out;
}

/** A change of counts alone. */
export const sliceOp = ({ kind }: Op, count: number): Op => ({ kind, count });

/** Where an index of the sequence is after the change; what is new there comes after it. */
export function mapIndex(ops: readonly Op[], index: number): number {
	let [before, after] = [0, 0];
	for (const { kind, count } of ops) {
		if (before >= index && kind !== "delete") break;
		if (kind === "insert") after += count;
		else {
			const within = Math.min(count, index - before);
			if (kind === "keep") after += within;
			before += within;
			if (within < count) return after;
		}
	}
	return after + (index - before);
}
