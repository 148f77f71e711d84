import { useRef } from "react";
import type { Progress } from "../../../shared/text/outline.ts";
import type { Text } from "../../../shared/text/text.ts";
import { MenuIcon } from "../icons.tsx";
import type { Replica } from "../live/replica.ts";
import { Sommaire } from "./Sommaire.tsx";

interface Props {
	text: Text;
	progress: Progress;
	replica: Replica;
}

/** Left of the paper, where there is room. */
export function SommaireColumn(props: Props) {
	return (
		<nav className="column" id="sommaire" tabIndex={-1} aria-label="Articles et annexes">
			<p className="column-title">Sommaire</p>
			<Sommaire {...props} />
		</nav>
	);
}

/** On a phone, a sheet that a button opens. */
export function SommaireSheet(props: Props) {
	const sheet = useRef<HTMLDialogElement>(null);
	const close = () => sheet.current?.close();
	return (
		<>
			<button type="button" className="open-sommaire" onClick={() => sheet.current?.showModal()}>
				<MenuIcon /> Sommaire
			</button>
			<dialog className="sommaire-sheet" ref={sheet} aria-label="Sommaire">
				<button type="button" className="close" onClick={close}>
					Fermer
				</button>
				<nav aria-label="Articles et annexes">
					<Sommaire {...props} onGo={close} />
				</nav>
			</dialog>
		</>
	);
}
