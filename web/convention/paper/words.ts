import { type Folded, fold, matchesIn } from "./fold.ts";

/** The text of one block of the page, whatever elements its words are in. */
export interface Line {
	nodes: Text[];
	/** Where each node begins in `text`. */
	starts: number[];
	text: string;
	folded: Folded;
}

/** Words found in a line. */
export interface Match {
	line: Line;
	start: number;
	end: number;
}

const BLOCKS = new Set(
	"ADDRESS DIV DL DT FIELDSET FIGCAPTION H1 H2 H3 H4 H5 H6 LI OL P SECTION SMALL TABLE TD TH TR UL".split(" "),
);
/** The page's own words, not the convention's. */
const ASIDE =
	"button, details, fieldset, input, select, textarea, svg, [hidden], [role=toolbar], .unseen, .field-problem";

/** The lines that a reader sees, in reading order. `known` are those of before, so that what did not change is not folded again. */
export function linesOf(root: Element, known: Line[] = []): Line[] {
	const folds = new Map(known.map(({ text, folded }) => [text, folded]));
	const lines: Line[] = [];
	let nodes: Text[] = [];
	const end = () => {
		if (nodes.length > 0) lines.push(lineOf(nodes, folds));
		nodes = [];
	};
	const read = (node: Node) => {
		if (node instanceof Text) nodes.push(node);
		if (!(node instanceof Element) || node.matches(ASIDE)) return;
		const apart = BLOCKS.has(node.tagName) || node.tagName === "BR";
		if (apart) end();
		for (const child of node.childNodes) read(child);
		if (apart) end();
	};
	read(root);
	end();
	return lines;
}

function lineOf(nodes: Text[], folds: Map<string, Folded>): Line {
	const starts: number[] = [];
	let text = "";
	for (const { data } of nodes) {
		starts.push(text.length);
		text += data;
	}
	return { nodes, starts, text, folded: folds.get(text) ?? fold(text) };
}

/** Every place where these words stand. */
export function find(lines: Line[], words: string): Match[] {
	const folded = fold(words).text;
	return lines.flatMap((line) => [...matchesIn(line.folded, folded)].map((match) => ({ line, ...match })));
}

/** The words of a match on the page. */
export function rangeOf({ line, start, end }: Match): Range {
	const range = document.createRange();
	const first = line.starts.findLastIndex((at) => at <= start);
	const last = line.starts.findLastIndex((at) => at < end);
	range.setStart(line.nodes[first] as Text, start - (line.starts[first] as number));
	range.setEnd(line.nodes[last] as Text, end - (line.starts[last] as number));
	return range;
}
