import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { Case } from "../../../shared/room/guard/case.ts";
import { limits } from "../../../shared/room/guard/limits.ts";
import { Order } from "../../../shared/room/guard/order.ts";
import { lineOf, type Place, Places } from "../../../shared/room/guard/places.ts";
import { readUpdate, type Update } from "../../../shared/room/guard/read.ts";
import { contents, forge, type Id, type Struct } from "../../fuzz/forge.ts";
import { Random } from "../../fuzz/random.ts";
import { codeOf, emptyRoom, guardOf, orderOf, text, writer } from "./room.ts";

const { string } = contents;
const ROOT = "live/besoins";

/** "Te" and "xte" in a room of one section, under 60:0 to 4. */
function texte(): Y.Doc {
	const doc = emptyRoom();
	doc.clientID = 60;
	text(doc).insert(0, "Texte");
	return doc;
}

const one = (client: number, struct: Struct) => forge([{ client, clock: 0, structs: [struct] }]);

describe("three updates do not split a room", () => {
	/** X was typed before the last letter; O is before X, with the start of the text on its left, or a letter too early. */
	const typed = one(61, { origin: [60, 4], parent: ROOT, content: string("X") });
	const others = (origin?: Id) => [
		one(62, { origin, right: [61, 0], content: string("O") }),
		one(63, { origin: [60, 4], content: string("N") }),
	];
	const firstOf = (origin?: Id) => others(origin)[0] as Uint8Array;

	test.each<[string, Id | undefined]>([
		["no left neighbour", undefined],
		["one further left than that of its right", [60, 1]],
	])("an item with %s is refused", (_, origin) => {
		const guard = guardOf(texte());
		expect(codeOf(guard.judge(typed, writer()))).toBe("passed");
		expect(codeOf(guard.judge(firstOf(origin), writer()))).toBe("crossedOrigins");
	});

	test("let in, they do: who is there reads another text than who comes later", () => {
		const updates = [typed, ...others([60, 1])];
		const orders = new Set(permutations(updates).map((sequence) => textOf(texte(), sequence)));
		expect(orders.size).toBeGreaterThan(1);
		const kept = [typed, others([60, 1])[1] as Uint8Array];
		expect(new Set(permutations(kept).map((sequence) => textOf(texte(), sequence))).size).toBe(1);
	});

	test("the mirror: an item that passes its left neighbour's right neighbour", () => {
		const guard = guardOf(texte());
		guard.judge(one(63, { origin: [60, 1], right: [60, 2], content: string("X") }), writer());
		expect(codeOf(guard.judge(one(62, { origin: [63, 0], right: [60, 3], content: string("O") }), writer()))).toBe(
			"crossedOrigins",
		);
	});

	test("both neighbours in one item, the right one before the left one", () => {
		const crossed = one(62, { origin: [60, 3], right: [60, 1], content: string("O") });
		expect(codeOf(guardOf(texte()).judge(crossed, writer()))).toBe("crossedOrigins");
	});
});

/** Items at random places with random neighbours, those that the guard lets in, and what each stands on. */
function history(random: Random, count: number, without: "origins" | null = null) {
	const guard = guardOf(emptyRoom(), without);
	const log: { bytes: Uint8Array; client: number; clock: number; length: number; needs: Id[] }[] = [];
	for (let tries = 0; tries < 5 * count && log.length < count; tries++) {
		const ids = unitsOf(guard.doc);
		const client = 60 + random.int(4);
		const clock = Y.getState(guard.doc.store, client);
		const at = random.int(ids.length + 1) - 1;
		const to = random.chance(0.15) ? ids.length : Math.min(ids.length, at + 1 + random.int(4));
		const [origin, right] = [ids[at], ids[to]];
		const words = "x".repeat(1 + random.int(3));
		const bytes = forge([{ client, clock, structs: [{ origin, right, parent: ROOT, content: string(words) }] }]);
		if (guard.judge(bytes, writer()).failed) continue;
		const before: Id[] = clock > 0 ? [[client, clock - 1]] : [];
		const needs = [...before, ...(origin ? [origin] : []), ...(right ? [right] : [])];
		log.push({ bytes, client, clock, length: words.length, needs });
	}
	return { log, order: orderOf(guard.doc, ROOT) };
}

/** The same items in another order that their makers could have caused, some of them merged. */
function anotherWay(log: ReturnType<typeof history>["log"], random: Random): string {
	const doc = emptyRoom();
	const left = [...log];
	const waiting: Uint8Array[] = [];
	const isThere = ([client, clock]: Id) =>
		!left.some((item) => item.client === client && clock >= item.clock && clock < item.clock + item.length);
	while (left.length > 0) {
		const next = random.pick(left.filter(({ needs }) => needs.every(isThere)));
		left.splice(left.indexOf(next), 1);
		waiting.push(next.bytes);
		if (random.chance(0.6) || left.length === 0) Y.applyUpdate(doc, Y.mergeUpdates(waiting.splice(0)));
	}
	return orderOf(doc, ROOT);
}

const SEED = Number(process.env.SEED ?? 1_000);
const HISTORIES = 300;

test(`whatever the guard lets in comes to one order in every way (seed ${SEED})`, () => {
	for (let run = 0; run < HISTORIES; run++) {
		const random = new Random(SEED + run);
		const { log, order } = history(random, 12);
		for (let way = 0; way < 6; way++) expect(anotherWay(log, random), `seed ${SEED + run}`).toBe(order);
	}
});

test(`without origins it does not (seed ${SEED})`, () => {
	let split = 0;
	for (let run = 0; run < HISTORIES; run++) {
		const random = new Random(SEED + run);
		const { log, order } = history(random, 12, "origins");
		if (Array.from({ length: 6 }, () => anotherWay(log, random)).some((way) => way !== order)) split++;
	}
	expect(split).toBeGreaterThan(0);
});

test(`the guard foresees where Yjs puts what an update brings (seed ${SEED})`, () => {
	for (let run = 0; run < HISTORIES; run++) {
		const random = new Random(SEED + run);
		const { log } = history(random, 14, "origins");
		const doc = emptyRoom();
		for (const { bytes } of log.slice(0, 5)) Y.applyUpdate(doc, bytes);
		const merged = Y.mergeUpdates(log.slice(5).map(({ bytes }) => bytes));
		const foreseen = foresee(doc, merged);
		Y.applyUpdate(doc, merged);
		expect(foreseen, `seed ${SEED + run}`).toBe(orderOf(doc, ROOT));
	}
});

function foresee(doc: Y.Doc, bytes: Uint8Array): string {
	const update = readUpdate(bytes, limits) as Update;
	const places = new Places(doc);
	const trial = new Case(doc, update, writer(), places, limits);
	const order = new Order(trial.sources, update.count);
	for (const arrival of trial.arrivals()) order.land(arrival, arrival.line, Number.POSITIVE_INFINITY);
	const units = order.unitsOf(lineOf(places.ofRoot(ROOT) as Place, null));
	return [...units].map(({ client, clock }) => `${client}:${clock}`).join(" ");
}

function unitsOf(doc: Y.Doc): Id[] {
	const order = orderOf(doc, ROOT);
	return order === "" ? [] : order.split(" ").map((id) => id.split(":").map(Number) as unknown as Id);
}

const textOf = (doc: Y.Doc, updates: Uint8Array[]): string => {
	for (const update of updates) Y.applyUpdate(doc, update);
	return text(doc).toString();
};

function permutations<T>(of: T[]): T[][] {
	if (of.length < 2) return [of];
	return of.flatMap((first, at) => permutations(of.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}
