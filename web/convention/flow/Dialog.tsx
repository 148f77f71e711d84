import { type ReactNode, type RefObject, useEffect } from "react";
import type { Phase } from "../../../shared/convention/phase.ts";

/** What each thing that opens here is given. */
export interface InDialog {
	phase: Phase;
	/** Closes the dialog; `done` is then said to the person. */
	leave: (done?: string) => void;
}

/** The id of the heading that names the dialog. */
const TITLE = "flow-title";

interface DialogProps {
	ref: RefObject<HTMLDialogElement | null>;
	isWide: boolean;
	onClose: () => void;
	children: ReactNode;
}

/** Opens over the text. Escape leaves everything as it was; the focus goes back to where one came from. */
export function Dialog({ ref, isWide, onClose, children }: DialogProps) {
	useEffect(() => {
		ref.current?.showModal();
		// What it is about comes before what to do.
		document.getElementById(TITLE)?.focus();
	}, [ref]);
	return (
		<dialog className={isWide ? "flow wide" : "flow"} ref={ref} aria-labelledby={TITLE} onClose={onClose}>
			{children}
			<button type="button" className="flow-close" onClick={() => ref.current?.close()}>
				Fermer
			</button>
		</dialog>
	);
}

export const Title = ({ children }: { children: ReactNode }) => (
	<h2 id={TITLE} tabIndex={-1}>
		{children}
	</h2>
);
