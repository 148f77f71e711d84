import { describe, expect, it } from "vitest";
import { landmarksOf } from "../../shared/convention/landmarks.ts";
import {
	deadlineSentence,
	type Line,
	nextDeadline,
	partiesSentence,
	shortTurn,
	taskOf,
	yearsOf,
} from "../../shared/list/line.ts";
import { addressOf, mineOf, PAGE_SIZE, pageOf, readQuery, yearsCovered } from "../../shared/list/list.ts";
import { searchable, searchWords } from "../../shared/list/search.ts";
import { summaryOf } from "../../shared/list/summary.ts";
import type { Owner } from "../../shared/model/model.ts";
import { models } from "../../shared/model/models.ts";
import type { Turn } from "../../shared/text/outline.ts";
import { party, state } from "./text-builder.ts";

const TODAY = "2026-11-22";

const turn = (owner: Owner, fields: number, sections = 0): Turn => ({
	owner,
	party: null,
	to: owner === "caf" ? "à la Caf" : owner === "commune" ? "à la commune" : "aux deux parties",
	fields,
	sections,
	first: { kind: "field", id: "a", label: "a", owner, party: null, part: "cover" },
});

const line = (id: string, more: Partial<Line> = {}, summary: Partial<NonNullable<Line["summary"]>> = {}): Line => ({
	id,
	title: `CTG ${id}`,
	model: "ctg-2024",
	phase: "drafting",
	member: { person: "p", name: "P", party: "commune", kind: "commune", roles: ["drafts"] },
	changedAt: "2026-01-01T00:00:00.000Z",
	summary: {
		territory: "",
		starts: null,
		ends: null,
		deadlines: [],
		done: 0,
		total: 10,
		turns: [],
		awaited: [],
		parties: { names: [], count: 0 },
		...summary,
	},
	...more,
});

const asked = (address: string) => readQuery(new URLSearchParams(address)).query;
const ids = (lines: Line[], address = "", matching: string[] | null = null) =>
	pageOf(lines, asked(address), matching && new Set(matching), TODAY)?.lines.map(({ id }) => id);

describe("words that are searched", () => {
	it.each([
		["Épinay-lès-Œuvres", "epinay les oeuvres"],
		["L’Haÿ-les-Roses", "l hay les roses"],
		["  CTG 2024-2028 · Lys ", "ctg 2024 2028 lys"],
		["%_", ""],
	])("%s", (typed, folded) => {
		expect(searchable(typed)).toBe(folded);
	});

	it("are eight at most, and each has to be found", () => {
		expect(searchWords("un deux trois quatre cinq six sept huit neuf")).toHaveLength(8);
		expect(searchWords(" ")).toEqual([]);
	});
});

describe("what a list says of a convention", () => {
	const ctg = models.find(({ id }) => id === "ctg-2024");
	const acte = models.find(({ id }) => id === "acte-engagement-ctg");
	if (!ctg || !acte) throw new Error("the models are not compiled");

	it("both models have their landmarks", () => {
		const keys = (model: typeof ctg) => Object.values(landmarksOf(model)).map((field) => field?.key ?? null);
		expect(keys(ctg)).toEqual(["territoire", "convention.debut", "convention.fin", "plan.echeance"]);
		expect(keys(acte)).toEqual(["commune.nom", "acte.debut", "acte.fin", null]);
	});

	it("is read off its text", () => {
		const parties = [party("caf", "caf"), ...[1, 2, 3, 4].map((n) => party(`c${n}`, "commune", [], `Commune ${n}`))];
		const fields = { territoire: " Lys-lez-Lannoy ", "convention.debut": "2024-01-01", "convention.fin": "2028" };
		const summary = summaryOf("CTG", ctg, state({ fields, structure: { parties } }));
		expect(summary).toMatchObject({
			territory: "Lys-lez-Lannoy",
			starts: 2024,
			ends: 2028,
			deadlines: [{ what: "end", on: "2028-12-31" }],
			parties: { names: ["caf", "Commune 1", "Commune 2"], count: 5 },
			search: "ctg lys lez lannoy caf commune 1 commune 2 commune 3 commune 4",
		});
		expect(summary.done).toBe(3);
		expect(summary.turns.length).toBeGreaterThan(1);
	});

	it.each([
		[{ names: ["Caf"], count: 1 }, "Caf"],
		[{ names: ["Caf", "Lys"], count: 2 }, "Caf et Lys"],
		[{ names: ["Caf", "Lys", "MSA"], count: 4 }, "Caf, Lys, MSA et une autre"],
		[{ names: ["Caf", "Lys", "MSA"], count: 60 }, "Caf, Lys, MSA et 57 autres"],
	])("names parties %j", (parties, said) => {
		expect(partiesSentence(parties)).toBe(said);
	});

	it.each([
		[2024, 2028, "2024-2028"],
		[2026, 2026, "2026"],
		[2026, null, "2026-…"],
		[null, null, ""],
	])("names years %s to %s", (starts, ends, said) => {
		expect(yearsOf({ starts, ends })).toBe(said);
	});
});

describe("what is mine to do", () => {
	const turns = [turn("caf", 1), turn("commune", 2), turn("all", 1, 1)];

	it("is my side's and everyone's together", () => {
		expect(taskOf(line("a", {}, { turns }))).toEqual({
			fields: 3,
			sections: 1,
			sentence: "3 champs et une partie libre à compléter",
		});
	});

	it("is a step on the way to signature once the text is submitted", () => {
		const awaited = [
			{ what: "approve" as const, parties: ["commune"], to: "à la Commune", since: "2026-03-12T09:00:00Z" },
		];
		const submitted = line("a", { phase: "submitted" }, { awaited });
		expect(taskOf(submitted)).toBeNull();
		expect(shortTurn(submitted, TODAY)).toBe("À la Commune de valider, depuis le 12 mars.");
		const approver = { ...submitted, member: { ...submitted.member, roles: ["approves" as const] } };
		expect(taskOf(approver)).toEqual({ fields: 0, sections: 0, sentence: "texte à valider" });
		expect(shortTurn(approver, TODAY)).toBe("À vous de jouer : texte à valider.");
	});

	it.each<[string, Partial<Line>]>([
		["for who does not write", { member: { ...line("a").member, roles: ["reads", "signs"] } }],
		["once it is no longer drafted", { phase: "submitted" }],
		["where lists know nothing", { summary: null }],
	])("is nothing %s", (_, more) => {
		expect(taskOf({ ...line("a", {}, { turns }), ...more })).toBeNull();
	});

	it("is said in few words, else whom it waits for", () => {
		const said = (...of: Parameters<typeof line>) => shortTurn(line(...of), TODAY);
		expect(said("a", {}, { turns: [turn("commune", 3)] })).toBe("À vous de jouer : 3 champs à compléter.");
		expect(said("a", {}, { turns: [turn("caf", 1)] })).toBe("À la Caf de jouer : un champ à compléter.");
		expect(said("a", { phase: "signed" })).toBeNull();
	});

	it("comes last changed first", () => {
		const lines = ["1", "3", "2"].map((day) => line(day, { changedAt: `2026-01-0${day}` }, { turns }));
		expect(mineOf([...lines, line("none")], TODAY).map(({ id }) => id)).toEqual(["3", "2", "1"]);
	});
});

describe("what is due next", () => {
	const plan = { what: "plan" as const, on: "2027-03-31" };
	const end = { what: "end" as const, on: "2028-12-31" };

	it("is the first that is not over", () => {
		const both = line("a", {}, { deadlines: [end, plan] });
		expect(nextDeadline(both, TODAY)).toEqual(plan);
		expect(nextDeadline(both, "2027-03-31")).toEqual(plan);
		expect(nextDeadline(both, "2027-04-01")).toEqual(end);
		expect(nextDeadline(both, "2029-01-01")).toBeNull();
		expect(nextDeadline({ ...both, phase: "terminated" }, TODAY)).toBeNull();
	});

	it("is said as a day", () => {
		expect(deadlineSentence(plan)).toBe("Plan d'actions attendu le 31 mars 2027");
		expect(deadlineSentence(end)).toBe("Prend fin le 31 décembre 2028");
	});
});

describe("an address", () => {
	it.each(["/", "/?q=lys+lez", "/?q=lys&phase=drafting&party=caf&year=2026&expiring=6m&mine=1&sort=title&after=x"])(
		"%s says what is asked, and back",
		(address) => {
			expect(addressOf(asked(address.slice(1)))).toBe(address);
		},
	);

	it.each(["phase=toString", "phase=x", "year=26", "expiring=1y", "mine=yes", "sort=size"])(
		"%s is refused",
		(address) => {
			const { query, refused } = readQuery(new URLSearchParams(address));
			expect(refused).toBe(address.split("=")[0]);
			expect(query).toEqual(asked(""));
		},
	);
});

describe("a list", () => {
	it("is narrowed by phase, year, what is mine and what others found", () => {
		const lines = [
			line("a", {}, { starts: 2022, ends: 2026, turns: [turn("commune", 1)] }),
			line("b", { phase: "signed" }, { starts: 2025, ends: 2029 }),
			line("c", {}, { starts: 2027 }),
			line("d", { summary: null }),
		];
		expect(ids(lines, "phase=signed")).toEqual(["b"]);
		expect(ids(lines, "year=2026")).toEqual(["a", "b"]);
		expect(ids(lines, "year=2027")).toEqual(["b", "c"]);
		expect(ids(lines, "mine=1")).toEqual(["a"]);
		expect(ids(lines, "q=x", ["c", "d"])).toEqual(["c", "d"]);
		expect(yearsCovered(lines)).toEqual([2029, 2028, 2027, 2026, 2025, 2024, 2023, 2022]);
		expect(yearsCovered([line("typo", {}, { starts: 1024, ends: 2028 })])).toEqual([2028, 1024]);
	});

	it.each([
		[TODAY, 2026, true],
		["2026-12-31", 2026, true],
		["2027-01-01", 2026, false],
		["2026-06-30", 2026, false],
		["2026-07-01", 2026, true],
		[TODAY, 2027, false],
	])("on %s, what ends with %i within six months: %s", (today, ends, isShown) => {
		const page = pageOf([line("a", {}, { ends })], asked("expiring=6m"), null, today);
		expect(page?.count).toBe(isShown ? 1 : 0);
		expect(pageOf([line("a", { phase: "expired" }, { ends })], asked("expiring=6m"), null, today)?.count).toBe(0);
	});

	it("is sorted as French is, by what is due, by what is least advanced", () => {
		const lines = [
			line("1", { title: "Roubaix" }, { done: 9, deadlines: [{ what: "end", on: "2027-12-31" }] }),
			line("2", { title: "Épinay" }, { done: 1, deadlines: [{ what: "end", on: "2026-12-31" }] }),
			line("3", { title: "Écully 10" }, { done: 2 }),
			line("4", { title: "Écully 9", summary: null }),
		];
		expect(ids(lines, "sort=title")).toEqual(["4", "3", "2", "1"]);
		expect(ids(lines, "sort=deadline")).toEqual(["2", "1", "4", "3"]);
		expect(ids(lines, "sort=progress")).toEqual(["2", "3", "1", "4"]);
	});

	it("comes in pages; what stands after nothing is refused", () => {
		const lines = Array.from({ length: 2 * PAGE_SIZE }, (_, n) => line(String(n).padStart(3, "0")));
		const first = pageOf(lines, asked(""), null, TODAY);
		expect(first?.next).toBe("049");
		const second = pageOf(lines, asked("after=049"), null, TODAY);
		expect(second?.lines[0]?.id).toBe("050");
		expect(second).toMatchObject({ count: 100, next: null });
		expect(pageOf(lines, asked("after=nowhere"), null, TODAY)).toBeNull();
	});
});
