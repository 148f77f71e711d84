import { env, SELF } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { daysAfter, UNNAMED_DAYS } from "../../shared/convention/retention.ts";
import { writeLogo } from "../../worker/directory/organisation.ts";
import { claimFile, forgetFiles, startDeleting } from "../../worker/directory/stored-file.ts";
import { claim } from "../../worker/files/claim.ts";
import { keep } from "../../worker/files/keep.ts";
import { sha256 } from "../../worker/hash.ts";
import { sweepFiles } from "../../worker/nightly/sweep.ts";
import type { Room } from "../../worker/room/room.ts";
import { png } from "../files.ts";
import { asked } from "./support/asking.ts";
import { CONVENTION, ORIGIN, signIn } from "./support/tab.ts";

const worker = env as unknown as Env;
const { DB, FILES } = worker;
/** A night that comes after everything that the tests stored is old enough to be marked. */
const night = (days = 0) => daysAfter(new Date(), 2 + days);
const sweep = (days = 0) => sweepFiles(worker, night(days));
const isKept = async (hash: string) => (await FILES.head(hash)) !== null;
const room = () => env.ROOM.get(env.ROOM.idFromName(CONVENTION)) as DurableObjectStub<Room>;
let count = 0;

/** Bytes in the store that nothing names. */
async function stored(): Promise<string> {
	const bytes = new TextEncoder().encode(`file ${++count} of ${crypto.randomUUID()}`);
	const hash = sha256(bytes);
	await keep(worker, hash, bytes, "application/pdf");
	return hash;
}

const bytesOf = async (hash: string) => new Uint8Array(await ((await FILES.get(hash)) as R2ObjectBody).arrayBuffer());

beforeEach(async () => {
	await asked("GET", `/api/conventions/${CONVENTION}`, await signIn("thomas-marchal"));
	await DB.prepare("DELETE FROM swept").run();
	await sweep(-2);
});

describe("a file that nothing names", () => {
	it("is marked one night, and deleted once it has been so for a week", async () => {
		const hash = await stored();
		await sweep();
		await sweep(UNNAMED_DAYS - 1);
		expect(await isKept(hash)).toBe(true);
		await sweep(UNNAMED_DAYS);
		expect(await isKept(hash)).toBe(false);
		expect(await DB.prepare("SELECT * FROM stored_file WHERE hash = ?").bind(hash).first()).toBeNull();
	});

	it("is left alone on the day on which it was stored", async () => {
		const hash = await stored();
		await sweepFiles(worker, new Date());
		await sweepFiles(worker, daysAfter(new Date(), UNNAMED_DAYS));
		expect(await isKept(hash)).toBe(true);
	});

	it("begins a new week when somebody stores it again", async () => {
		const hash = await stored();
		await sweep();
		await keep(worker, hash, await bytesOf(hash), "application/pdf");
		await sweep(UNNAMED_DAYS);
		expect(await isKept(hash)).toBe(true);
		await sweep(2 * UNNAMED_DAYS);
		expect(await isKept(hash)).toBe(false);
	});

	it("that was stored before there was a sweep goes as any other", async () => {
		const hash = await stored();
		await DB.prepare("DELETE FROM stored_file").run();
		await sweep();
		await sweep(UNNAMED_DAYS);
		expect(await isKept(hash)).toBe(false);
	});
});

describe("a file that is named", () => {
	it("in an annexe stays, and goes once it was taken out", async () => {
		const cookie = await signIn("thomas-marchal");
		const body = png(11 + ++count, 7);
		const answer = await SELF.fetch(`${ORIGIN}/api/conventions/${CONVENTION}/annexes/annexe-1/files?name=a.png`, {
			method: "POST",
			headers: { cookie, origin: ORIGIN },
			body,
		});
		const file = await answer.json<{ id: string; hash: string }>();
		expect(answer.status).toBe(201);
		await room().tellLists();
		await sweep();
		await sweep(UNNAMED_DAYS);
		expect(await isKept(file.hash)).toBe(true);
		await asked("DELETE", `/api/conventions/${CONVENTION}/annexes/annexe-1/files/${file.id}`, cookie);
		await room().tellLists();
		await sweep(UNNAMED_DAYS + 1);
		expect(await isKept(file.hash)).toBe(true);
		await sweep(2 * UNNAMED_DAYS + 1);
		expect(await isKept(file.hash)).toBe(false);
	});

	it("by an organisation stays", async () => {
		const hash = await stored();
		const { id } = (await DB.prepare("SELECT id FROM organisation LIMIT 1").first<{ id: string }>()) ?? { id: "" };
		await writeLogo(DB, id, { hash, type: "image/png", name: "a.png", bytes: 3, size: { width: 1, height: 1 } });
		await sweep();
		await sweep(UNNAMED_DAYS);
		expect(await isKept(hash)).toBe(true);
		await writeLogo(DB, id, null);
	});

	it("again in between keeps its bytes, whatever was marked", async () => {
		const hash = await stored();
		await sweep();
		await DB.prepare("INSERT INTO named_file (convention, hash) VALUES (?, ?)").bind(CONVENTION, hash).run();
		// Deleting asks what is named, not only what was marked.
		expect(await startDeleting(DB, night(UNNAMED_DAYS), 100, new Date())).not.toContain(hash);
		await DB.prepare("DELETE FROM named_file WHERE hash = ?").bind(hash).run();
	});

	it("by a room that has never told is not known: nothing is deleted until it has", async () => {
		const hash = await stored();
		await sweep();
		await DB.prepare("UPDATE convention SET files_told_at = NULL WHERE id = ?").bind(CONVENTION).run();
		expect(await startDeleting(DB, night(UNNAMED_DAYS), 100, new Date())).toEqual([]);
		// The sweep asks it first.
		await sweep(UNNAMED_DAYS);
		expect(await isKept(hash)).toBe(false);
	});
});

describe("a file that is stored while a sweep", () => {
	it("has decided is not deleted", async () => {
		const hash = await stored();
		await sweep();
		expect(await claimFile(DB, hash, new Date())).toBe(true);
		expect(await startDeleting(DB, night(UNNAMED_DAYS), 100, new Date())).not.toContain(hash);
	});

	it("deletes it waits, and is stored anew", async () => {
		const hash = await stored();
		const bytes = await bytesOf(hash);
		await sweep();
		const startedAt = new Date();
		expect(await startDeleting(DB, night(UNNAMED_DAYS), 100, startedAt)).toContain(hash);
		expect(await claimFile(DB, hash, new Date())).toBe(false);
		const keeping = keep(worker, hash, bytes, "application/pdf");
		await FILES.delete(hash);
		await forgetFiles(DB, [hash], startedAt);
		await keeping;
		expect(await isKept(hash)).toBe(true);
		await sweep(UNNAMED_DAYS);
		expect(await isKept(hash)).toBe(true);
	});

	it("has died over it is stored all the same", async () => {
		const hash = await stored();
		await sweep();
		await startDeleting(DB, night(UNNAMED_DAYS), 100, new Date(Date.now() - 3_600_000));
		expect(await claim(DB, hash)).toBe(true);
		// What the dead one would still say of it counts no more.
		await forgetFiles(DB, [hash], new Date(Date.now() - 3_600_000));
		expect(await DB.prepare("SELECT deleting_at FROM stored_file WHERE hash = ?").bind(hash).first()).toEqual({
			deleting_at: null,
		});
	});
});

it("a draft of a PDF goes once it was given up", async () => {
	await FILES.put("draft/a/b", "x");
	await sweepFiles(worker, new Date());
	expect(await isKept("draft/a/b")).toBe(true);
	await sweep();
	expect(await isKept("draft/a/b")).toBe(false);
});

it("a sweep goes on where the last one ended, and begins anew at the end", async () => {
	const hashes = [await stored(), await stored()].sort();
	await DB.prepare("INSERT OR REPLACE INTO swept (one, upto) VALUES (1, ?)")
		.bind(hashes[0] as string)
		.run();
	await sweep();
	const marked = async (hash: string) =>
		(await DB.prepare("SELECT unnamed_since FROM stored_file WHERE hash = ?").bind(hash).first("unnamed_since")) !==
		null;
	expect([await marked(hashes[0] as string), await marked(hashes[1] as string)]).toEqual([false, true]);
	await sweep();
	expect(await marked(hashes[0] as string)).toBe(true);
});
