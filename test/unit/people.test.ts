import { describe, expect, it } from "vitest";
import type { PartyKind } from "../../shared/party/party.ts";
import { type Colleague, refusesColleague } from "../../shared/people/colleague.ts";
import { type PeopleChange, refusesPeople } from "../../shared/people/managing.ts";
import type { Member } from "../../shared/people/member.ts";
import type { Role } from "../../shared/people/role.ts";

const member = (person: string, party: string, ...roles: Role[]): Member => ({
	person,
	name: person,
	party,
	kind: party.split("-")[0] as PartyKind,
	roles,
});
const ines = member("ines", "caf", "coordinates", "drafts");
const paul = member("paul", "caf", "drafts");
const thomas = member("thomas", "commune", "coordinates");
const rose = member("rose", "commune", "drafts");
const odile = member("odile", "commune-2", "drafts");
const everyone = [ines, paul, thomas, rose, odile];

const refused = (actor: Member, change: PeopleChange, members = everyone) =>
	refusesPeople(actor, change, members, "drafting")?.code ?? null;

describe("the people of a convention", () => {
	it("are seen to by who coordinates their party, in every phase, and by nobody else of it", () => {
		expect(refused(thomas, { kind: "invite", party: "commune", roles: ["reads"] })).toBeNull();
		expect(refusesPeople(thomas, { kind: "remove", person: "rose" }, everyone, "signed")).toBeNull();
		expect(refused(rose, { kind: "invite", party: "commune", roles: ["reads"] })).toBe("forbidden");
		expect(refused(rose, { kind: "remove", person: "thomas" })).toBe("forbidden");
		expect(refused(rose, { kind: "roles", person: "rose", roles: ["coordinates"] })).toBe("forbidden");
	});

	it("are not the other party's, but for the first who coordinates a party that has nobody to", () => {
		for (const change of [
			{ kind: "remove", person: "rose" },
			{ kind: "roles", person: "rose", roles: ["coordinates"] },
			{ kind: "invite", party: "commune", roles: ["coordinates"] },
			{ kind: "add", party: "commune-2", roles: ["coordinates"] },
		] as PeopleChange[]) {
			expect(refused(ines, change)).toBe("otherParty");
		}
		const first: PeopleChange = { kind: "invite", party: "commune-2", roles: ["coordinates", "signs"] };
		expect(refused(ines, first)).toBeNull();
		expect(refused(thomas, first)).toBe("forbidden");
		expect(refused(paul, first)).toBe("forbidden");
		expect(refused(ines, { ...first, roles: ["signs"] })).toBe("coordinatorFirst");
	});

	it("may leave by themselves, but for the last who coordinates on the Caf's side", () => {
		expect(refused(rose, { kind: "remove", person: "rose" })).toBeNull();
		expect(refused(thomas, { kind: "remove", person: "thomas" })).toBeNull();
		expect(refused(ines, { kind: "remove", person: "ines" })).toBe("lastCoordinator");
		expect(refused(ines, { kind: "roles", person: "ines", roles: ["reads"] })).toBe("lastCoordinator");
		const two = [...everyone, member("helene", "caf", "coordinates")];
		expect(refused(ines, { kind: "remove", person: "ines" }, two)).toBeNull();
	});

	it("have roles that exist, and one at least", () => {
		expect(refused(ines, { kind: "roles", person: "paul", roles: ["boss"] })).toBe("unknownRole");
		expect(refused(ines, { kind: "roles", person: "paul", roles: ["toString"] })).toBe("unknownRole");
		expect(refused(ines, { kind: "roles", person: "paul", roles: [] })).toBe("noRole");
		expect(refused(ines, { kind: "roles", person: "nobody", roles: ["reads"] })).toBe("unknownPerson");
	});
});

describe("the people of an organisation", () => {
	const solene: Colleague = { person: "solene", name: "Solène", title: "Maire", manages: true };
	const karim: Colleague = { ...solene, person: "karim", manages: false };
	const all = [solene, karim];

	it("are seen to by who manages it; others may leave; to anybody else it does not exist", () => {
		expect(refusesColleague("solene", { kind: "remove", person: "karim" }, all)).toBeNull();
		expect(refusesColleague("karim", { kind: "invite" }, all)?.code).toBe("notManager");
		expect(refusesColleague("karim", { kind: "change", person: "karim", manages: true }, all)?.code).toBe("notManager");
		expect(refusesColleague("karim", { kind: "remove", person: "karim" }, all)).toBeNull();
		expect(refusesColleague("ines", { kind: "invite" }, all)?.code).toBe("unknownOrganisation");
		expect(refusesColleague("solene", { kind: "remove", person: "ines" }, all)?.code).toBe("unknownPerson");
	});

	it("keep one who manages", () => {
		expect(refusesColleague("solene", { kind: "remove", person: "solene" }, all)?.code).toBe("lastManager");
		expect(refusesColleague("solene", { kind: "change", person: "solene", manages: false }, all)?.code).toBe(
			"lastManager",
		);
		const both = [solene, { ...karim, manages: true }];
		expect(refusesColleague("solene", { kind: "remove", person: "solene" }, both)).toBeNull();
	});
});
