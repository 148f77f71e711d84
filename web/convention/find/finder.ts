import { highlight } from "../paper/highlight.ts";
import { find, type Line, linesOf, type Match, rangeOf } from "../paper/words.ts";

/** How long after a change the page is searched again, and how many places are drawn around the one at hand. */
const AGAIN_MS = 120;
const DRAWN = 500;

/** What the search has found; `at` counts from 1, and is 0 when there is nothing. */
export interface Found {
	at: number;
	total: number;
}

/** Searches a piece of the page as it lives: what is typed there is searched again, and the reader's place is kept. */
export class Finder {
	#root: Element;
	#observer: MutationObserver;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#listeners = new Set<() => void>();
	#lines: Line[];
	#words = "";
	#matches: Match[] = [];
	#index = -1;
	/** Follows the words at hand while the page changes around them. */
	#here: Range | null = null;
	found: Found = { at: 0, total: 0 };

	constructor(root: Element) {
		this.#root = root;
		this.#lines = linesOf(root);
		this.#observer = new MutationObserver(this.#notice);
		this.#observer.observe(root, { subtree: true, childList: true, characterData: true });
	}

	subscribe = (listener: () => void) => {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	};

	/** Finds other words: from the place at hand, or from what the reader sees. Answers the place to show. */
	search(words: string): Range | null {
		this.#words = words;
		this.#read();
		this.#index = this.#first(this.#here === null ? isInSight : this.#isNotBefore);
		return this.#settle();
	}

	/** Goes to the next place or the one before, around the end. */
	step(by: 1 | -1): Range | null {
		if (this.#isStale()) this.#again();
		const { length } = this.#matches;
		if (length > 0) this.#index = (this.#index + by + length) % length;
		return this.#settle();
	}

	/** The words at hand on the page as it is now, or where they stood last. */
	get here(): Range | null {
		if (this.#isStale()) this.#again();
		return this.#here;
	}

	close() {
		this.#observer.disconnect();
		clearTimeout(this.#timer);
		highlight("found", []);
		highlight("found-here", []);
	}

	#again = () => {
		this.#read();
		this.#index = this.#first(this.#isNotBefore);
		this.#settle();
	};

	#notice = () => {
		this.#timer ??= setTimeout(this.#again, AGAIN_MS);
	};

	/** True when the page has changed since it was read: what was found may lie outside of its nodes. */
	#isStale(): boolean {
		if (this.#observer.takeRecords().length > 0) this.#notice();
		return this.#timer !== undefined;
	}

	#read() {
		if (this.#isStale()) this.#lines = linesOf(this.#root, this.#lines);
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#matches = find(this.#lines, this.#words);
	}

	#settle(): Range | null {
		const match = this.#matches[this.#index];
		if (match) this.#here = rangeOf(match);
		const from = Math.max(0, this.#index - DRAWN);
		highlight("found", this.#matches.slice(from, this.#index + DRAWN).map(rangeOf));
		highlight("found-here", match && this.#here ? [this.#here] : []);
		this.found = { at: this.#index + 1, total: this.#matches.length };
		for (const listener of this.#listeners) listener();
		return match ? this.#here : null;
	}

	/** The first place of which this is true, as of all after it; none, the last; -1 where there is no place at all. */
	#first(is: (range: Range) => boolean): number {
		let [low, high] = [0, this.#matches.length - 1];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (is(rangeOf(this.#matches[middle] as Match))) high = middle;
			else low = middle + 1;
		}
		return Math.min(low, high);
	}

	#isNotBefore = (range: Range) => {
		const here = this.#here;
		return here === null || here.comparePoint(range.startContainer, range.startOffset) >= 0;
	};
}

const isInSight = (range: Range) => range.getBoundingClientRect().bottom > 0;
