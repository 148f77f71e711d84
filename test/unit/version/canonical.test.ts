import { describe, expect, it } from "vitest";
import type { Node, State } from "../../../shared/convention/state.ts";
import type { Model } from "../../../shared/model/model.ts";
import { models } from "../../../shared/model/models.ts";
import { assemble, hasSubstance } from "../../../shared/text/assemble.ts";
import { html } from "../../../shared/text/html.ts";
import { fillable } from "../../../shared/text/outline.ts";
import type { Text } from "../../../shared/text/text.ts";
import { walk } from "../../../shared/text/walk.ts";
import { canonicalBytes, readCanonical } from "../../../shared/version/canonical.ts";
import { textOf, UNFILLED } from "../../../shared/version/thaw.ts";
import { Random } from "../../fuzz/random.ts";
import { anyState, words } from "./states.ts";

/** Of each model; RUNS=… for a long search. */
const RUNS = Number(process.env.RUNS ?? 12);

/** From the command line to replay: SEED=…, otherwise another one each time. */
const first = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Tries this with many states of each model; a failure names the seed that draws it again. */
function withStates(what: string, check: (model: Model, state: State, random: Random) => void): void {
	it.each(models.map(({ id }) => id))(`${what}: %s`, (id) => {
		const model = models.find((each) => each.id === id) as Model;
		for (let seed = first; seed < first + RUNS; seed++) {
			const random = new Random(seed);
			try {
				check(model, anyState(model, random), random);
			} catch (error) {
				throw new Error(`SEED=${seed}: ${(error as Error).message}`, { cause: error });
			}
		}
	});
}

const bytesOf = (model: Model, state: State, pages: number | null = null) =>
	new TextDecoder().decode(canonicalBytes(assemble(model, state, pages), state.structure.parties));

/** Where two long texts part, or "". */
function difference(one: string, other: string): string {
	if (one === other) return "";
	const at = [...one].findIndex((_, index) => one[index] !== other[index]);
	return `${one.slice(at - 60, at + 120)} ≠ ${other.slice(at - 60, at + 120)}`;
}

const clone = (state: State): State => structuredClone(state);

describe("the bytes of a version", () => {
	withStates("read back as the very text", (model, state) => {
		const text: Text = { ...assemble(model, state), draft: false };
		const bytes = canonicalBytes(text, state.structure.parties);
		const shown = html(text).replaceAll(/ data-file="[^"]+"/g, named(text.parts));
		expect(difference(html(textOf(readCanonical(bytes), { ...UNFILLED, draft: false })), shown)).toBe("");
	});

	withStates("are the same whatever the way there", (model, state, random) => {
		const other = clone(state);
		other.fields = reversed(other.fields);
		other.sections = Object.fromEntries(
			Object.entries(reversed(other.sections)).map(([id, nodes]) => [id, nodes.map((node) => otherwise(node, random))]),
		);
		for (const files of Object.values(other.structure.files)) for (const file of files) file.id = `f-${random.next()}`;
		expect(difference(bytesOf(model, renamed(other), 12), bytesOf(model, state))).toBe("");
	});

	withStates("do not know the phase, nor the help that drafters see", (model, state) => {
		const drafting = clone(state);
		drafting.structure.phase = "drafting";
		expect(difference(bytesOf(model, drafting), bytesOf(model, state))).toBe("");
	});

	withStates("change with the order of rows", (model, state) => {
		const [[table, rows] = ["", []]] = Object.entries(state.structure.rows);
		if (rows.length < 2) return;
		const told = clone(state);
		const turned = clone(state);
		for (const each of [told, turned]) {
			rows.forEach((row, index) => {
				each.sections[`${table}/${row}/0`] = [{ type: "paragraph", content: [{ type: "text", text: `n° ${index}` }] }];
			});
		}
		turned.structure.rows[table] = rows.toReversed();
		expect(bytesOf(model, told) === bytesOf(model, turned)).toBe(false);
	});

	withStates("change with whatever a reader sees change", (model, state, random) => {
		const before = bytesOf(model, state);
		for (const [name, change] of Object.entries(changes)) {
			const [changedModel, changed] = [structuredClone(model), clone(state)];
			const shown = new Set(sectionsShown(assemble(model, state)));
			const sections = Object.fromEntries(Object.entries(changed.sections).filter(([id]) => shown.has(id)));
			if (!change({ ...changed, sections }, changedModel, random)) continue;
			expect([name, bytesOf(changedModel, changed) === before]).toEqual([name, false]);
		}
	});

	it("are refused when they are not canonical, or of another kind", () => {
		const [model] = models as [Model];
		const bytes = bytesOf(model, anyState(model, new Random(1)));
		const read = (text: string) => () => readCanonical(new TextEncoder().encode(text));
		expect(read(bytes)).not.toThrow();
		expect(read(` ${bytes}`)).toThrow(/canonical/);
		expect(read(bytes.replace("copacte-version-1", "copacte-version-9"))).toThrow(/no version/);
		expect(read("[]")).toThrow(/no version/);
	});
});

/** A wording that was not chosen holds sections that nobody sees. */
const sectionsShown = ({ parts }: Text): string[] =>
	parts.flatMap(({ blocks }) =>
		[...walk(blocks)].flatMap(({ block }) => (block?.type === "section" ? [block.id] : [])),
	);

/** Files have no address in a version: the rendering gives them one by their place. */
function named(parts: { id: string; blocks: { type: string }[] }[]): (match: string) => string {
	const ids = parts.flatMap(({ id, blocks }) =>
		blocks.flatMap(({ type }, index) => (type === "file" ? [`${id}/fichier-${index + 1}`] : [])),
	);
	return () => ` data-file="${ids.shift()}"`;
}

const reversed = <T>(record: Record<string, T>): Record<string, T> =>
	Object.fromEntries(Object.entries(record).toReversed());

/** The same content as another editor, or another order of edits, would have left it. */
function otherwise(node: Node, random: Random): Node {
	const marks = node.marks ? { marks: node.marks.toReversed() } : {};
	const attrs = node.type.startsWith("table") && node.attrs ? { attrs: { ...node.attrs, colwidth: null } } : {};
	const content = node.content
		? { content: node.content.flatMap((inner) => cut(otherwise(inner, random), random)) }
		: {};
	return { ...node, ...marks, ...attrs, ...content };
}

function cut(node: Node, random: Random): Node[] {
	if (!node.text || node.text.length < 2) return [node];
	const at = 1 + random.int(node.text.length - 1);
	return [
		{ ...node, text: node.text.slice(0, at) },
		{ ...node, text: node.text.slice(at) },
	];
}

/** The same rows under ids that were drawn. */
function renamed(state: State): State {
	const { rows } = state.structure;
	const sections = Object.entries(state.sections).map(([id, nodes]) => {
		const [table = "", row, column] = id.split("/");
		return [rows[table] && row ? `${table}/r-${row}/${column}` : id, nodes] as const;
	});
	const drawn = Object.entries(rows).map(([table, ids]) => [table, ids.map((id) => `r-${id}`)] as const);
	const structure = { ...state.structure, rows: Object.fromEntries(drawn) };
	return { ...state, sections: Object.fromEntries(sections), structure };
}

/** Each does one thing that a reader sees; false where there was nothing to do it to. */
const changes: Record<string, (state: State, model: Model, random: Random) => boolean> = {
	"a character of a field": (state, model, random) => {
		const filled = assemble(model, state).parts.flatMap(({ blocks }) => [...fillable(blocks)]);
		const typed = filled.flatMap((each) => (each.type === "field" && each.fieldType === "text" ? [each.key] : []));
		const key = random.pick(typed);
		state.fields[key] = `${state.fields[key]}a`;
		return true;
	},
	"who signs": ({ structure }, _, random) => {
		const { signatories } = random.pick(structure.parties);
		const signatory = random.pick(signatories);
		const said = random.pick(["title", "name", "delegation"] as const);
		signatory[said] = `${signatory[said]}a`;
		return true;
	},
	"a character of a section": ({ sections }, _, random) => {
		const texts = Object.values(sections).flatMap((nodes) => nodes.flatMap(textsIn));
		if (texts.length === 0) return false;
		const node = random.pick(texts);
		const at = random.int((node.text?.length ?? 0) + 1);
		node.text = `${node.text?.slice(0, at)}x${node.text?.slice(at)}`;
		return true;
	},
	"a mark": ({ sections }, _, random) => {
		const texts = Object.values(sections).flatMap((nodes) => nodes.flatMap(textsIn));
		const plain = texts.filter(({ marks = [] }) => !marks.some(({ type }) => type === "superscript"));
		if (plain.length === 0) return false;
		const node = random.pick(plain);
		node.marks = [...(node.marks ?? []), { type: "superscript" }];
		return true;
	},
	"a paragraph more": ({ sections }, _, random) => {
		const filled = Object.values(sections).filter((nodes) => nodes.some(hasSubstance));
		if (filled.length === 0) return false;
		random.pick(filled).push({ type: "paragraph" });
		return true;
	},
	"an option": ({ structure }, _, random) => {
		const ids = Object.keys(structure.options);
		if (ids.length === 0) return false;
		const id = random.pick(ids);
		structure.options[id] = !structure.options[id];
		return true;
	},
	"a wording": ({ structure }, { parts }) => {
		const [block] = parts.flatMap(({ blocks }) => blocks.filter(({ type }) => type === "variants"));
		if (block?.type !== "variants") return false;
		const other = block.variants.find(({ id }) => id !== structure.variants[block.id]);
		structure.variants[block.id] = other?.id ?? "";
		return other !== undefined;
	},
	"a row more": ({ structure: { rows } }) => {
		const [ids] = Object.values(rows);
		ids?.push("more");
		return ids !== undefined;
	},
	"a file's bytes": ({ structure: { files } }) => {
		const [file] = Object.values(files).flat();
		if (file) file.hash = "0".repeat(64);
		return file !== undefined;
	},
	"a file's title": ({ structure: { files } }) => {
		const [file] = Object.values(files).flat();
		if (file) file.title += "x";
		return file !== undefined;
	},
	"what is heard of an image": ({ structure: { files } }) => {
		const file = Object.values(files)
			.flat()
			.find(({ size }) => size);
		if (file) file.alt = "Autre chose";
		return file !== undefined;
	},
	"a file less": ({ structure: { files } }) => {
		const some = Object.values(files).find(({ length }) => length > 0);
		some?.pop();
		return some !== undefined;
	},
	"a logo": ({ structure: { logos } }) => {
		if (logos.caf) logos.caf.hash = "1".repeat(64);
		return logos.caf !== undefined;
	},
	"a party's name": ({ structure: { parties } }, _, random) => {
		const party = random.pick(parties);
		party.name += "s";
		return true;
	},
	"a party's defined term": ({ structure: { parties } }, _, random) => {
		random.pick(parties).alias += "s";
		return true;
	},
	"a signatory's title": ({ structure: { parties } }, _, random) => {
		const [signatory] = random.pick(parties).signatories;
		if (signatory) signatory.title += " adjoint";
		return signatory !== undefined;
	},
	"parties in another order": ({ structure }) => {
		structure.parties = structure.parties.toReversed();
		return true;
	},
	"a clause of the model": (_, { parts }, random) => {
		const clauses = parts.flatMap(({ blocks }) => blocks.filter(({ type }) => type === "paragraph"));
		const clause = random.pick(clauses);
		if (clause.type === "paragraph") clause.content.push({ type: "text", text: words(random), marks: [] });
		return true;
	},
	"a title of the model": (_, { parts }, random) => {
		const part = random.pick(parts.filter(({ title }) => title !== null));
		part.title += "s";
		return true;
	},
	"the model's digest": (_, model) => {
		model.digest = "2".repeat(64);
		return true;
	},
};

const textsIn = (node: Node): Node[] => [...(node.text ? [node] : []), ...(node.content ?? []).flatMap(textsIn)];
