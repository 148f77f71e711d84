import type { AttachedFile, Node, State } from "../../../shared/convention/state.ts";
import { fieldsOf, sectionsOf, writingOf } from "../../../shared/convention/writable.ts";
import type { Model } from "../../../shared/model/model.ts";
import type { Random } from "../../fuzz/random.ts";
import { party, structure } from "../text-builder.ts";

const WORDS = "la petite enfance, une crèche ; « le » relais 1er l'été à 12 % # $x$ \\n *gras* Œuvre ☐ n° 2".split(" ");

/** A whole convention of this model, drawn: what people wrote, chose, added and attached. */
export function anyState(model: Model, random: Random): State {
	const parties = [
		party("caf", "caf", ["La Directrice", "Le Président"].slice(random.int(2)), "Caf du Nord"),
		...Array.from({ length: 1 + random.int(3) }, (_, index) => party(`c${index}`, "commune", ["Le Maire"])),
	];
	const empty = structure({ parties });
	const { tables, options, variants, annexes } = writingOf(model)(empty);
	const drawn = structure({
		parties,
		phase: "submitted",
		rows: Object.fromEntries(tables.map(({ id }) => [id, Array.from({ length: 1 + random.int(3) }, rowId)])),
		options: Object.fromEntries(options.map((id) => [id, random.chance(0.7)])),
		variants: Object.fromEntries(variants.map(({ id, choices }) => [id, random.pick(choices)])),
		files: Object.fromEntries(annexes.map(({ id }) => [id, random.chance(0.4) ? [file(random, id)] : []])),
		logos: random.chance(0.5) ? { caf: { ...file(random, "logo"), type: "image/png" } } : {},
	});
	return {
		structure: drawn,
		fields: Object.fromEntries(fieldsOf(model, drawn).map(({ key, type }) => [key, value(type, random)])),
		sections: Object.fromEntries(sectionsOf(model, drawn).map(({ id }) => [id, content(random)])),
	};
}

/** As readCanonical calls the rows that the parties added. */
const rowId = (_: unknown, index: number) => String(index + 1);

export const words = (random: Random): string =>
	Array.from({ length: 1 + random.int(6) }, () => random.pick(WORDS)).join(" ");

function value(type: string, random: Random): string {
	if (random.chance(0.1)) return "";
	if (type === "date") return `20${10 + random.int(80)}-0${1 + random.int(9)}-1${random.int(9)}`;
	if (type === "year") return String(2020 + random.int(9));
	return type === "text" || type === "person" ? words(random) : String(random.int(100_000));
}

function file(random: Random, where: string): AttachedFile {
	const image = random.chance(0.5);
	return {
		id: `f-${where}-${random.int(1e9)}`,
		hash: Array.from({ length: 64 }, () => random.int(16).toString(16)).join(""),
		type: image ? "image/png" : "application/pdf",
		name: `${words(random)}.${image ? "png" : "pdf"}`,
		bytes: 1 + random.int(1_000_000),
		size: image ? { width: 1 + random.int(900), height: 1 + random.int(900) } : null,
		alt: image ? random.pick([null, "", "Une photographie"]) : null,
		title: random.pick(["", words(random)]),
	};
}

function content(random: Random): Node[] {
	return Array.from({ length: random.int(4) }, () => block(random, 2));
}

function block(random: Random, depth: number): Node {
	const kind = depth > 0 ? random.int(6) : 0;
	const inside = () => block(random, depth - 1);
	if (kind === 1) return { type: "heading", attrs: { level: random.pick([3, 4]) }, content: runs(random) };
	if (kind === 2) return { type: "bulletList", content: items(random, inside) };
	if (kind === 3) return { type: "orderedList", attrs: { start: 1 + random.int(3) }, content: items(random, inside) };
	if (kind === 4) return { type: "table", content: [row(random, inside), row(random, inside)] };
	return { type: "paragraph", content: runs(random) };
}

const items = (random: Random, inside: () => Node): Node[] =>
	Array.from({ length: 1 + random.int(3) }, () => ({
		type: "listItem",
		content: [{ type: "paragraph", content: runs(random) }, ...(random.chance(0.3) ? [inside()] : [])],
	}));

const row = (random: Random, inside: () => Node): Node => ({
	type: "tableRow",
	content: Array.from({ length: 2 }, () => ({
		type: random.pick(["tableCell", "tableHeader"]),
		attrs: { colspan: random.pick([1, 1, 2]), rowspan: 1, colwidth: null },
		content: [inside()],
	})),
});

function runs(random: Random): Node[] {
	return Array.from({ length: random.int(4) }, () => {
		if (random.chance(0.1)) return { type: "hardBreak" };
		const marks = [
			...(random.chance(0.2) ? [{ type: "bold" }] : []),
			...(random.chance(0.2) ? [{ type: "italic" }] : []),
			...(random.chance(0.1) ? [{ type: "link", attrs: { href: "https://www.caf.fr" } }] : []),
		];
		return { type: "text", text: `${words(random)} `, ...(marks.length > 0 ? { marks } : {}) };
	});
}
