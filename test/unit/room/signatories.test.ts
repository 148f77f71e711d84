import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { writingOf } from "../../../shared/convention/writable.ts";
import { isFailure } from "../../../shared/failure.ts";
import { MAX_SIGNATORIES, type Signatory } from "../../../shared/party/signatory.ts";
import type { Member } from "../../../shared/people/member.ts";
import { carryOut } from "../../../shared/room/commands/carry-out.ts";
import { nameSignatories } from "../../../shared/room/named-signatories.ts";
import { FIELDS, readFields, readState, readStructure, STRUCTURE } from "../../../shared/room/roots.ts";
import { assemble } from "../../../shared/text/assemble.ts";
import { plainText } from "../../../shared/text/plain.ts";
import { model, part, party, signatory } from "../text-builder.ts";

const parties = [
	party("caf", "caf", ["La Directrice"]),
	party("commune", "commune", ["Le Maire"]),
	party("commune-2", "commune", ["Le Maire"]),
];
const writing = writingOf(model([]));

function docWith(entries: Record<string, unknown>, fields: Record<string, string> = {}): Y.Doc {
	const doc = new Y.Doc();
	for (const [key, value] of Object.entries(entries)) doc.getMap(STRUCTURE).set(key, value);
	for (const [key, value] of Object.entries(fields)) doc.getMap(FIELDS).set(key, value);
	return doc;
}

const clerk: Member = { person: "c", name: "C", party: "commune", kind: "commune", roles: ["drafts"] };
const caf: Member = { person: "i", name: "I", party: "caf", kind: "caf", roles: ["coordinates"] };

describe("saying who signs", () => {
	const mayor = signatory("commune-1", { title: "La Maire", civility: "Madame", name: "Anne Le Goff" });
	const say = (by: Member, id: string, signatories: Signatory[], isAbsent = false, doc = docWith({ parties })) => {
		const outcome = carryOut({ kind: "setSignatories", party: id, signatories, isAbsent }, doc, writing, by);
		const found = readStructure(doc).parties.find((each) => each.id === id)?.signatories;
		return { outcome: isFailure(outcome) ? outcome.code : outcome, found };
	};

	it("is done for one's own party, and stands said again", () => {
		const doc = docWith({ parties });
		expect(say(clerk, "commune", [mayor], false, doc)).toEqual({ outcome: "done", found: [mayor] });
		expect(say(clerk, "commune", [mayor], false, doc).outcome).toBe("stood");
		expect(readStructure(doc).parties.find(({ id }) => id === "commune-2")?.signatories).toEqual(
			parties[2]?.signatories,
		);
	});

	it.each<[string, Member, string, boolean, string]>([
		["another commune's mayor", clerk, "commune-2", false, "notYours"],
		["another commune's mayor, of whom nobody is there", clerk, "commune-2", true, "forbidden"],
		["a mayor whose commune has people", caf, "commune-2", false, "notYours"],
		["a mayor of whose commune nobody is there", caf, "commune-2", true, "done"],
		["the same without coordinating", { ...caf, roles: ["drafts"] }, "commune-2", true, "forbidden"],
		["one's own without writing", { ...clerk, roles: ["signs"] }, "commune", false, "forbidden"],
		["for a party that is none", caf, "nobody", true, "unknownParty"],
	])("%s", (_, by, id, isAbsent, expected) => {
		const { outcome, found } = say(by, id, [{ ...mayor, id: "new" }], isAbsent);
		expect(outcome).toBe(expected);
		if (expected !== "done") expect(found).toEqual(parties.find((each) => each.id === id)?.signatories);
	});

	it.each<[string, Signatory[]]>([
		["nobody", []],
		["too many", Array.from({ length: MAX_SIGNATORIES + 1 }, (_, at) => ({ ...mayor, id: `m-${at}` }))],
		["one without a title", [{ ...mayor, title: " " }]],
		["one twice", [mayor, mayor]],
		["one of another party", [{ ...mayor, id: "commune-2-1" }]],
	])("refuses %s", (_, signatories) => {
		expect(say(clerk, "commune", signatories)).toEqual({ outcome: "invalidField", found: parties[1]?.signatories });
	});

	it("is over once the text is submitted", () => {
		const doc = docWith({ parties, phase: "submitted" });
		expect(say(clerk, "commune", [mayor], false, doc).outcome).toBe("frozen");
	});
});

describe("names that were typed as fields", () => {
	const old = [
		{
			...party("caf", "caf"),
			signatories: [
				{ id: "caf-1", title: "La Présidente" },
				{ id: "caf-2", title: "La Directrice" },
			],
		},
		{ ...party("commune", "commune"), signatories: [{ id: "commune-1", title: "Le Maire" }] },
	];
	const typed = {
		"signataire.caf-1": "Madame Claire  Exemple ",
		"signataire.commune-1": "M. Paul EXEMPLE",
		lieu: "Lys",
	};
	const text = (doc: Y.Doc) =>
		plainText(
			assemble(
				model([
					part("parties", null, [
						{
							type: "parties",
							templates: [
								{
									side: "caf",
									blocks: [{ type: "paragraph", id: "p", content: [{ type: "party", what: "signatories" }] }],
								},
							],
						},
					]),
					part("closing", null, [{ type: "signatures" }]),
				]),
				readState(doc, writing),
			),
		);

	it("become their party's own, word for word, once", () => {
		const doc = docWith({ parties: old }, typed);
		nameSignatories(doc);
		expect(readFields(doc)).toEqual({ lieu: "Lys" });
		const [first, second] = readStructure(doc).parties;
		expect(first?.signatories).toEqual([
			{ id: "caf-1", title: "La Présidente", civility: "Madame", name: "Claire  Exemple ", delegation: "" },
			{ id: "caf-2", title: "La Directrice", civility: "", name: "", delegation: "" },
		]);
		expect(second?.signatories[0]).toMatchObject({ civility: "", name: "M. Paul EXEMPLE" });
		expect(text(doc)).toContain("la Présidente, Madame Claire  Exemple , et par la Directrice, [nom : La Directrice]");
		expect(text(doc)).toContain("Le Maire, M. Paul EXEMPLE");
		const before = Y.encodeStateAsUpdate(doc);
		nameSignatories(doc);
		expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
	});

	it("leave a convention alone that never had such fields", () => {
		const doc = docWith({ parties }, { lieu: "Lys" });
		const before = Y.encodeStateAsUpdate(doc);
		nameSignatories(doc);
		expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
	});
});
