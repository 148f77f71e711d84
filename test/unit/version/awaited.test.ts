import { describe, expect, it } from "vitest";
import type { Capacity } from "../../../shared/people/member.ts";
import { awaitedLine, awaitedOf, nextStepOf } from "../../../shared/version/awaited.ts";
import type { Approval, Deliberation, Version } from "../../../shared/version/version.ts";
import { party } from "../text-builder.ts";

const parties = [party("caf", "caf", ["La Directrice"]), party("lys", "commune", ["Le Maire"])];
const approved = (of: string, at = "2026-03-14T09:00:00Z"): Approval => ({ party: of, person: of, name: of, at });
const voted = (of: string, more: Partial<Deliberation> = {}): Deliberation => ({
	party: of,
	number: "5",
	date: "2026-03-20",
	transmittedAt: "2026-03-22",
	publishedAt: "2026-03-23",
	enforceableAt: "2026-03-23",
	file: { hash: "a", type: "application/pdf", name: "d.pdf", bytes: 1, size: null },
	recordedBy: { party: of, person: of, name: of },
	recordedAt: "2026-03-24T09:00:00Z",
	...more,
});
const version = (more: Partial<Version> = {}): Version => ({
	number: 1,
	digest: "d",
	submittedAt: "2026-03-12T09:00:00Z",
	submittedBy: { party: "caf", person: "ines", name: "Inès" },
	state: "submitted",
	ended: null,
	pdf: null,
	approvals: [],
	deliberations: [],
	signatures: [],
	...more,
});
const line = (more: Partial<Version>, among = parties, today = "2026-04-01") =>
	awaitedLine(awaitedOf(version(more), among), today);

describe("whose turn it is", () => {
	it.each<[string, Partial<Version>, string]>([
		["nobody has approved", {}, "À la caf et à la lys de valider, depuis le 12 mars."],
		["one party has", { approvals: [approved("caf")] }, "À la lys de valider, depuis le 12 mars."],
		[
			"a council is awaited since its party approved",
			{ approvals: [approved("caf"), approved("lys")] },
			"À la lys de délibérer, depuis le 14 mars.",
		],
		[
			"one is not transmitted",
			{
				approvals: [approved("caf"), approved("lys")],
				deliberations: [voted("lys", { transmittedAt: null, publishedAt: null, enforceableAt: null })],
			},
			"À la lys de transmettre sa délibération à la préfecture, depuis le 24 mars. Copacte met la version en sécurité : elle sera adoptée d'elle-même.",
		],
		[
			"an adopted one is not published",
			{
				state: "adopted",
				approvals: [approved("caf"), approved("lys")],
				deliberations: [voted("lys", { publishedAt: null, enforceableAt: null })],
			},
			"À la lys de publier sa délibération, depuis le 24 mars.",
		],
		[
			"all is exécutoire",
			{ state: "adopted", approvals: [approved("caf"), approved("lys")], deliberations: [voted("lys")] },
			"À la caf et à la lys de signer, depuis le 24 mars.",
		],
		["it was refused", { state: "refused" }, ""],
		["it was withdrawn", { state: "withdrawn" }, ""],
		["it is signed", { state: "signed" }, ""],
	])("says it where %s", (_, more, expected) => {
		expect(line(more)).toBe(expected);
	});

	it("never calls to sign before the day on which it is regular", () => {
		const deliberations = [voted("lys", { publishedAt: "2026-04-10", enforceableAt: "2026-04-10" })];
		const more = { state: "adopted" as const, approvals: [approved("caf"), approved("lys")], deliberations };
		expect(line(more, parties, "2026-04-09")).toBe(
			"La signature s'ouvrira le 10 avril : signer avant que chaque délibération soit exécutoire serait irrégulier.",
		);
		expect(line(more, parties, "2026-04-10")).toBe("À la caf et à la lys de signer, depuis le 10 avril.");
	});

	it("names a commune whole beside one whose term begins alike", () => {
		const named = (id: string, alias: string, shortName: string) => ({ ...party(id, "commune"), alias, shortName });
		const two = [
			named("lys", "la Commune", "Commune de Lys"),
			named("croix", "la Commune de Croix", "Commune de Croix"),
		];
		expect(line({}, two)).toBe("À la Commune de Lys et à la Commune de Croix de valider, depuis le 12 mars.");
	});

	it("counts sixty parties in one sentence, and gives each its own turn", () => {
		const many = [
			parties[0] as (typeof parties)[0],
			...Array.from({ length: 59 }, (_, at) => party(`c${at}`, "commune")),
		];
		const done = many.slice(0, 20).map(({ id }) => approved(id));
		expect(line({ approvals: done }, many)).toBe(
			"À 40 parties de valider, depuis le 12 mars. À 19 parties de délibérer, depuis le 14 mars.",
		);
		const turns = awaitedOf(version({ approvals: done }), many).flatMap((each) => each.parties);
		expect(new Set(turns).size).toBe(turns.length);
	});
});

describe("one's own next step", () => {
	const member = (of: string, roles: Capacity["roles"]): Capacity => ({
		party: of,
		kind: of === "caf" ? "caf" : "commune",
		roles,
	});
	const step = (who: Capacity, more: Partial<Version>) =>
		nextStepOf(who, more.state === "adopted" ? "adopted" : "submitted", awaitedOf(version(more), parties));
	const both = { approvals: [approved("caf"), approved("lys")] };

	it.each<[string, Capacity, Partial<Version>, string | null]>([
		["approves", member("lys", ["approves"]), {}, "approve"],
		["only coordinates while the approval is awaited", member("lys", ["coordinates"]), {}, null],
		["drafts", member("lys", ["drafts"]), {}, null],
		["has approved", member("caf", ["approves"]), { approvals: [approved("caf")] }, null],
		["coordinates, and the council is awaited", member("lys", ["coordinates"]), both, "deliberate"],
		["approves, and the council is awaited", member("lys", ["approves"]), both, null],
		["coordinates another party", member("caf", ["coordinates"]), both, null],
		[
			"coordinates, and the transmission is awaited",
			member("lys", ["coordinates"]),
			{ ...both, state: "adopted", deliberations: [voted("lys", { transmittedAt: null, enforceableAt: null })] },
			"complete",
		],
	])("of somebody who %s", (_, who, more, expected) => {
		expect(step(who, more)).toBe(expected);
	});
});
