import { describe, expect, it } from "vitest";
import { models } from "../../shared/model/models.ts";
import { endsFor, firstFields, missingIn, problemsIn, proposedTitle } from "../../shared/opening.ts";
import { bodyOf, ofPlace, partiesOf, partyBeside, placeIn } from "../../shared/party/naming.ts";
import type { PartyKind } from "../../shared/party/party.ts";
import { described } from "../../web/opening/chosen.ts";
import { type Draft, problemsOf } from "../../web/opening/draft.ts";

const [acte, ctg] = ["acte-engagement-ctg", "ctg-2024"].map((id) => models.find((model) => model.id === id));
if (!acte || !ctg) throw new Error("the models are not compiled");

describe("years", () => {
	it("that may be the last are those of the model's rule (R8)", () => {
		expect(endsFor(2027, ctg)).toEqual([2027, 2028, 2029, 2030, 2031]);
		expect(endsFor(2027, acte)).toEqual([2027]);
	});

	it.each([
		[2024, 2028, undefined],
		[2024, 2029, "Au plus tard 2028 : quatre ans après le début (2024)."],
		[2024, 2023, "Au plus tôt 2024 : l'année du début."],
	])("from %i to %i: %s", (starts, ends, message) => {
		expect(problemsIn({ starts, ends }, ctg)[0]?.message).toBe(message);
	});

	it("become dates and years of the text; an acte's last one is not asked", () => {
		const caf = { shortName: "Caf du Nord" };
		expect(firstFields({ starts: 2027, territory: " Leers " }, acte, caf)).toEqual({
			"commune.nom": "Leers",
			"acte.debut": "2027-01-01",
			"acte.fin": "2027",
			"caf.nom": "Caf du Nord",
		});
		expect(firstFields({}, ctg, caf)).toEqual({ "caf.nom": "Caf du Nord" });
	});
});

describe("a title", () => {
	it.each([
		[{ starts: 2027, ends: 2031, territory: "Lys" }, "CTG 2027-2031 · Lys"],
		[{ starts: 2027, ends: 2027, territory: "Lys" }, "CTG 2027 · Lys"],
		[{ territory: "Lys" }, "CTG · Lys"],
		[{}, "CTG"],
	])("of %j is %s", (draft, title) => {
		expect(proposedTitle(draft, ctg)).toBe(title);
	});

	it("of an acte has its one year", () => {
		expect(proposedTitle({ starts: 2027, territory: "Le Pradet" }, acte)).toBe("Acte d'engagement 2027 · Le Pradet");
	});
});

describe("what is missing", () => {
	const missing = (draft: object, kinds: PartyKind[] = ["commune"]) =>
		missingIn(draft, ctg, kinds).map(({ field }) => field);

	it("is each thing that a convention cannot begin without", () => {
		expect(missing({}, [])).toEqual(["territory", "starts", "parties"]);
		expect(missing({ territory: "\u200b", starts: 2027 })).toEqual(["territory"]);
		expect(missing({ territory: "Lys", starts: 2027 }, ["msa"])).toEqual(["parties"]);
		expect(missing({ territory: "Lys", starts: 2027 }, ["msa", "epci"])).toEqual([]);
	});
});

describe("the names of a body", () => {
	it.each([
		["Lys-lez-Lannoy", "de Lys-lez-Lannoy"],
		["Annœullin", "d'Annœullin"],
		["Épinay", "d'Épinay"],
		["Le Pradet", "du Pradet"],
		["Les Lilas", "des Lilas"],
		["La Madeleine", "de La Madeleine"],
		["Hem", "de Hem"],
	])("%s: commune %s", (place, of) => {
		expect(ofPlace(place)).toBe(of);
		expect(bodyOf("commune", place)).toEqual({
			kind: "commune",
			name: `commune ${of}`,
			shortName: `Commune ${of}`,
			alias: "la Commune",
		});
		expect(placeIn(`Commune ${of}`)).toBe(place);
		expect(bodyOf("commune", `la ville ${of} `).name).toBe(`commune ${of}`);
	});

	it("are taken as typed for others", () => {
		expect(bodyOf("epci", "Métropole européenne  de Lille")).toMatchObject({
			name: "Métropole européenne de Lille",
			alias: "la Métropole",
		});
		expect(bodyOf("msa", "MSA Nord").alias).toBe("la MSA");
	});
});

describe("parties", () => {
	const caf = { kind: "caf" as const, name: "Caisse", shortName: "Caf du Nord", alias: "la Caf" };
	const [lys, hem, leers] = ["Lys", "Hem", "Leers"].map((name) => bodyOf("commune", name));
	if (!lys || !hem || !leers) throw new Error("three communes");

	it("have ids of their kind, signatories, and one term each (R14)", () => {
		expect(partiesOf([caf, lys]).map(({ id, alias }) => [id, alias])).toEqual([
			["caf", "la Caf"],
			["commune", "la Commune"],
		]);
		const mayor = { title: "La Maire", civility: "Madame" as const, name: "Anne Le Goff", delegation: "" };
		const several = partiesOf([caf, lys, hem], [undefined, [mayor]]);
		expect(several.map(({ alias }) => alias)).toEqual(["la Caf", "la Commune de Lys", "la Commune de Hem"]);
		expect(several[1]?.signatories).toEqual([{ id: "commune-1", ...mayor }]);
		expect(several[2]?.signatories).toMatchObject([{ id: "commune-2-1", title: "Le Maire", name: "" }]);
	});

	it("that come later take a free id, and leave the others' terms alone", () => {
		const two = partiesOf([caf, lys]);
		const three = [...two, partyBeside(two, hem)];
		expect(three[2]).toMatchObject({ id: "commune-2", alias: "la Commune de Hem" });
		expect(partyBeside([...two, { ...three[2], id: "commune-3" } as never], leers).id).toBe("commune-2");
		expect(partyBeside(three, bodyOf("epci", "Communauté")).alias).toBe("la Communauté");
		expect(partyBeside(three, bodyOf("epci", "SIVOM du Val")).alias).toBe("le Syndicat");
	});
});

it("an address that is typed twice is named at the second, whatever its case", () => {
	const [lys, hem] = ["Lys", "Hem"].map((name) => described("commune", name));
	if (!lys || !hem) throw new Error("two communes");
	const draft: Draft = {
		model: ctg.id,
		caf: "caf",
		territory: "Lys",
		starts: "2027",
		ends: "",
		plan: "",
		parties: [lys, hem],
		roles: {},
		addresses: { [lys.key]: "mairie@lys.test", [hem.key]: " Mairie@Lys.test" },
		title: null,
	};
	expect(problemsOf(draft, ctg)).toEqual([
		{ field: `addresses.${hem.key}`, message: expect.stringContaining("la même que pour Commune de Lys") },
	]);
	expect(problemsOf({ ...draft, addresses: { ...draft.addresses, [hem.key]: "mairie@hem.test" } }, ctg)).toEqual([]);
});
