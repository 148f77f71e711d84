import { type Editor, Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";

/** What a key in the text asks of the toolbar: the form of a link (Ctrl+K), or the focus (Alt+F10). */
export type Asked = "link" | "focus";

/** The text's element hears it when a key has asked for something. */
export const ASKED_EVENT = "copacte:asked";

declare module "@tiptap/core" {
	interface Storage {
		asked: { last: Asked | null };
	}
}

/** The toolbar's keys, heard as soon as the text is: the toolbar's code may come after them. The next key withdraws what was asked. */
export const AskedKeys = Extension.create({
	name: "asked",
	addStorage: (): { last: Asked | null } => ({ last: null }),
	addProseMirrorPlugins() {
		const { storage } = this;
		return [
			new Plugin({
				props: {
					handleKeyDown: ({ dom }, event) => {
						if (MODIFIERS.includes(event.key)) return false;
						storage.last = askedBy(event);
						if (storage.last !== null) dom.dispatchEvent(new Event(ASKED_EVENT));
						return storage.last !== null;
					},
				},
			}),
		];
	},
});

const MODIFIERS = ["Control", "Meta", "Shift", "Alt", "AltGraph"];

function askedBy(event: KeyboardEvent): Asked | null {
	if (event.altKey) return event.key === "F10" ? "focus" : null;
	return event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) ? "link" : null;
}

/** What was asked last and nobody took yet; it is taken with that. */
export function takeAsked({ storage }: Editor): Asked | null {
	const { last } = storage.asked;
	storage.asked.last = null;
	return last;
}
