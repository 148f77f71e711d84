import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { actOf, type Entry, firstBreak, nextEntry } from "../../shared/journal.ts";

const sha256 = (words: string) => createHash("sha256").update(words).digest("hex");

/** As a browser hashes. */
async function later(words: string): Promise<string> {
	return Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words))).toString("hex");
}

const AT = new Date("2026-11-22T10:00:00Z");
const opened = { act: "opened", detail: { title: "Convention d’Équipe", model: "ctg-2024", digest: "d" } } as const;
const first = nextEntry(null, "ines-vasseur", opened, AT, sha256);
const second = nextEntry(first, "ines-vasseur", actOf({ kind: "option", option: "a", chosen: false }), AT, sha256);
const third = nextEntry(second, "thomas-marchal", actOf({ kind: "removeParty", party: "p" }), AT, sha256);
const whole = [first, second, third];

describe("a journal", () => {
	it("counts from one, and hashes the canonical JSON of each entry", () => {
		expect(whole.map(({ seq }) => seq)).toEqual([1, 2, 3]);
		expect(first.previous).toBe("0".repeat(64));
		const canonical = `{"act":"opened","at":"2026-11-22T10:00:00.000Z","detail":{"digest":"d","model":"ctg-2024","title":"Convention d’Équipe"},"person":"ines-vasseur","previous":"${first.previous}","seq":1}`;
		expect(first.hash).toBe(sha256(canonical));
	});

	it.each([
		["at once", sha256],
		["later", later],
	])("is whole as it was written, by a hash that answers %s", async (_, hash) => {
		expect(await firstBreak(whole, hash)).toBeNull();
		expect(await firstBreak([], hash)).toBeNull();
		expect(await firstBreak(whole.slice(0, 2), hash)).toBeNull();
	});

	it.each<[string, Entry[], number]>([
		["an act that was changed", [first, { ...second, person: "nobody" }, third], 2],
		[
			"a detail that was changed",
			[first, { ...second, detail: { ...second.detail, chosen: true } } as Entry, third],
			2,
		],
		["a moment that was changed", [{ ...first, at: "2026-11-23T10:00:00.000Z" }, second, third], 1],
		["an act that was left out", [first, third], 2],
		["a beginning that was left out", [second, third], 1],
		["acts in another order", [first, third, second], 2],
		["an act put between", [first, second, nextEntry(first, "nobody", opened, AT, sha256), third], 3],
	])("shows %s", async (_, entries, broken) => {
		expect(await firstBreak(entries, sha256)).toBe(broken);
		expect(await firstBreak(entries, later)).toBe(broken);
	});
});
