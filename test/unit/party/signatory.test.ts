import { describe, expect, it } from "vitest";
import { cleanSignatory } from "../../../shared/party/said-signatory.ts";
import { delegationOf, MAX_SIGNATORY_NAME, nameOf } from "../../../shared/party/signatory.ts";

describe("a signatory, as it was said", () => {
	it.each([
		["Anne Morel", "", "Anne Morel"],
		["Mme Anne Morel", "Madame", "Anne Morel"],
		["Mme. Anne Morel", "Madame", "Anne Morel"],
		["  madame   Anne  Morel ", "Madame", "Anne Morel"],
		["M. Jean Petit", "Monsieur", "Jean Petit"],
		["M.Jean Petit", "Monsieur", "Jean Petit"],
		["Monsieur Jean Petit", "Monsieur", "Jean Petit"],
		["Mr Jean Petit", "Monsieur", "Jean Petit"],
		["Maurice M.", "", "Maurice M."],
		["Madame", "", "Madame"],
		["", "", ""],
	])("%j is %j, %j", (typed, civility, name) => {
		expect(cleanSignatory({ title: "Le Maire", name: typed }, "x")).toMatchObject({ civility, name });
	});

	it("keeps its id, has one line each, and says its delegation once", () => {
		const said = cleanSignatory(
			{
				id: "a",
				title: " Le Premier\nadjoint ",
				civility: "Monsieur",
				name: "Luc\u202E Roy",
				delegation: "Par délégation du Maire",
			},
			"x",
		);
		expect(said).toEqual({
			id: "a",
			title: "Le Premier adjoint",
			civility: "Monsieur",
			name: "Luc Roy",
			delegation: "du Maire",
		});
		expect([nameOf(said), delegationOf(said)]).toEqual(["Monsieur Luc Roy", "par délégation du Maire"]);
		expect(cleanSignatory({ title: "x", name: "a".repeat(500) }, "x").name).toHaveLength(MAX_SIGNATORY_NAME);
	});

	it("has no name as long as nobody is named, whatever the civility", () => {
		expect(nameOf({ civility: "Madame", name: "" })).toBe("");
		expect(delegationOf({ delegation: "" })).toBe("");
	});
});
