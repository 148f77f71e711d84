import { expect, it } from "vitest";
import { answerTo } from "../../web/convention/frame/refusals.ts";
import { standingOf } from "../../web/convention/frame/saved.ts";
import type { RoomStatus } from "../../web/room/status.ts";

const standing = (saved: RoomStatus["saved"], kept: "unknown" | "kept" | "failed", waiting = 0, code?: string) =>
	standingOf({ saved, refused: code ? { code, message: "" } : null }, { kept, waiting }).long;

it("the bar says where the words are, and no more than is true", () => {
	expect(standing("saved", "failed")).toBe("Enregistré");
	expect(standing("offline", "unknown")).toBe("Hors ligne");
	expect(standing("offline", "kept", 2)).toBe("Hors ligne — gardé sur cet appareil");
	expect(standing("offline", "failed", 2)).toBe("Hors ligne — laissez cette page ouverte");
	expect(standing("sending", "kept", 2)).toBe("Envoi de vos modifications…");
	expect(standing("sending", "unknown")).toBe("Connexion…");
	expect(standing("offline", "kept", 1, "frozen")).toBe("Non enregistré");
	expect(standing("offline", "kept", 1, "signedOut")).toBe("Gardé sur cet appareil");
	expect(standing("offline", "failed", 1, "signedOut")).toBe("Non enregistré");
});

it("who hears the page is told the same thing at each key", () => {
	const said = (["unknown", "kept", "kept"] as const).map(
		(kept, waiting) => standingOf({ saved: "offline", refused: null }, { kept, waiting }).advice,
	);
	expect(new Set(said).size).toBe(1);
});

it("each refusal has its own words, and none promises what is not kept", () => {
	const codes = [
		"frozen",
		"signedOut",
		"outdated",
		"foreignClient",
		"unknownConvention",
		"forbidden",
		"tooFast",
		"4400",
	];
	for (const wrote of [true, false]) {
		const titles = codes.map((code) => answerTo({ code, message: "" }, { wrote, putOff: false, kept: true }).title);
		expect(new Set(titles).size).toBe(codes.length);
	}
	for (const code of codes) {
		expect(answerTo({ code, message: "" }, { wrote: true, putOff: true, kept: false }).words).toContain("Copiez");
		expect(answerTo({ code, message: "" }, { wrote: false, putOff: true, kept: true }).words).toBeNull();
	}
});
