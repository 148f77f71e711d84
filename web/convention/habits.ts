import { useEffect } from "react";
import { type Transaction, YMapEvent } from "yjs";
import { FIELDS } from "../../shared/room/roots.ts";
import { loadEditor } from "./editor/later.ts";
import { changedRoots } from "./live/changed.ts";
import type { Replica } from "./live/replica.ts";
import { loadHand } from "./toolbar/later.ts";

/** What the page does by itself while someone is on it. */
export function useHabits(replica: Replica, writes: boolean) {
	useLeaveWarning(replica);
	useFocusOnUndo(replica);
	useEditorAhead(writes);
}

/** The browser asks before it closes a page whose words neither the server nor this machine has. */
function useLeaveWarning(replica: Replica) {
	useEffect(() => {
		const warn = (event: BeforeUnloadEvent) => {
			if (!replica.unsent.empty && !replica.keeping.safe) event.preventDefault();
		};
		window.addEventListener("beforeunload", warn);
		return () => window.removeEventListener("beforeunload", warn);
	}, [replica]);
}

/** The editors' code comes while the person reads the first lines. */
function useEditorAhead(writes: boolean) {
	useEffect(() => {
		if (!writes) return;
		const timer = setTimeout(() => void loadEditor().then(loadHand), 1_200);
		return () => clearTimeout(timer);
	}, [writes]);
}

interface Popped {
	changedParentTypes: Transaction["changedParentTypes"];
}

/** What is undone may be elsewhere on the page: the caret goes where it happened. */
function useFocusOnUndo(replica: Replica) {
	useEffect(() => {
		const follow = ({ changedParentTypes }: Popped) => {
			for (const [root, type] of changedRoots(replica.doc, { changedParentTypes })) {
				const section = replica.reading.sectionOf(root);
				if (section !== null) focusSection(replica, section);
				else if (root === FIELDS)
					focusField(
						changedParentTypes
							.get(type)
							?.flatMap((event) => (event instanceof YMapEvent ? [...event.keysChanged] : []))[0],
					);
			}
		};
		replica.undo.on("stack-item-popped", follow);
		return () => replica.undo.off("stack-item-popped", follow);
	}, [replica]);
}

function focusSection(replica: Replica, section: string) {
	const editor = replica.editors.get(section);
	if (!editor || editor.view.hasFocus()) return;
	editor.view.focus();
	editor.commands.scrollIntoView();
}

function focusField(key: string | undefined) {
	if (key === undefined) return;
	const inputs = [...document.querySelectorAll<HTMLInputElement>(`[data-field="${CSS.escape(key)}"] input`)];
	if (!inputs.some((input) => input === document.activeElement)) inputs[0]?.focus();
}
