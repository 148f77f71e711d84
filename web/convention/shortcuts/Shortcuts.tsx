import { useEffect, useRef } from "react";
import { RemoveIcon } from "../icons.tsx";
import { isMac, shownKeys } from "./keys.ts";
import { type Shortcut, shortcuts } from "./list.ts";

/** Every keyboard shortcut of the page. Escape, a click beside it or its button closes it; the focus goes back. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
	const dialog = useRef<HTMLDialogElement>(null);
	useEffect(() => dialog.current?.showModal(), []);
	const close = () => dialog.current?.close();
	return (
		<dialog
			ref={dialog}
			className="shortcuts"
			aria-labelledby="shortcuts-title"
			onClose={onClose}
			// Beside the panel: its backdrop counts as itself. Escape does the same from the keyboard.
			onMouseDown={(event) => event.target === event.currentTarget && close()}
		>
			<div className="shortcuts-sheet">
				<h2 id="shortcuts-title">Raccourcis clavier</h2>
				<button type="button" className="shortcuts-close" aria-label="Fermer" onClick={close}>
					<RemoveIcon />
				</button>
				{/* A panel that scrolls takes the arrows only where it can be focused. */}
				{/* biome-ignore lint/a11y/noNoninteractiveTabindex: for the reason above */}
				{/* biome-ignore lint/a11y/useSemanticElements: nothing in it is filled in */}
				<div className="shortcuts-groups" tabIndex={0} role="group" aria-labelledby="shortcuts-title">
					{shortcuts.map(({ title, list }) => (
						<section key={title}>
							<h3>{title}</h3>
							<dl>{list.map(ShortcutLine)}</dl>
						</section>
					))}
				</div>
			</div>
		</dialog>
	);
}

function ShortcutLine({ keys, does }: Shortcut) {
	return (
		<div key={does}>
			<dt>
				{keys.map((each) => (
					<kbd key={each}>{shownKeys(each, isMac())}</kbd>
				))}
			</dt>
			<dd>{does.replace(" :", "\u00A0:")}</dd>
		</div>
	);
}
