import { beforeEach, describe, expect, it } from "vitest";
import { Announcements, Upheavals } from "../../web/convention/follow/announcements.ts";
import { Overlap } from "../../web/convention/follow/overlap.ts";
import { othersAmong, type Presence } from "../../web/convention/live/presence.ts";

const NAMES = { thomas: "Thomas Marchal", rose: "Rose Delmotte", paul: "Paul Derville", karim: "Karim Lepage" };
const people = (...ids: (keyof typeof NAMES)[]) => new Map(ids.map((id) => [id, NAMES[id]]));

describe("announcements", () => {
	let announcements: Announcements;
	beforeEach(() => {
		announcements = new Announcements();
		announcements.see(0, people("paul"));
	});

	it("nobody is told of who was here already", () => {
		expect(announcements.wait(0)).toBeNull();
		announcements.see(100, people("paul"));
		expect(announcements.wait(60_000)).toBeNull();
	});

	it.each([
		[people("paul", "thomas"), "Thomas Marchal a rejoint la convention."],
		[people("paul", "thomas", "rose"), "Thomas Marchal et Rose Delmotte ont rejoint la convention."],
		[people("paul", "thomas", "rose", "karim"), "3 personnes ont rejoint la convention."],
		[people(), "Paul Derville a quitté la convention."],
		[people("rose"), "Rose Delmotte a rejoint la convention. Paul Derville a quitté la convention."],
	])("tells once who came and who left (%#)", (now, sentence) => {
		announcements.see(1_000, now);
		const wait = announcements.wait(1_000) as number;
		expect(announcements.take(1_000)).toBeNull();
		expect(announcements.take(1_000 + wait)).toBe(sentence);
		expect(announcements.wait(1_000 + wait)).toBeNull();
	});

	it("who is back at once was never gone", () => {
		announcements.see(1_000, people());
		announcements.see(2_500, people("paul"));
		expect(announcements.wait(2_500)).toBeNull();
	});

	it("messages are seconds apart, and what waits meanwhile goes together", () => {
		announcements.hear("Un.");
		expect(announcements.take(0)).toBe("Un.");
		announcements.hear("Deux.");
		announcements.hear("Deux.");
		announcements.see(100, people("paul", "rose"));
		const wait = announcements.wait(100) as number;
		expect(wait).toBeGreaterThan(3_000);
		expect(announcements.take(100 + wait)).toBe("Deux. Rose Delmotte a rejoint la convention.");
	});
});

describe("upheavals", () => {
	it("typing is none, a paste is, and so are many small ones at once; at most one a minute", () => {
		const upheavals = new Upheavals();
		for (let second = 0; second < 60; second++) expect(upheavals.note(second * 1_000, 8)).toBe(false);
		expect(upheavals.note(100_000, 400)).toBe(true);
		expect(upheavals.note(101_000, 400)).toBe(false);
		for (let part = 0; part < 4; part++) expect(upheavals.note(200_000 + part, 60)).toBe(part === 3);
	});
});

describe("a shared sentence", () => {
	const meets = (trace: string, person = "rose") => ({ person, trace });

	it("is noticed after half a second, and no longer once they part", () => {
		const overlap = new Overlap();
		expect(overlap.look(0, null)).toEqual({ person: null, aloud: false, again: false });
		expect(overlap.look(1_000, meets("a"))).toEqual({ person: null, aloud: false, again: true });
		expect(overlap.look(1_400, meets("b")).person).toBeNull();
		expect(overlap.look(1_500, meets("b"))).toEqual({ person: "rose", aloud: true, again: true });
		expect(overlap.look(1_600, null).person).toBeNull();
	});

	it("passing through it is not, nor is someone else's half second one's own", () => {
		const overlap = new Overlap();
		overlap.look(0, meets("a"));
		overlap.look(300, null);
		expect(overlap.look(600, meets("a")).person).toBeNull();
		expect(overlap.look(1_000, meets("a", "paul")).person).toBeNull();
	});

	it("goes away when both are still, comes back when one moves, and is said aloud once", () => {
		const overlap = new Overlap();
		overlap.look(0, meets("a"));
		expect(overlap.look(500, meets("a")).aloud).toBe(true);
		expect(overlap.look(1_000, meets("b"))).toEqual({ person: "rose", aloud: false, again: true });
		expect(overlap.look(9_000, meets("b"))).toEqual({ person: null, aloud: false, again: false });
		expect(overlap.look(10_000, meets("c"))).toEqual({ person: "rose", aloud: false, again: true });
	});
});

describe("the others", () => {
	const at = { part: "article-2", section: "article-2", field: null };
	const presence = (client: number, person: string, more: Partial<Presence> = {}): Presence => ({
		client,
		person,
		name: person,
		kind: "caf",
		at: null,
		away: false,
		...more,
	});

	it("each stands once, without me: where they write, else where they look", () => {
		const all = [
			presence(1, "ines"),
			presence(2, "paul", { away: true }),
			presence(3, "paul"),
			presence(4, "rose", { at }),
			presence(5, "rose"),
			presence(6, "ines", { at }),
		];
		expect(othersAmong(all, "ines").map(({ client }) => client)).toEqual([3, 4]);
	});
});
