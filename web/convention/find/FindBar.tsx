import { type KeyboardEvent, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { DownIcon, RemoveIcon, UpIcon } from "../icons.tsx";
import type { Replica } from "../live/replica.ts";
import { landOn, reveal } from "../paper/land.ts";
import { Finder, type Found } from "./finder.ts";

/** Longer selections are not what one searches. */
const MAX_SELECTED = 80;

/** Finds words anywhere in the convention, locked or not, and leaves the reader where they were found. */
export function FindBar({ replica, onClose }: { replica: Replica; onClose: () => void }) {
	const [finder] = useState(() => new Finder(document.getElementById("paper") as HTMLElement));
	const found = useSyncExternalStore(finder.subscribe, () => finder.found);
	const [words, setWords] = useState(selectedWords);
	const input = useRef<HTMLInputElement>(null);
	const origin = useRef(document.activeElement);
	useEffect(() => () => finder.close(), [finder]);
	useEffect(() => input.current?.select(), []);
	useEffect(() => {
		show(finder.search(words));
	}, [finder, words]);
	const close = () => {
		const { here } = finder;
		onClose();
		if (finder.found.total > 0 && here) void landOn(here, replica);
		else if (origin.current instanceof HTMLElement) origin.current.focus();
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const act = { Escape: close, Enter: () => show(finder.step(event.shiftKey ? -1 : 1)) }[event.key];
		const arrow = event.target === input.current && { ArrowDown: 1 as const, ArrowUp: -1 as const }[event.key];
		if (event.nativeEvent.isComposing || (event.key === "Enter" && event.target !== input.current)) return;
		if (!act && !arrow) return;
		event.preventDefault();
		if (arrow) show(finder.step(arrow));
		else act?.();
	};
	return (
		<search className="find" onKeyDown={onKeyDown}>
			<input
				ref={input}
				value={words}
				onChange={(event) => setWords(event.target.value)}
				aria-label="Rechercher dans la convention"
				placeholder="Rechercher dans la convention"
				enterKeyHint="search"
				autoComplete="off"
				spellCheck={false}
			/>
			<Count found={found} words={words} finder={finder} />
			<button type="button" disabled={found.total === 0} onClick={() => show(finder.step(-1))}>
				<UpIcon />
				<span className="unseen">Résultat précédent</span>
			</button>
			<button type="button" disabled={found.total === 0} onClick={() => show(finder.step(1))}>
				<DownIcon />
				<span className="unseen">Résultat suivant</span>
			</button>
			<button type="button" onClick={close}>
				<RemoveIcon />
				<span className="unseen">Fermer la recherche</span>
			</button>
		</search>
	);
}

const show = (range: Range | null) => range && reveal(range);

/** What is selected on the page is what one wants to find again. */
function selectedWords(): string {
	const selected = getSelection()?.toString().trim() ?? "";
	return selected.length <= MAX_SELECTED && !selected.includes("\n") ? selected : "";
}

/** How long a person must stop typing before the count is said. */
const SAID_AFTER_MS = 500;

function Count({ found: { at, total }, words, finder }: { found: Found; words: string; finder: Finder }) {
	const [said, setSaid] = useState("");
	const line = words.trim() === "" ? "" : total === 0 ? "Aucun résultat" : `Résultat ${at} sur ${total}`;
	useEffect(() => {
		const timer = setTimeout(() => setSaid(at === 0 ? line : `${line}, ${partOf(finder.here)}`), SAID_AFTER_MS);
		return () => clearTimeout(timer);
	}, [line, at, finder]);
	return (
		<>
			<span className="find-count" aria-hidden="true" data-none={(line !== "" && total === 0) || undefined}>
				{line === "" ? "" : total === 0 ? "Aucun" : `${at} / ${total}`}
			</span>
			<span className="unseen" role="status">
				{said}
			</span>
		</>
	);
}

/** "Article 5 : Les objectifs partagés". */
function partOf(here: Range | null): string {
	return here?.startContainer.parentElement?.closest(".part")?.querySelector("h2")?.textContent ?? "";
}
