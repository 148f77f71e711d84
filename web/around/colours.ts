import { type PartyKind, sideOf } from "../../shared/party/party.ts";

/** A few shades of each party's colour: white text on any of them has a contrast of at least 5. */
const SHADES = {
	caf: ["#1f5199", "#3d55b0", "#2a6078", "#274b6d", "#4a4aa3"],
	commune: ["#0d6b58", "#3c6a2a", "#1c6670", "#4f6420", "#2f5d49"],
	other: ["#6b4a86", "#8a3f6e", "#5b4fa0", "#7d4a55", "#59466f"],
} as const;

/** The colour of a person: a shade of their party's, the same for everyone who looks. */
export function colourOf({ person, kind }: { person: string; kind: PartyKind }): string {
	const shades = SHADES[sideOf(kind)];
	let sum = 0;
	for (const character of person) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
	return shades[sum % shades.length] ?? shades[0];
}

/** "Inès Vasseur" is IV; particles do not count. */
export function initialsOf(name: string): string {
	const words = name.split(/[\s-]+/).filter((word) => /^\p{Lu}/u.test(word));
	return ((words[0]?.[0] ?? name[0] ?? "?") + (words.length > 1 ? (words.at(-1)?.[0] ?? "") : "")).toUpperCase();
}

/** What stands beside a caret: "Inès". */
export const firstNameOf = (name: string) => name.split(" ")[0] ?? name;
