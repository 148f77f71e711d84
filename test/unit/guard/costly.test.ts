import { expect, test } from "vitest";
import { cellRoot, columnsRoot, rowsRoot } from "../../../shared/live/layout.ts";
import type { CheckName } from "../../../shared/room/guard/checks.ts";
import { limits } from "../../../shared/room/guard/limits.ts";
import { contents, forge, type Id, type Struct } from "../../fuzz/forge.ts";
import { COMMUNE, codeOf, edit, emptyRoom, guardOf, roomAt, TABLE, text, writer } from "./room.ts";

const { any, format, garbage, string, type } = contents;
const inText = { parent: "live/priorites" };
const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
const after = (client: number, at: number): Id | undefined => (at === 0 ? undefined : [client, at - 1]);

/** Formats in a row, then under a smaller id letters before each of them, with nothing on their left: n times n steps. */
const formatsThenLetters = (n: number) =>
	forge([
		{
			client: 62,
			clock: 0,
			structs: times(n, (at) => ({ ...inText, origin: after(62, at), content: format("bold", "true") })),
		},
		{ client: 61, clock: 0, structs: times(n, (at) => ({ right: [62, at], content: string("x") })) },
	]);

/** The same work from items that are in order: two pages that typed at one place, each letter before the last. */
const lettersAtOnePlace = (n: number) => {
	const structs = times(n, (): Struct => ({ ...inText, content: string("x") }));
	return forge([62, 61].map((client) => ({ client, clock: 0, structs })));
};

const valuesBeforeAll = (n: number) =>
	forge([
		{ client: 61, clock: 0, structs: times(n, () => ({ parent: "fields", sub: "commune.maire", content: any("x") })) },
	]);

/** Every other letter of one word is deleted, the last first. */
const holesInAWord = (n: number) =>
	forge(
		[{ client: 61, clock: 0, structs: [{ ...inText, content: string("x".repeat(2 * n)) }] }],
		times(n, (at) => [61, 2 * (n - at - 1), 1] as const),
	);

const deletedAgain = (n: number) =>
	forge(
		[{ client: 61, clock: 0, structs: times(5_000, () => ({ content: garbage(1) })) }],
		times(n, () => [61, 0, 5_000] as const),
	);

const boundaries = (n: number) =>
	forge([
		{ client: 61, clock: 0, structs: times(n, (at) => ({ ...inText, origin: after(61, at), content: type(1) })) },
	]);

const rows = (n: number) => edit((doc) => doc.getArray(rowsRoot(TABLE)).push(times(n, (at) => `r${at}`)));

const clients = (n: number) =>
	forge(times(n, (at) => ({ client: 1_000 + at, clock: 0, structs: [{ content: garbage(1) }] })));

const structs = (n: number) => forge([{ client: 61, clock: 0, structs: times(n, () => ({ content: garbage(1) })) }]);

const costly: [name: string, update: () => Uint8Array, code: string][] = [
	["formats, then letters before each", () => formatsThenLetters(2_500), "crossedOrigins"],
	["letters at one place from two pages", () => lettersAtOnePlace(2_500), "tooLarge"],
	["values of a key, each before all others", () => valuesBeforeAll(6_000), "tooLarge"],
	["holes in a word", () => holesInAWord(30_000), "tooLarge"],
	["one stretch deleted again and again", () => deletedAgain(100_000), "tooLarge"],
	["more boundaries than blocks", () => boundaries(limits.blocks + 1), "tooLarge"],
	["more rows than a table", () => rows(limits.ids), "tooLarge"],
	["more client ids than pages", () => clients(limits.clients + 1), "tooLarge"],
	["more structs than a day's work", () => structs(limits.structs + 1), "tooLarge"],
];

test.each(costly)("%s are refused before they are taken in", (_, update, code) => {
	const bytes = update();
	const guard = guardOf();
	const before = process.threadCpuUsage();
	expect(codeOf(guard.judge(bytes, writer()))).toBe(code);
	const { user, system } = process.threadCpuUsage(before);
	// Yjs alone takes from some 0.2 s to minutes. The bound is for a machine that has seen none of this code before.
	expect((user + system) / 1000).toBeLessThan(250);
});

/** What the largest frames that are let in ask for: see `limits`. */
const allowed: [name: string, update: () => Uint8Array][] = [
	["letters here and there", () => scattered(limits.structs)],
	["boundaries", () => boundaries(limits.blocks)],
	["garbage", () => structs(limits.structs)],
	["holes in a word", () => holesInAWord(3_000)],
	["values of a key, one after the other", () => valuesInARow(limits.structs)],
];

test.each(allowed)("%s are let in while they are no more than that", (_, update) => {
	expect(codeOf(guardOf().judge(update(), writer()))).toBe("passed");
});

const scattered = (n: number) =>
	edit((doc) => {
		text(doc, "priorites").insert(0, "x".repeat(2 * n));
		for (let at = 1; at < n / 2 - 1; at++) text(doc, "priorites").insert(3 * at, "y");
	});

const valuesInARow = (n: number) =>
	forge([
		{
			client: 61,
			clock: 0,
			structs: times(n, (at) => ({
				origin: at ? [61, at - 1] : [63, 0],
				content: any("x"),
			})),
		},
	]);

/** Each bound, small, and an update that only it refuses. */
const alone: [CheckName, () => Uint8Array][] = [
	["landings", () => lettersAtOnePlace(500)],
	["cuts", () => holesInAWord(500)],
	["sizes", () => boundaries(60)],
	["clients", () => clients(20)],
];

test.each(alone)("without %s, too much gets in", (name, update) => {
	const most = { steps: 1_000, moves: 10_000, blocks: 50, clientsInAll: 10 };
	expect(codeOf(guardOf(roomAt(1), null, most).judge(update(), writer()))).toBe("tooLarge");
	const without = { steps: 1e9, moves: 1e9, blocks: 1e9, clientsInAll: 1e9, ...(name === "landings" ? {} : most) };
	expect(codeOf(guardOf(roomAt(1), name, without).judge(update(), writer()))).toBe("passed");
});

test("a document takes no more client ids than it can walk at each key, and goes on with those it has", () => {
	const guard = guardOf(roomAt(1), null, { clientsInAll: 4 });
	expect(codeOf(guard.judge(clients(1), writer()))).toBe("passed");
	expect(
		codeOf(
			guard.judge(
				edit((doc) => text(doc).insert(0, "x"), 61),
				writer(),
			),
		),
	).toBe("tooLarge");
	expect(
		codeOf(
			guard.judge(
				edit((doc) => text(doc).insert(0, "x"), COMMUNE),
				writer(),
			),
		),
	).toBe("passed");
});

test("a room takes no more cells than it can keep", () => {
	const grow = edit((doc) => {
		doc.getArray(rowsRoot("besoins/autre")).push(["a", "b"]);
		doc.getArray(columnsRoot("besoins/autre")).push(["a"]);
		for (const row of ["a", "b"]) doc.getText(cellRoot("besoins/autre", row, "a")).insert(0, "x");
	});
	expect(codeOf(guardOf(roomAt(1), null, { roots: 6 }).judge(grow, writer()))).toBe("tooLarge");
	expect(codeOf(guardOf(roomAt(1), null, { roots: 7 }).judge(grow, writer()))).toBe("passed");
});

test("a deletion of what somebody typed letter by letter among formats takes no more than its length", () => {
	const doc = emptyRoom();
	doc.clientID = 61;
	text(doc).insert(0, "abc", { bold: true });
	for (let at = 0; at < 6_000; at++) text(doc).insert(at % 3, "x");
	const guard = guardOf(doc);
	const before = process.threadCpuUsage();
	const verdict = guard.judge(forge([], [[61, 0, 6_005]]), writer());
	expect(codeOf(verdict)).toBe("passed");
	const { user, system } = process.threadCpuUsage(before);
	expect((user + system) / 1000).toBeLessThan(100);
	expect(text(doc).toString()).toBe("");
});
