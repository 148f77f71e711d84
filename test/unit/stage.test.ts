import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	LASTING,
	OVER,
	PHASES,
	type Phase,
	phaseWords,
	STEPS,
	UNSIGNED,
	WRITTEN,
} from "../../shared/convention/phase.ts";
import { type Act, becomes, type Stage } from "../../shared/convention/stage.ts";
import { isFailure } from "../../shared/failure.ts";

const DIGEST = "a".repeat(64);
const OTHER = "b".repeat(64);
const submission = {
	digest: DIGEST,
	by: "caf",
	deliberations: { lys: { enforceableAt: "2026-03-31" } },
	isArchived: true,
	signatories: ["caf-1", "lys-1"],
} as const;

/** One stage of each phase. */
const stages: Record<Phase, Stage> = {
	drafting: { phase: "drafting" },
	submitted: { ...submission, phase: "submitted", approvals: ["caf"], deliberations: { lys: null } },
	adopted: { ...submission, phase: "adopted" },
	signing: { ...submission, phase: "signing", signatories: ["lys-1"] },
	signed: { phase: "signed", digest: DIGEST },
	superseded: { phase: "superseded", digest: DIGEST, by: "avenant-1" },
	expired: { phase: "expired", digest: DIGEST, on: "2028-12-31" },
	terminated: { phase: "terminated", digest: DIGEST, on: "2027-06-30" },
};

const acts = {
	submit: {
		kind: "submit",
		digest: DIGEST,
		by: "caf",
		parties: ["caf", "lys"],
		councils: ["lys"],
		signatories: ["caf-1"],
	},
	reopen: { kind: "reopen", by: "caf", reason: "une erreur à l'article 3" },
	refuse: { kind: "refuse", digest: DIGEST, reason: "le conseil demande un report" },
	approve: { kind: "approve", digest: DIGEST, party: "caf" },
	archive: { kind: "archive", digest: DIGEST },
	deliberate: { kind: "deliberate", digest: DIGEST, party: "lys", enforceableAt: "2026-04-02" },
	sign: { kind: "sign", digest: DIGEST, signatory: "lys-1", on: "2026-04-02" },
	supersede: { kind: "supersede", by: "avenant-1" },
	expire: { kind: "expire", on: "2028-12-31" },
	terminate: { kind: "terminate", on: "2027-06-30" },
} as const satisfies Record<Act["kind"], Act>;

/** What each act makes of each phase, said by hand; a dash is refused. In the order of `PHASES`. */
const TABLE = `
	submit     submitted  -          -         -        -           -  -  -
	reopen     -          drafting   drafting  -        -           -  -  -
	refuse     -          drafting   -         -        -           -  -  -
	approve    -          submitted  -         -        -           -  -  -
	deliberate -          submitted  adopted   -        -           -  -  -
	archive    -          submitted  -         -        -           -  -  -
	sign       -          -          signing   signed   -           -  -  -
	supersede  -          -          -         -        superseded  -  -  -
	expire     -          -          -         -        expired     -  -  -
	terminate  -          -          -         -        terminated  -  -  -
`;

describe("a stage", () => {
	const rows = TABLE.trim()
		.split("\n")
		.map((line) => line.trim().split(/\s+/));
	const cells = rows.flatMap(([act = "", ...ends]) => ends.map((end, at) => [act, PHASES[at] ?? "", end] as const));

	it.each(cells)("%s, %s: %s", (act, phase, end) => {
		const next = becomes(stages[phase as Phase], acts[act as Act["kind"]]);
		expect(isFailure(next) ? "-" : next.phase).toBe(end);
		if (isFailure(next)) expect(next.code).toBe("notNow");
	});

	it.each([
		["an approval of another text", "submitted", { ...acts.approve, digest: OTHER }, "otherVersion"],
		["a refusal of another text", "submitted", { ...acts.refuse, digest: OTHER }, "otherVersion"],
		["a vote on another text", "submitted", { ...acts.deliberate, digest: OTHER }, "otherVersion"],
		["a signature of another text", "adopted", { ...acts.sign, digest: OTHER }, "otherVersion"],
		["an approval given twice", "submitted", { ...acts.approve, party: "lys" }, "alreadyDone"],
		["a signature given twice", "signing", { ...acts.sign, signatory: "caf-1" }, "alreadyDone"],
		["a vote of who has no council", "submitted", { ...acts.deliberate, party: "caf" }, "notYours"],
		["reopening by another party", "submitted", { ...acts.reopen, by: "lys" }, "forbidden"],
		["reopening without a reason", "adopted", { ...acts.reopen, reason: " " }, "missingReason"],
		["refusing without a reason", "submitted", { ...acts.refuse, reason: "" }, "missingReason"],
		["archiving another text", "submitted", { ...acts.archive, digest: OTHER }, "otherVersion"],
		[
			"signing the day before the délibération is exécutoire",
			"adopted",
			{ ...acts.sign, on: "2026-03-30" },
			"notEnforceable",
		],
	] as const)("refuses %s", (_, phase, act, code) => {
		expect(becomes(stages[phase], act)).toMatchObject({ failed: true, code });
	});

	it("may be signed on the very day on which the délibération is exécutoire", () => {
		expect(becomes(stages.adopted, { ...acts.sign, on: "2026-03-31" })).toMatchObject({ phase: "signing" });
	});

	it("waits for each délibération to be exécutoire, and for the store to hold the bytes", () => {
		const notEnforceable = becomes(stages.adopted, { ...acts.deliberate, enforceableAt: null }) as Stage;
		expect(becomes(notEnforceable, acts.sign)).toMatchObject({ code: "notEnforceable" });
		const awaited: Stage = { ...submission, phase: "submitted", approvals: ["caf"], isArchived: false };
		const approved = becomes(awaited, acts.approve) as Stage;
		expect(approved.phase).toBe("submitted");
		expect(becomes(approved, acts.archive)).toMatchObject({ phase: "adopted" });
	});

	it("counts the délibération that was recorded last for a party, also an earlier one", () => {
		const corrected = becomes(stages.adopted, { ...acts.deliberate, enforceableAt: "2026-03-01" }) as Stage;
		expect(becomes(corrected, { ...acts.sign, on: "2026-03-02" })).toMatchObject({ phase: "signing" });
	});

	it("is adopted and signed only by everybody, over one digest, in ten thousand random walks", () => {
		const parties = ["caf", "lys", "croix"];
		const councils = ["lys", "croix"];
		const signatories = ["caf-1", "caf-2", "lys-1", "croix-1"];
		const digest = fc.constantFrom(DIGEST, DIGEST, DIGEST, OTHER);
		const day = fc.constantFrom("2026-03-01", "2026-03-31", "2026-04-15");
		const act: fc.Arbitrary<Act> = fc.oneof(
			{
				weight: 3,
				arbitrary: fc.record({
					kind: fc.constant("submit"),
					digest,
					by: fc.constantFrom(...parties),
					parties: fc.constant(parties),
					councils: fc.constant(councils),
					signatories: fc.constant(signatories),
				}),
			},
			{
				weight: 1,
				arbitrary: fc.record({
					kind: fc.constant("reopen"),
					by: fc.constantFrom(...parties),
					reason: fc.constant("à revoir"),
				}),
			},
			{ weight: 1, arbitrary: fc.record({ kind: fc.constant("refuse"), digest, reason: fc.constantFrom("", "non") }) },
			{
				weight: 12,
				arbitrary: fc.record({ kind: fc.constant("approve"), digest, party: fc.constantFrom(...parties) }),
			},
			{
				weight: 12,
				arbitrary: fc.record({
					kind: fc.constant("deliberate"),
					digest,
					party: fc.constantFrom(...councils),
					enforceableAt: fc.option(day, { freq: 8 }),
				}),
			},
			{ weight: 6, arbitrary: fc.record({ kind: fc.constant("archive"), digest }) },
			{
				weight: 20,
				arbitrary: fc.record({
					kind: fc.constant("sign"),
					digest,
					signatory: fc.constantFrom(...signatories),
					on: day,
				}),
			},
			{ weight: 1, arbitrary: fc.constantFrom<Act>(acts.supersede, acts.expire, acts.terminate) },
		);
		let signed = 0;
		fc.assert(
			fc.property(fc.array(act, { minLength: 60, maxLength: 90 }), (walk) => {
				let stage: Stage = { phase: "drafting" };
				let current = "";
				const approved = new Set<string>();
				const voted = new Map<string, string | null>();
				const hands = new Set<string>();
				let archived = false;
				for (const each of walk) {
					const next = becomes(stage, each);
					if (isFailure(next)) continue;
					if (each.kind === "submit") {
						current = each.digest;
						for (const kept of [approved, voted, hands]) kept.clear();
						archived = false;
					}
					if (each.kind === "archive") archived = true;
					if ("digest" in each) expect(each.digest).toBe(current);
					if (each.kind === "approve") approved.add(each.party);
					if (each.kind === "deliberate") voted.set(each.party, each.enforceableAt);
					if (each.kind === "sign") {
						hands.add(each.signatory);
						for (const day of voted.values()) expect(day !== null && each.on >= day).toBe(true);
					}
					stage = next;
					if (!["drafting", "submitted"].includes(stage.phase)) {
						expect([...approved].sort()).toEqual([...parties].sort());
						expect([...voted.keys()].sort()).toEqual([...councils].sort());
						expect(archived).toBe(true);
					}
					if (stage.phase === "signed") {
						signed++;
						expect([...hands].sort()).toEqual([...signatories].sort());
					}
				}
			}),
			{ numRuns: 10_000 },
		);
		expect(signed).toBeGreaterThan(50);
	});
});

describe("phases", () => {
	it("are each lasting or over, and the written ones unsigned", () => {
		for (const phase of PHASES)
			expect(LASTING.some((each) => each === phase) !== OVER.some((each) => each === phase)).toBe(true);
		for (const phase of WRITTEN) expect(UNSIGNED).toContain(phase);
	});

	it("have words on screen, five of them as steps of the bar", () => {
		expect(PHASES.map(phaseWords)).toHaveLength(new Set(PHASES.map(phaseWords)).size);
		expect(STEPS.map(({ words }) => words)).toEqual(["Rédaction", "Soumise", "Adoptée", "Signature", "Signée"]);
	});
});
