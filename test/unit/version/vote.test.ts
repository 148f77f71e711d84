import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFailure } from "../../../shared/failure.ts";
import { readVote, type SaidVote } from "../../../shared/version/vote.ts";

const SUBMITTED = "2026-03-12";
const TODAY = "2026-04-20";
const SAID: SaidVote = {
	number: "2026-03-31-05",
	date: "2026-03-31",
	transmittedAt: "2026-04-02",
	publishedAt: "2026-04-04",
	enforceableAt: "",
};

const read = (more: Partial<SaidVote> = {}) => readVote({ ...SAID, ...more }, SUBMITTED, TODAY);

/** The fields that are wrong; none where the vote is taken. */
function wrongIn(more: Partial<SaidVote>): string[] {
	const vote = read(more);
	return isFailure(vote) ? (vote.detail?.problems ?? []).map(({ field }) => field) : [];
}

describe("a vote", () => {
	it("is exécutoire on the later day of transmission and publication", () => {
		expect(read()).toMatchObject({ enforceableAt: "2026-04-04" });
		expect(read({ publishedAt: "2026-04-01" })).toMatchObject({ enforceableAt: "2026-04-02" });
		expect(read({ enforceableAt: "2026-04-04" })).toMatchObject({ enforceableAt: "2026-04-04" });
	});

	it("is not yet exécutoire as long as one of them is unknown", () => {
		expect(read({ transmittedAt: "" })).toMatchObject({ transmittedAt: null, enforceableAt: null });
		expect(read({ publishedAt: "" })).toMatchObject({ publishedAt: null, enforceableAt: null });
	});

	it.each<[string, Partial<SaidVote>, string[]]>([
		["no number", { number: " " }, ["number"]],
		["no day", { date: "" }, ["date"]],
		["a day that no calendar has", { date: "2026-02-30" }, ["date"]],
		["a vote before the submission", { date: "2026-03-11" }, ["date"]],
		["a vote to come", { date: "2026-04-21", transmittedAt: "", publishedAt: "" }, ["date"]],
		["a transmission before the vote", { transmittedAt: "2026-03-30" }, ["transmittedAt"]],
		["a transmission to come", { transmittedAt: "2026-04-21" }, ["transmittedAt"]],
		["a publication before the vote", { publishedAt: "2026-03-30" }, ["publishedAt"]],
		["another day than follows", { enforceableAt: "2026-04-03" }, ["enforceableAt"]],
		["a day while one is unknown", { transmittedAt: "", enforceableAt: "2026-04-04" }, ["enforceableAt"]],
		["several at once", { number: "", transmittedAt: "2026-03-30" }, ["number", "transmittedAt"]],
	])("refuses %s, and names the field", (_, more, fields) => {
		expect(wrongIn(more)).toEqual(fields);
	});

	it("may be announced to be published, and was given on the day of the submission at the earliest", () => {
		expect(wrongIn({ publishedAt: "2026-05-01" })).toEqual([]);
		expect(wrongIn({ date: SUBMITTED })).toEqual([]);
	});

	it("never lets a day contradict another, whatever is said", () => {
		const day = fc.constantFrom(
			"",
			"2026-03-11",
			"2026-03-12",
			"2026-03-31",
			"2026-04-20",
			"2026-04-21",
			"2026-13-01",
			"x",
		);
		const said = fc.record({
			number: fc.constantFrom("", "12"),
			date: day,
			transmittedAt: day,
			publishedAt: day,
			enforceableAt: day,
		});
		fc.assert(
			fc.property(said, (each) => {
				const vote = readVote(each, SUBMITTED, TODAY);
				if (isFailure(vote)) {
					expect(vote.detail?.problems.length).toBeGreaterThan(0);
					return;
				}
				const { date, transmittedAt, publishedAt, enforceableAt } = vote;
				expect(date >= SUBMITTED && date <= TODAY).toBe(true);
				for (const after of [transmittedAt, publishedAt]) expect(after === null || after >= date).toBe(true);
				if (enforceableAt !== null) expect([transmittedAt, publishedAt].sort().at(-1)).toBe(enforceableAt);
			}),
		);
	});
});
