import { type ReactNode, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { Text } from "../../../shared/text/text.ts";
import type { ConventionPage } from "../../bootstrap.ts";
import { useConvention } from "../context.ts";
import { Controls } from "./Controls.tsx";
import { type CardPlace, countOf } from "./cards.ts";
import { Settled } from "./Settled.tsx";
import { showPlace } from "./show.ts";
import { useCards } from "./useCards.ts";

/** Where the rail stands right of the paper; on anything narrower it is a sheet. As in style/convention/rail.css. */
const WIDE = "(min-width: 1201px)";

/** What is said about the text beside it: the controls. */
export function Rail({ page, text }: { page: ConventionPage; text: Text }) {
	const { session } = useConvention();
	const cards = useCards(text, page.model);
	const wide = useMedia(WIDE);
	const go = (place: CardPlace) => void showPlace(place, session);
	const count = Array.isArray(cards) ? countOf(cards) : null;
	return (
		<>
			{wide ? (
				<aside className="rail" id="controles" tabIndex={-1} aria-labelledby="rail-title">
					<Title count={count} />
					<Controls cards={cards} onGo={go} />
				</aside>
			) : (
				<RailSheet count={count}>
					{(close) => (
						<Controls
							cards={cards}
							onGo={(place) => {
								close();
								go(place);
							}}
						/>
					)}
				</RailSheet>
			)}
			<Settled cards={cards} />
		</>
	);
}

function Title({ count }: { count: number | null }) {
	return (
		<h2 className="rail-title" id="rail-title">
			<span>
				Contrôles <Count count={count} />
			</span>
		</h2>
	);
}

function Count({ count }: { count: number | null }) {
	return count ? <span className="rail-count">{count}</span> : null;
}

/** On a phone or a narrow window, behind a button of the dock. */
function RailSheet({ count, children }: { count: number | null; children: (close: () => void) => ReactNode }) {
	const sheet = useRef<HTMLDialogElement>(null);
	const [open, setOpen] = useState(false);
	useEffect(() => {
		if (open) sheet.current?.showModal();
	}, [open]);
	const dock = document.getElementById("dock-rail");
	const close = () => sheet.current?.close();
	return (
		<>
			{dock &&
				createPortal(
					<button type="button" className="open-rail" onClick={() => setOpen(true)}>
						Contrôles <Count count={count} />
					</button>,
					dock,
				)}
			{open && (
				<dialog className="rail-sheet" ref={sheet} aria-labelledby="rail-title" onClose={() => setOpen(false)}>
					<button type="button" className="close" onClick={close}>
						Fermer
					</button>
					<Title count={count} />
					{children(close)}
				</dialog>
			)}
		</>
	);
}

function useMedia(query: string): boolean {
	const [matches, setMatches] = useState(() => matchMedia(query).matches);
	useEffect(() => {
		const media = matchMedia(query);
		const listen = () => setMatches(media.matches);
		media.addEventListener("change", listen);
		return () => media.removeEventListener("change", listen);
	}, [query]);
	return matches;
}
