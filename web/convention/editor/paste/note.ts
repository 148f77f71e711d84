/** A word about what was just done, and a way to take it back. */
export interface Note {
	words: string;
	undo?: () => void;
}

/** Long enough to be read twice; it waits while the pointer or the focus is on it. */
const STAYS_MS = 30_000;

let host: HTMLElement | null = null;
let leaving: ReturnType<typeof setTimeout> | undefined;

/** A screen reader says what changes in a place it knows: it has to stand before there is anything to say. */
export function prepareNotes() {
	if (host !== null) return;
	host = document.createElement("div");
	host.className = "hand-notes";
	host.setAttribute("role", "status");
	host.addEventListener("pointerenter", stay);
	host.addEventListener("focusin", stay);
	host.addEventListener("pointerleave", leaveLater);
	host.addEventListener("focusout", leaveLater);
	document.body.append(host);
}

/** Shows a note in place of the one before. It takes no focus; `onClose` is where the focus goes from its buttons. */
export function showNote({ words, undo }: Note, onClose: () => void) {
	prepareNotes();
	const note = document.createElement("div");
	note.className = "hand-note";
	const sentence = document.createElement("p");
	sentence.textContent = words;
	note.append(sentence);
	const close = () => {
		hideNote();
		onClose();
	};
	if (undo) {
		note.append(
			button("Annuler", () => {
				undo();
				close();
			}),
		);
	}
	note.append(button("Fermer", close));
	note.addEventListener("keydown", (event) => event.key === "Escape" && close());
	host?.replaceChildren(note);
	leaveLater();
}

/** What it told of is no longer there. */
export function hideNote() {
	host?.replaceChildren();
}

/** What it would take back is no longer the last thing done. */
export function forgetNoteUndo() {
	host?.querySelector('[data-does="Annuler"]')?.remove();
}

function button(name: string, press: () => void): HTMLButtonElement {
	const made = document.createElement("button");
	made.type = "button";
	made.textContent = name;
	made.dataset.does = name;
	made.addEventListener("click", press);
	return made;
}

function stay() {
	clearTimeout(leaving);
}

function leaveLater() {
	stay();
	leaving = setTimeout(hideNote, STAYS_MS);
}
