import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { line } from "../icons.tsx";
import type { Replica } from "../live/replica.ts";
import { isMac, shownKeys } from "../shortcuts/keys.ts";
import { FindBar } from "./FindBar.tsx";

/** The button and the key that open the search of the whole convention. */
export function Find({ replica }: { replica: Replica }) {
	const [open, setOpen] = useState(false);
	useFindKey(open, () => setOpen(true));
	return (
		<>
			<BarButton open={open} onOpen={() => setOpen(true)} />
			{open && <FindBar replica={replica} onClose={() => setOpen(false)} />}
		</>
	);
}

function BarButton({ open, onOpen }: { open: boolean; onOpen: () => void }) {
	const bar = document.getElementById("bar-tools");
	if (bar === null) return null;
	return createPortal(
		<button
			type="button"
			className="open-find"
			aria-expanded={open}
			onClick={onOpen}
			title={`Rechercher (${shownKeys("Mod+F", isMac())})`}
		>
			<FindIcon />
			<span className="unseen">Rechercher dans la convention</span>
		</button>,
		bar,
	);
}

/** Opens our search, which knows accents and looks into fields; from within it, the key is the browser's own. */
function useFindKey(open: boolean, onOpen: () => void) {
	const opened = useRef(onOpen);
	opened.current = onOpen;
	useEffect(() => {
		const listen = (event: KeyboardEvent) => {
			const asked = event.key.toLowerCase() === "f" && (isMac() ? event.metaKey : event.ctrlKey);
			if (!asked || event.shiftKey || event.altKey || document.querySelector("dialog[open]")) return;
			const input = document.querySelector<HTMLInputElement>(".find input");
			if (input !== null && input === document.activeElement) return;
			event.preventDefault();
			if (!open) opened.current();
			else input?.select();
		};
		window.addEventListener("keydown", listen);
		return () => window.removeEventListener("keydown", listen);
	}, [open]);
}

const FindIcon = () => line("M8 13a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM11.7 11.7l3.3 3.3");
