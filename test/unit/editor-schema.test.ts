import { getSchema } from "@tiptap/core";
import type { Schema } from "@tiptap/pm/model";
import { describe, expect, it } from "vitest";
import { schema } from "../../shared/schema.ts";
import { nodesAndMarks } from "../../web/convention/editor/extensions.ts";

const editor = getSchema(nodesAndMarks);

/** What names a table's parts in the editor alone: a document that means the same is the same. */
const NAMES: Record<string, string[]> = { table: ["id", "columns"], tableRow: ["id"] };

const defaults = (attrs: Record<string, { default?: unknown }> | null | undefined) =>
	Object.fromEntries(Object.entries(attrs ?? {}).map(([name, spec]) => [name, spec.default]));

const withoutNames = (node: string, attrs: Record<string, unknown>) =>
	Object.fromEntries(Object.entries(attrs).filter(([name]) => !NAMES[node]?.includes(name)));

const nodesOf = ({ nodes }: Schema) =>
	Object.fromEntries(
		Object.values(nodes).map(({ name, spec }) => [
			name,
			{
				content: spec.content ?? "",
				groups: (spec.group ?? "").split(" "),
				attrs: withoutNames(name, defaults(spec.attrs)),
				marks: spec.marks ?? null,
				inline: spec.inline ?? false,
				isolating: spec.isolating ?? false,
				defining: spec.defining ?? false,
				selectable: spec.selectable ?? true,
				tableRole: spec.tableRole ?? null,
			},
		]),
	);

const marksOf = ({ marks }: Schema) =>
	Object.fromEntries(
		Object.values(marks).map(({ name, spec }) => [
			name,
			{ attrs: defaults(spec.attrs), inclusive: spec.inclusive ?? true, excludes: spec.excludes ?? null },
		]),
	);

describe("the editor's schema", () => {
	it("has the nodes of the shared schema, with the same content, groups, attributes and defaults", () => {
		expect(nodesOf(editor)).toEqual(nodesOf(schema));
	});

	it("has the marks of the shared schema, with the same attributes", () => {
		expect(marksOf(editor)).toEqual(marksOf(schema));
	});

	it("starts from the same node", () => {
		expect(editor.topNodeType.name).toBe(schema.topNodeType.name);
		expect(editor.topNodeType.createAndFill()?.toJSON()).toEqual(schema.topNodeType.createAndFill()?.toJSON());
	});

	it("ranks its nodes so that an empty place is filled by a paragraph", () => {
		const filled = (from: Schema) => from.nodes.tableCell?.createAndFill()?.toJSON();
		expect(filled(editor)).toEqual(filled(schema));
	});
});
