import { expect, it } from "vitest";
import { assemble } from "../../../shared/text/assemble.ts";
import { plainText } from "../../../shared/text/plain.ts";
import type { Text } from "../../../shared/text/text.ts";
import { canonicalBytes, readCanonical } from "../../../shared/version/canonical.ts";
import { type Filling, textOf, UNFILLED } from "../../../shared/version/thaw.ts";
import * as build from "../text-builder.ts";

/** A visa for each commune, whose date its vote alone gives, and a day of signature; `value` is what the fields hold. */
function text(value = ""): Text {
	const fields = [
		build.field("vote", { type: "date", label: "date de la délibération", late: "deliberation" }),
		build.field("day", { type: "date", label: "date de signature", late: "signature" }),
	];
	const clause = build.paragraph("visas.p1", "Vu la délibération du ", build.blank("vote"), " ;");
	const parts = [
		build.part("recitals", null, [
			{ type: "councils", blocks: [clause] },
			build.paragraph("visas.p2", "Fait le ", build.blank("day"), "."),
		]),
		build.part("annex", 1, [{ type: "section", id: "votes" }]),
	];
	const sections = [build.section("votes", { label: "Décision", late: "deliberation" })];
	const parties = [build.party("lys", "commune"), build.party("croix", "commune")];
	const state = build.state({ fields: { vote: value, day: value } });
	return assemble(build.model(parts, { fields, sections }), { ...state, structure: { ...state.structure, parties } });
}

const bytesOf = (of: Text) => new TextDecoder().decode(canonicalBytes(of, []));
const shownWith = (filling: Partial<Filling>) =>
	plainText(textOf(readCanonical(canonicalBytes(text(), [])), { ...UNFILLED, ...filling }));

it("is in the bytes as a hole, and no value is (R29)", () => {
	expect(bytesOf(text("2026-03-31"))).toBe(bytesOf(text()));
	expect(bytesOf(text()).match(/"type":"hole"/g)).toHaveLength(3);
	expect(bytesOf(text()).match(/"type":"awaited"/g)).toHaveLength(2);
	expect(bytesOf(text())).not.toContain("2026-03-31");
});

it("is filled by the act of its own party alone, and the bytes stay", () => {
	const shown = shownWith({ deliberations: [{ party: "lys", date: "2026-03-31" }] });
	expect(shown).toContain("Vu la délibération du 31 mars 2026 ;");
	expect(shown.match(/Vu la délibération du \[date/g)).toHaveLength(1);
	expect(shown).toContain("Fait le [date de signature].");
});

it("holds the day of signature once all have signed", () => {
	expect(shownWith({ signedOn: "2026-04-03" })).toContain("Fait le 3 avril 2026.");
});

it("takes the délibération itself where the text awaits it", () => {
	const file = {
		hash: "a".repeat(64),
		kind: "pdf" as const,
		name: "lys.pdf",
		title: "",
		alt: null,
		bytes: 9,
		size: null,
	};
	const shown = shownWith({ annexed: { "votes/lys": file } });
	expect(shown).toContain("lys.pdf");
	expect(shown.match(/\[Décision/g)).toHaveLength(1);
});

it("does not read what objects have by nature", () => {
	expect(shownWith({ deliberations: [], annexed: {} })).toContain("[date de la délibération");
	const named = JSON.parse(bytesOf(text()).replaceAll("votes/lys", "constructor"));
	expect(plainText(textOf(named))).toContain("[Décision");
});
