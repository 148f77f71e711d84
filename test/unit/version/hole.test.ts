import { expect, it } from "vitest";
import { assemble } from "../../../shared/text/assemble.ts";
import { plainText } from "../../../shared/text/plain.ts";
import type { Text, TextInline } from "../../../shared/text/text.ts";
import { canonicalBytes, readCanonical } from "../../../shared/version/canonical.ts";
import { textOf } from "../../../shared/version/thaw.ts";
import * as build from "../text-builder.ts";

const KEY = "deliberation.lys";

/** A visa whose date only the vote gives, as a model declares it; `value` is what a live text would hold there. */
function visa(value: string, late: boolean): Text {
	const field = build.field(KEY, { type: "date", label: "date de la délibération" });
	const clause = build.paragraph("visas.p1", "Vu la délibération du ", build.blank(KEY), " ;");
	const model = build.model([build.part("recitals", null, [clause])], { fields: [field] });
	const text = assemble(model, build.state({ fields: { [KEY]: value } }));
	const [part] = text.parts;
	const [block] = part?.blocks ?? [];
	if (block?.type !== "paragraph") throw new Error("no visa");
	const holed = (inline: TextInline): TextInline =>
		late && inline.type === "field" ? { ...inline, late: "deliberation" } : inline;
	return {
		...text,
		parts: [{ ...(part as Text["parts"][0]), blocks: [{ ...block, content: block.content.map(holed) }] }],
	};
}

const bytesOf = (text: Text) => new TextDecoder().decode(canonicalBytes(text, []));
const filled = { draft: false, annexed: {}, late: { [KEY]: "2026-03-31" } };

it("is in the bytes as a hole, and no value is (R29)", () => {
	expect(bytesOf(visa("2026-03-31", true))).toBe(bytesOf(visa("", true)));
	expect(bytesOf(visa("", true))).toContain('"type":"hole"');
	expect(bytesOf(visa("", true))).not.toBe(bytesOf(visa("", false)));
});

it("is filled by a recorded act alone, and the bytes stay", () => {
	const bytes = canonicalBytes(visa("", true), []);
	expect(plainText(textOf(readCanonical(bytes)))).toContain("Vu la délibération du [date de la délibération] ;");
	expect(plainText(textOf(readCanonical(bytes), filled))).toContain("Vu la délibération du 31 mars 2026 ;");
});

it("is none where the field was filled before: an act changes nothing there", () => {
	const bytes = canonicalBytes(visa("2026-01-01", false), []);
	expect(plainText(textOf(readCanonical(bytes), filled))).toContain("Vu la délibération du 1er janvier 2026 ;");
});

it("does not read what objects have by nature", () => {
	const text = visa("", true);
	const [part] = text.parts;
	const [block] = part?.blocks ?? [];
	if (block?.type !== "paragraph") throw new Error("no visa");
	const content = block.content.map((inline) => (inline.type === "field" ? { ...inline, key: "constructor" } : inline));
	const named = { ...text, parts: [{ ...(part as Text["parts"][0]), blocks: [{ ...block, content }] }] };
	const read = textOf(readCanonical(canonicalBytes(named, [])));
	expect(plainText(read)).toContain("[date de la délibération]");
});
