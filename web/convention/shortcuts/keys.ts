/** Keys as a person reads them: "Mod+Shift+8" is Ctrl+Maj+8, or ⇧⌘8 on a Mac. */
export function shownKeys(keys: string, mac: boolean): string {
	const names = keys.split("+").map((key) => (mac ? MAC_KEYS : PC_KEYS)[key] ?? key);
	return names.join(mac ? "\u2009" : "\u2009+\u2009");
}

/** Whether this machine has ⌘ where others have Ctrl. */
export const isMac = () => /Mac|iP(?:hone|ad|od)/.test(navigator.platform);

/** In words: our fonts draw no sideways arrows. */
const ARROWS: Record<string, string> = { Arrows: "Flèches", Left: "Gauche", Right: "Droite" };

const PC_KEYS: Record<string, string> = {
	...ARROWS,
	Mod: "Ctrl",
	Shift: "Maj",
	Enter: "Entrée",
	Escape: "Échap",
	Backspace: "Retour arrière",
};

const MAC_KEYS: Record<string, string> = {
	...ARROWS,
	Mod: "⌘",
	Shift: "⇧",
	Alt: "⌥",
	Enter: "Entrée",
	Escape: "Échap",
	Backspace: "⌫",
};
