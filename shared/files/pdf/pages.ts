import type { Found } from "./objects.ts";
import { behind, type Dictionary, isDictionary, isReference, nameOf, type Value } from "./value.ts";

/** A tree of twenty megabytes holds far fewer. */
const MAX_NODES = 100_000;
const MAX_REFERENCES = 500_000;

type Node = { pages: number } | { kids: number[] } | { kids: number } | "page";

/**
 * Counts the pages of a document from its objects, given in the order in which they stand: of two with one number the later is
 * in force, as after every edit that a program appended.
 */
export class PageCount {
	private root: number | null = null;
	private readonly nodes = new Map<number, Node>();
	private readonly lists = new Map<number, number[]>();
	private references = 0;

	see({ number, isTrailer, value }: Found): void {
		if (isDictionary(value) && (isTrailer || nameOf(value, "Type") === "XRef")) {
			const root = behind(value, "Root");
			if (isReference(root)) this.root = root.to;
		}
		if (number === null) return;
		this.nodes.delete(number);
		this.lists.delete(number);
		const list = referencesOf(value);
		if (list) this.keep(this.lists, number, list);
		const node = isDictionary(value) ? nodeOf(value) : null;
		if (node) this.keep(this.nodes, number, node);
	}

	/** null where there is no page, one is missing, or they are more than can be counted. */
	get pages(): number | null {
		const catalog = this.root === null ? undefined : this.nodes.get(this.root);
		if (catalog === undefined || catalog === "page" || !("pages" in catalog)) return null;
		const open = [catalog.pages];
		const met = new Set<number>();
		let pages = 0;
		for (let number = open.pop(); number !== undefined; number = open.pop()) {
			const node = this.nodes.get(number);
			if (node === "page") pages++;
			else if (node && "kids" in node && !met.has(number)) {
				met.add(number);
				const kids = typeof node.kids === "number" ? this.lists.get(node.kids) : node.kids;
				if (kids === undefined) return null;
				for (const kid of kids) open.push(kid);
			} else return null;
			if (open.length + pages > MAX_REFERENCES) return null;
		}
		return pages > 0 ? pages : null;
	}

	private keep<T>(map: Map<number, T>, number: number, value: T): void {
		this.references += Array.isArray(value) ? value.length : 1;
		if (this.references <= MAX_REFERENCES && map.size < MAX_NODES) map.set(number, value);
	}
}

function nodeOf(dictionary: Dictionary): Node | null {
	const kids = behind(dictionary, "Kids");
	if (isReference(kids)) return { kids: kids.to };
	if (Array.isArray(kids)) return { kids: referencesOf(kids) ?? [] };
	const pages = behind(dictionary, "Pages");
	if (isReference(pages)) return { pages: pages.to };
	return nameOf(dictionary, "Type") === "Page" ? "page" : null;
}

/** The numbers in an array of nothing but references; null for any other value. */
function referencesOf(value: Value): number[] | null {
	if (!Array.isArray(value)) return null;
	const numbers: number[] = [];
	for (const each of value) {
		if (!isReference(each)) return null;
		numbers.push(each.to);
	}
	return numbers;
}
