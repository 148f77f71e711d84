import { Fragment, type ReactNode, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { HEADING, Heading, Name, PANEL, tabIdOf } from "./Heading.tsx";
import type { Tab, Tabs } from "./tabs.ts";

/** Where the rail stands right of the paper; on anything narrower it is a sheet. As in style/convention/rail.css. */
const WIDE = "(min-width: 1201px)";

/** What is said about the text stands beside it: one tab at a time, and no list of tabs where there is one alone. */
export function Rail({ tabs }: { tabs: Tabs }) {
	const wide = useMedia(WIDE);
	/** null until the person chooses: then the first, whichever that is now. */
	const [id, setId] = useState<string | null>(null);
	const open = tabs.find((tab) => tab.id === id) ?? tabs[0];
	const heading = <Heading tabs={tabs} open={open} onOpen={setId} />;
	const panel = (leave: () => void) => <Panel tab={open} among={tabs} leave={leave} />;
	return (
		<>
			{wide ? (
				<aside className="rail" id="controles" tabIndex={-1} aria-labelledby={HEADING}>
					{heading}
					{panel(stay)}
				</aside>
			) : (
				<RailSheet open={open} heading={heading} panel={panel} />
			)}
			{tabs.map((tab) => (
				<Fragment key={tab.id}>{tab.news}</Fragment>
			))}
		</>
	);
}

/** Beside the paper the rail is in nobody's way. */
const stay = () => {};

function Panel({ tab, among, leave }: { tab: Tab; among: Tabs; leave: () => void }) {
	if (among.length === 1) return tab.panel(leave);
	return (
		<div id={PANEL} role="tabpanel" aria-labelledby={tabIdOf(tab)}>
			{tab.panel(leave)}
		</div>
	);
}

interface SheetProps {
	open: Tab;
	heading: ReactNode;
	panel: (leave: () => void) => ReactNode;
}

/** On a phone or a narrow window, behind a button of the dock. */
function RailSheet({ open: tab, heading, panel }: SheetProps) {
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
						<Name tab={tab} />
					</button>,
					dock,
				)}
			{open && (
				<dialog className="rail-sheet" ref={sheet} aria-labelledby={HEADING} onClose={() => setOpen(false)}>
					<button type="button" className="close" onClick={close}>
						Fermer
					</button>
					{heading}
					{panel(close)}
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
