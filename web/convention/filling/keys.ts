import type { ClipboardEvent, KeyboardEvent } from "react";
import type { UndoManager } from "yjs";
import { progressOf } from "../../../shared/text/outline.ts";
import type { Replica } from "../live/replica.ts";
import { enter, leave, type Side, stopsAfter } from "../stops.ts";
import type { Typing } from "./typing.ts";

type Press = KeyboardEvent<HTMLInputElement>;
type Writes = Pick<Typing, "mine" | "came" | "take" | "write">;

/** Keys of a field: undo, Escape, Tab to the next blank, Alt and down for the calendar, arrows and Enter to leave it. */
export const onKeyDown = (replica: Replica, key: string, typing: Writes) => (event: Press) => {
	if (!event.nativeEvent.isComposing && answers(event, replica, key, typing)) event.preventDefault();
};

function answers(event: Press, replica: Replica, key: string, { mine, came, take }: Writes): boolean {
	if (historyKey(event, replica.undo)) return true;
	if (event.altKey && event.key === "ArrowDown") return openCalendar(event.currentTarget);
	if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return false;
	if (event.key === "Tab") return toNextBlank(event.currentTarget, replica);
	if (event.key !== "Escape") return leaveByArrow(event);
	if (mine.current === null || replica.field(key) === came.current) return false;
	take(came.current);
	return true;
}

/** Keys of a name that a form says: Tab to the next blank, arrows to leave it; Enter opens the form, as of any button. */
export const onNameKeyDown = (replica: Replica) => (event: KeyboardEvent<HTMLButtonElement>) => {
	const { key, currentTarget: button, shiftKey, ctrlKey, altKey, metaKey } = event;
	if (shiftKey || ctrlKey || altKey || metaKey) return;
	const goes = key === "Tab" ? toNextBlank(button, replica) : ARROWS[key] && leave(button, ARROWS[key]);
	if (goes) event.preventDefault();
};

const ARROWS: Record<string, Side> = {
	ArrowUp: "before",
	ArrowLeft: "before",
	ArrowDown: "after",
	ArrowRight: "after",
};

/** Line breaks of a paste become spaces: by itself an input joins the words around them. */
export const onPaste =
	({ write }: Writes) =>
	(event: ClipboardEvent<HTMLInputElement>) => {
		const pasted = event.clipboardData.getData("text/plain").trim();
		if (!/[\n\r]/.test(pasted) || event.currentTarget.type === "date") return;
		event.preventDefault();
		const input = event.currentTarget;
		input.setRangeText(pasted.replace(/\s*[\n\r]\s*/g, " "), input.selectionStart ?? 0, input.selectionEnd ?? 0, "end");
		write(input.value);
	};

/** Opens the browser's own calendar on a date; false where there is none. */
export function openCalendar(input: HTMLElement): boolean {
	const calendar = input.parentElement?.querySelector<HTMLInputElement>(".field-calendar");
	if (!calendar) return false;
	calendar.showPicker();
	return true;
}

/** Goes to the next required field or free section that is still empty; false when there is none further on. */
function toNextBlank(input: HTMLElement, replica: Replica): boolean {
	// What the note asks is nearer.
	if (input.parentElement?.querySelector(".field-note button")) return false;
	replica.reading.refresh();
	const blanks = new Set(progressOf(replica.reading.text).blanks.map(({ kind, id }) => `${kind} ${id}`));
	const next = stopsAfter(input).find((stop) => blanks.has(nameOf(stop)));
	if (next === undefined) return false;
	enter(next, "start");
	tellTab();
	return true;
}

function nameOf({ dataset, parentElement }: HTMLElement): string {
	return dataset.stop ? `section ${dataset.stop}` : `field ${parentElement?.dataset.field}`;
}

/** Arrows leave an input at its edges, Enter goes on to the next place. */
function leaveByArrow({ key, currentTarget: input }: Press): boolean {
	if (key === "Enter") return leave(input, "after");
	// The parts of a date, and the names that are offered, have arrows of their own.
	const ownArrows = input.type === "date" || (input.list?.options.length ?? 0) > 0;
	if (!ownArrows && key === "ArrowUp") return leave(input, "before");
	if (!ownArrows && key === "ArrowDown") return leave(input, "after");
	if (input.type === "date" || input.selectionStart !== input.selectionEnd) return false;
	if (key === "ArrowLeft" && input.selectionStart === 0) return leave(input, "before");
	return key === "ArrowRight" && input.selectionEnd === input.value.length && leave(input, "after");
}

const KNOWN = "copacte:tab";

/** True until this person has gone from blank to blank once, on this machine. */
export function isTabNews(): boolean {
	try {
		return localStorage.getItem(KNOWN) === null;
	} catch {
		return false;
	}
}

/** Says once, to those who hear the page, what Tab has just done. */
function tellTab(): void {
	if (!isTabNews()) return;
	localStorage.setItem(KNOWN, "yes");
	const status = document.createElement("p");
	status.className = "unseen";
	status.role = "status";
	document.body.append(status);
	// A screen reader speaks of what changes in a region that it already knows.
	setTimeout(() => {
		status.textContent = "Blanc suivant. Maj et Tab pour revenir en arrière.";
	}, 100);
	setTimeout(() => status.remove(), 8_000);
}

/** Undoes or redoes when this key says so, as in the editors; tells whether it did. */
function historyKey({ key, ctrlKey, metaKey, shiftKey, altKey }: Press, undo: UndoManager): boolean {
	if (!(ctrlKey || metaKey) || altKey) return false;
	const letter = key.toLowerCase();
	if (letter === "z" && !shiftKey) undo.undo();
	else if (letter === "y" || (letter === "z" && shiftKey)) undo.redo();
	else return false;
	return true;
}
