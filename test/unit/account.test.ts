import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emailAddress } from "../../shared/account/address.ts";
import { destinationOf, signInFor } from "../../shared/account/destination.ts";
import { deviceInWords } from "../../shared/account/device.ts";
import { personName } from "../../shared/account/name.ts";
import { type Kept, retentionOf } from "../../shared/convention/retention.ts";
import { failureFor, sentenceOf } from "../../shared/failure.ts";

describe("where one goes after signing in", () => {
	it.each([
		["/", "/"],
		["/conventions/x", "/conventions/x"],
		["/conventions/x?article=2#annexe-1", "/conventions/x?article=2#annexe-1"],
		["/compte", "/compte"],
		["/conventions/../compte", "/compte"],
	])("%s is followed", (asked, to) => {
		expect(destinationOf(asked)).toBe(to);
	});

	it.each([
		null,
		undefined,
		"",
		"compte",
		"https://ailleurs.example/",
		"//ailleurs.example/",
		"/\\ailleurs.example/",
		"\\\\ailleurs.example",
		"/.//ailleurs.example/",
		"/x/..//ailleurs.example/",
		"/%2e%2e//ailleurs.example",
		"/\t/ailleurs.example/",
		"\t//ailleurs.example/",
		"/\n/ailleurs.example/",
		"javascript:alert(1)",
		"data:text/html,x",
		" /compte",
		"/connexion",
		"/connexion/lien",
		"/connexion?suite=/connexion",
		`/${"x".repeat(3000)}`,
	])("%o leads home", (asked) => {
		expect(destinationOf(asked)).toBe("/");
	});

	it("whatever is asked, a browser stays on this site", () => {
		const piece = fc.constantFrom(
			"/",
			"\\",
			".",
			"..",
			":",
			"@",
			"ailleurs.example",
			"https:",
			"%2f",
			"\t",
			"\n",
			"?",
			"#",
			"x",
		);
		const seed = Date.now();
		fc.assert(
			fc.property(
				fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")),
				(asked) => {
					const to = destinationOf(asked);
					expect(new URL(to, "https://copacte.test").origin).toBe("https://copacte.test");
					// And again once it has been through an address of ours.
					const query = new URL(signInFor(to), "https://copacte.test").searchParams.get("suite");
					expect(destinationOf(query)).toBe(to);
				},
			),
			{ numRuns: 5000, seed },
		);
	});
});

describe("an e-mail address", () => {
	it("is read in lower case, without what stands around it", () => {
		expect(emailAddress(" Anne.Morel+ctg@Mairie-Lys.fr ")).toBe("anne.morel+ctg@mairie-lys.fr");
	});

	it.each([
		"",
		"a",
		"a@b",
		"a@b.c",
		"@b.fr",
		"a b@c.fr",
		"a@b.fr\nbcc: x@y.fr",
		"a@b..fr",
		".a@b.fr",
		`${"a".repeat(250)}@b.fr`,
	])("is not %o", (typed) => {
		expect(emailAddress(typed)).toBeNull();
	});
});

describe("a name", () => {
	it.each([
		["  Anne   Morel ", "Anne Morel"],
		["Jean-Noël d’Ussel", "Jean-Noël d’Ussel"],
		["M. O'Brien", "M. O'Brien"],
		["Nguyễn Thị", "Nguyễn Thị"],
		["王芳", "王芳"],
	])("%o is one", (typed, name) => {
		expect(personName(typed)).toBe(name);
	});

	it.each([
		"",
		" ",
		"-",
		"Anne <b>",
		"www.ailleurs.fr",
		"Gagnez sur http://x",
		"anne@mairie.fr",
		"A".repeat(101),
		"Anne\u202eMorel",
	])("%o is none", (typed) => {
		expect(personName(typed)).toBeNull();
	});
});

it("says a device in words", () => {
	const words = [
		[
			"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0",
			"Edge sur Windows",
		],
		["Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox sur Linux"],
		[
			"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
			"Safari sur un iPhone",
		],
		["Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36", "Chrome sur Android"],
		["curl/8.0", "Un navigateur"],
		[null, "Un navigateur"],
	] as const;
	for (const [agent, said] of words) expect(deviceInWords(agent)).toBe(said);
});

it("says how long to wait in words", () => {
	const waits = [1, 60, 61, 900, 5400, 5401, 7300].map((wait) => sentenceOf(failureFor("tooManyTries", wait)));
	expect(waits.map((sentence) => /dans (.+)\.$/.exec(sentence)?.[1])).toEqual([
		"une minute",
		"une minute",
		"2 minutes",
		"15 minutes",
		"90 minutes",
		"2 heures",
		"3 heures",
	]);
});

describe("retention", () => {
	const now = new Date("2028-06-15T02:17:00Z");
	const day = (text: string) => new Date(`${text}T12:00:00Z`);
	const draft = (openedAt: string, announcedAt: string | null = null): Kept => ({
		phase: "drafting",
		openedAt: day(openedAt),
		announcedAt: announcedAt === null ? null : day(announcedAt),
	});

	it.each([
		["opened yesterday", draft("2028-06-14"), "keep"],
		["opened 24 months ago, less a day", draft("2026-06-15"), "keep"],
		["opened 24 months ago", draft("2026-06-14"), "announce"],
		["announced 29 days ago", draft("2026-01-01", "2028-05-17"), "keep"],
		["announced 30 days ago", draft("2026-01-01", "2028-05-15"), "erase"],
		["announced, then opened", draft("2028-06-01", "2028-05-01"), "keep"],
		["announced, opened, and forgotten again", draft("2026-06-01", "2026-05-01"), "announce"],
	])("of a draft %s", (_, kept, fate) => {
		expect(retentionOf(kept, now)).toBe(fate);
	});

	it("never erases what was signed, whatever became of it", () => {
		for (const phase of ["signed", "superseded", "expired", "terminated"] as const) {
			expect(retentionOf({ ...draft("2000-01-01", "2001-01-01"), phase }, now)).toBe("keep");
		}
		for (const phase of ["drafting", "submitted", "adopted", "signing"] as const) {
			expect(retentionOf({ ...draft("2000-01-01", "2001-01-01"), phase }, now)).toBe("erase");
		}
	});
});

describe("an address that somebody is invited at", () => {
	it("is one however it is typed", () => {
		expect(emailAddress("  Mairie@Lys.FR ")).toBe("mairie@lys.fr");
		for (const email of ["mairie@lys.fr", "d.g.s+ctg@mairie-lys.gouv.fr"]) expect(emailAddress(email)).toBe(email);
	});

	it.each(["", "mairie", "mairie@", "@lys.fr", "a@b", "a b@lys.fr", "a@lys.fr, b@lys.fr", "a@lys..fr", "<a@lys.fr>"])(
		"is not « %s »",
		(email) => expect(emailAddress(email)).toBeNull(),
	);
});
