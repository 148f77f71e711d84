import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { sectionHolding } from "../../shared/room/roots.ts";
import { SCHEMA_VERSION } from "../../shared/schema.ts";
import type { Disk, Ground, KeptUpdates, SetAside, Spans } from "../../web/convention/live/disk.ts";
import { fitting, wordsIn } from "../../web/convention/live/fit.ts";
import { Keeping } from "../../web/convention/live/keeping.ts";
import { Kept } from "../../web/convention/live/kept.ts";
import { Unsent } from "../../web/convention/live/unsent.ts";
import type { RoomStatus } from "../../web/room/status.ts";

/** A disk in memory that notes what it is asked. */
class Memory implements Disk {
	records = new Map<string, KeptUpdates[]>();
	asides: SetAside[] = [];
	asked: string[] = [];
	broken = false;
	onLost = () => {};

	#answer(asked: string) {
		this.asked.push(asked);
		if (this.broken) throw new Error("no storage");
	}
	async updates() {
		this.#answer("updates");
		return [...this.records.values()].map((all) => ({
			...(all.at(-1) as KeptUpdates),
			updates: all.flatMap(({ updates }) => updates),
		}));
	}
	async keep(tab: string, last: number, ground: Ground, updates: Uint8Array[]) {
		this.#answer("keep");
		this.records.set(tab, [...(this.records.get(tab) ?? []), { tab, last, ...ground, updates }]);
	}
	async forget(spans: Spans) {
		this.#answer("forget");
		for (const [tab, upTo] of spans) {
			const left = this.records.get(tab)?.filter(({ last }) => last > upTo) ?? [];
			if (left.length > 0) this.records.set(tab, left);
			else this.records.delete(tab);
		}
	}
	async setAside(aside: SetAside, spans: Spans) {
		this.#answer("setAside");
		this.asides.push(aside);
		await this.forget(spans);
	}
}

const text = new Y.Doc();
text.getMap("fields").set("lieu", "Lille");

const sectionOf = (root: string) => sectionHolding(root, (id) => id === "besoins");

/** A page on a text, with a room that says what it is told to say. */
function page(disk: Memory) {
	const doc = new Y.Doc();
	doc.getMap("fields");
	const listeners = new Set<() => void>();
	const room = {
		status: { saved: "saved", refused: null } as RoomStatus,
		subscribe: (listener: () => void) => {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
	};
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(text), room);
	doc.on("update", (_: Uint8Array, origin: unknown) => {
		const { status } = room;
		if (origin !== room && status.saved === "saved") room.status = { ...status, saved: "saving" };
	});
	const unsent = new Unsent(doc, sectionOf);
	const replica = { doc, room, unsent, keeping: new Keeping() };
	const kept = new Kept(replica, disk, () => [{ label: "lieu", text: "mots" }]);
	const say = (status: Partial<RoomStatus>) => {
		room.status = { ...room.status, ...status };
		if (room.status.saved === "saved") unsent.clear();
		for (const listener of listeners) listener();
	};
	const type = (value: string) => doc.getMap("fields").set("lieu", value);
	return { ...replica, kept, say, type, field: () => doc.getMap("fields").get("lieu") };
}

const refused = (code: string) => ({ saved: "offline", refused: { code, message: "" } }) as const;
const soon = () => vi.advanceTimersByTimeAsync(0);

let disk: Memory;
beforeEach(() => {
	vi.useFakeTimers();
	disk = new Memory();
});
afterEach(() => {
	vi.useRealTimers();
});

describe("what is written here", () => {
	it("costs the disk nothing while the room answers", async () => {
		const { say, type } = page(disk);
		for (const value of ["a", "ab", "abc"]) {
			type(value);
			await vi.advanceTimersByTimeAsync(200);
			say({ saved: "saved" });
		}
		await vi.advanceTimersByTimeAsync(5_000);
		expect(disk.asked).toEqual(["updates"]);
	});

	it("is kept when the room is slow, and forgotten once it has it", async () => {
		const { say, type, keeping } = page(disk);
		type("a");
		expect(keeping.safe).toBe(false);
		await vi.advanceTimersByTimeAsync(300);
		expect(keeping.safe).toBe(true);
		expect(disk.records.size).toBe(1);
		say({ saved: "saved" });
		await soon();
		expect(disk.records.size).toBe(0);
		expect(keeping.status).toEqual({ kept: "unknown", waiting: 0 });
	});

	it("is kept at once offline, and said to be kept only then", async () => {
		const { say, type, keeping } = page(disk);
		say({ saved: "offline" });
		type("a");
		expect(keeping.status.kept).toBe("unknown");
		await soon();
		expect(keeping.status).toEqual({ kept: "kept", waiting: 1 });
	});

	it("before this was loaded is kept too", async () => {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(text));
		const unsent = new Unsent(doc, sectionOf);
		doc.getMap("fields").set("lieu", "tôt");
		const room = { status: { saved: "offline", refused: null } as RoomStatus, subscribe: () => () => {} };
		new Kept({ doc, room, unsent, keeping: new Keeping() }, disk, () => []);
		await soon();
		const later = page(disk);
		await later.kept.opened;
		expect(later.field()).toBe("tôt");
	});

	it("is written whole again after the disk failed, or was cleared", async () => {
		const { say, type, keeping } = page(disk);
		await soon();
		say({ saved: "offline" });
		disk.broken = true;
		type("a");
		await soon();
		expect(keeping).toMatchObject({ safe: false, status: { kept: "failed" } });
		disk.broken = false;
		type("ab");
		await soon();
		expect(keeping).toMatchObject({ safe: true, status: { kept: "kept" } });
		disk.records.clear();
		disk.onLost();
		await soon();
		const later = page(disk);
		await later.kept.opened;
		expect(later.field()).toBe("ab");
	});

	it("is not said to be kept by a disk that does not answer", async () => {
		disk.keep = () => new Promise(() => {});
		const { say, type, keeping } = page(disk);
		say({ saved: "offline" });
		type("a");
		await vi.advanceTimersByTimeAsync(1_000);
		expect(keeping).toMatchObject({ safe: false, status: { kept: "failed" } });
	});
});

describe("what an earlier page left", () => {
	const leave = async (value: string) => {
		const { say, type } = page(disk);
		say({ saved: "offline" });
		type(value);
		await soon();
	};

	it("is brought in, given back by a refusal, and forgotten with what is written now", async () => {
		await leave("Roubaix");
		const { kept, field, unsent, say } = page(disk);
		await kept.opened;
		expect(field()).toBe("Roubaix");
		expect(unsent.words()).toEqual([{ place: { field: "lieu" }, text: "Roubaix" }]);
		say(refused("notConforming"));
		await soon();
		expect(disk.records.size).toBe(0);
		expect(disk.asides).toMatchObject([{ words: [{ label: "lieu", text: "mots" }] }]);
	});

	it.each([
		["by an earlier Copacte", { schema: SCHEMA_VERSION - 1 }],
		["by a newer Copacte", { schema: SCHEMA_VERSION + 1 }],
		["before the text began anew", { generation: 0 }],
	])("%s stays where it is, to be copied", async (_, ground) => {
		await leave("Roubaix");
		for (const all of disk.records.values()) for (const record of all) Object.assign(record, ground);
		const { kept, field, say } = page(disk);
		await kept.opened;
		say({ saved: "saved" });
		await soon();
		expect(field()).toBe("Lille");
		expect(kept.stranded).toHaveLength(1);
		expect(disk.records.size).toBe(1);
	});

	it("stays when the room would only refuse it again, unless its words are kept", async () => {
		for (const [code, left] of [
			["signedOut", 1],
			["outdated", 1],
			["tooFast", 1],
			["frozen", 0],
			["restarted", 0],
			["foreignClient", 0],
		] as const) {
			disk = new Memory();
			await leave("Roubaix");
			const { kept, say } = page(disk);
			await kept.opened;
			say(refused(code));
			await soon();
			expect([code, disk.records.size, disk.asides.length]).toEqual([code, left, 1 - left]);
		}
	});
});

describe("updates that may be brought in", () => {
	const base = new Y.Doc();
	const parts: Uint8Array[] = [];
	base.on("update", (update: Uint8Array) => parts.push(update));
	for (const words of ["un ", "deux ", "trois "]) base.getText("t").insert(base.getText("t").length, words);
	const [first, second, third] = parts as [Uint8Array, Uint8Array, Uint8Array];

	it("have all that they follow on, in the text or among themselves", () => {
		const ground = new Y.Doc();
		const ends = { updates: [third] };
		const middle = { updates: [second] };
		expect(fitting(ground, [ends, middle])).toEqual([]);
		Y.applyUpdate(ground, first);
		expect(fitting(ground, [ends])).toEqual([]);
		expect(fitting(ground, [ends, middle])).toEqual([ends, middle]);
		const broken = { updates: [new Uint8Array([1, 2, 3])] };
		expect(fitting(ground, [broken, ends, middle])).toEqual([middle, ends]);
		expect(ground.store.pendingStructs).toBeNull();
	});

	it("are read without their text, and without what only names its parts", () => {
		const doc = new Y.Doc();
		const updates: Uint8Array[] = [];
		doc.on("update", (update: Uint8Array) => updates.push(update));
		const section = doc.getText("live/a");
		for (const letter of "Bonjour") section.insert(section.length, letter);
		section.setAttribute("t", "h3");
		section.setAttribute("t", "h4");
		section.insertEmbed(section.length, new Y.Map([["i", "tabcdefghi"]]));
		doc.getArray("a/tabcdefghi/rows").push(["rabcdefghi", "rbcdefghij"]);
		doc.getArray("a/tabcdefghi/rows").insert(1, ["rcdefghijk"]);
		doc.getText("live/a/tabcdefghi/rabcdefghi/cabcdefghi").insert(0, "Oui");
		doc.getMap("fields").set("lieu", "Lille");
		doc.getMap("fields").set("lieu", "Roubaix");
		expect(wordsIn(updates)).toBe("Bonjour\nOui\nLille\nRoubaix");
	});

	it("of the layout of schema 1 are read too", () => {
		const doc = new Y.Doc();
		const updates: Uint8Array[] = [];
		doc.on("update", (update: Uint8Array) => updates.push(update));
		const text = new Y.XmlText();
		const paragraph = new Y.XmlElement("paragraph");
		doc.getXmlFragment("section/a").insert(0, [paragraph]);
		paragraph.insert(0, [text]);
		for (const letter of "Bonjour") text.insert(text.length, letter);
		doc.getMap("fields").set("lieu", "Lille");
		expect(wordsIn(updates)).toBe("Bonjour\nLille");
	});
});

describe("words that the room may not have", () => {
	const write = (doc: Y.Doc, edit: (text: Y.Text) => void) => doc.transact(() => edit(doc.getText("live/besoins")));
	const begun = () => {
		const doc = new Y.Doc();
		const unsent = new Unsent(doc, sectionOf);
		write(doc, (text) => {
			text.insert(0, "un");
			for (const line of ["deux", "trois"]) {
				text.insertEmbed(text.length, new Y.Map());
				text.insert(text.length, line);
			}
		});
		unsent.clear();
		return { doc, unsent };
	};
	const besoins = (text: string) => [{ place: { section: "besoins" }, text }];

	it("are those of the paragraphs written in, and of no other", () => {
		const { doc, unsent } = begun();
		write(doc, (text) => text.insert(4, "x"));
		expect(unsent.words()).toEqual(besoins("dxeux"));
		write(doc, (text) => text.insert(0, "y"));
		expect([unsent.count, unsent.words()]).toEqual([2, besoins("yun\ndxeux")]);
		unsent.clear();
		expect([unsent.empty, unsent.words()]).toEqual([true, []]);
	});

	it("are found where their paragraph was joined to, and in a title", () => {
		const { doc, unsent } = begun();
		write(doc, (text) => text.insert(4, "x"));
		write(doc, (text) => text.delete(2, 1));
		expect(unsent.words()).toEqual(besoins("undxeux"));
		unsent.clear();
		write(doc, (text) => (text.toDelta()[1].insert as Y.Map<unknown>).set("t", "h3"));
		expect(unsent.words()).toEqual(besoins("trois"));
	});

	it("stand in cells as well", () => {
		const { doc, unsent } = begun();
		doc.getText("live/besoins/t/r/c").insert(0, "cellule");
		expect(unsent.words()).toEqual(besoins("cellule"));
	});

	it("leave out what came from the room", () => {
		const { doc, unsent } = begun();
		const other = new Y.Doc();
		Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
		write(other, (text) => text.insert(0, "autre"));
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), "room");
		expect(unsent.empty).toBe(true);
	});
});
