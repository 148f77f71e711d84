import { useEffect, useState } from "react";
import { Shortcuts } from "./Shortcuts.tsx";

/** "?" outside of a text, Ctrl+/ anywhere, or this button: the list of all shortcuts. */
export function ShortcutsButton() {
	const [open, setOpen] = useState(false);
	useEffect(() => {
		const onKey = (event: KeyboardEvent) => {
			const isWriting = (event.target as Element).closest?.("input,textarea,select,[role=textbox]");
			const isHelp = event.key === "?" ? !isWriting : event.key === "/" && (event.ctrlKey || event.metaKey);
			if (!isHelp || document.querySelector("dialog[open]")) return;
			event.preventDefault();
			setOpen(true);
		};
		document.addEventListener("keydown", onKey);
		return () => document.removeEventListener("keydown", onKey);
	}, []);
	return (
		<>
			<button
				type="button"
				className="help"
				aria-label="Raccourcis clavier"
				title="Raccourcis clavier (?)"
				aria-haspopup="dialog"
				onClick={() => setOpen(true)}
			>
				?
			</button>
			{open && <Shortcuts onClose={() => setOpen(false)} />}
		</>
	);
}
