import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Phase } from "../../../shared/convention/phase.ts";
import { Approve } from "./Approve.tsx";
import { Compare } from "./Changes.tsx";
import { Deliberate } from "./Deliberate.tsx";
import { Dialog, type InDialog } from "./Dialog.tsx";
import type { FlowPlace } from "./place.ts";
import { Reopen } from "./Reopen.tsx";
import { Steps } from "./Steps.tsx";
import { Submit } from "./Submit.tsx";

interface FlowDialogProps {
	place: FlowPlace;
	phase: Phase;
	onClose: () => void;
}

/** One thing of the way to signature, over the text; then what was done, said beside it. */
export default function FlowDialog({ place, phase, onClose }: FlowDialogProps) {
	const [said, say] = useState<{ words: string; of: FlowPlace } | null>(null);
	const dialog = useRef<HTMLDialogElement>(null);
	/** The dialog closes by itself first, which brings the focus back to where one came from. */
	const done = useRef("");
	const leave = (words = "") => {
		done.current = words;
		dialog.current?.close();
	};
	const closed = () => (done.current ? say({ words: done.current, of: place }) : onClose());
	if (said?.of === place) return <Done words={said.words} onClose={onClose} />;
	return (
		<Dialog key={JSON.stringify(place)} ref={dialog} onClose={closed} isWide={place.kind === "steps"}>
			<Content place={place} phase={phase} leave={leave} />
		</Dialog>
	);
}

function Content({ place, ...rest }: { place: FlowPlace } & InDialog): ReactNode {
	switch (place.kind) {
		case "steps":
			return <Steps at={place.at} {...rest} />;
		case "submit":
			return <Submit {...rest} />;
		case "approve":
			return <Approve {...rest} />;
		case "reopen":
			return <Reopen {...rest} />;
		case "deliberate":
			return <Deliberate {...rest} />;
		case "compare":
			return <Compare number={place.number} since={place.since} {...rest} />;
	}
}

/** Says what was done, and that it is. */
function Done({ words, onClose }: { words: string; onClose: () => void }) {
	const [heard, hear] = useState("");
	// A live region speaks of what changes in it.
	useEffect(() => hear(words), [words]);
	return (
		<div className="problem" role="status">
			<p>{heard}</p>
			<button type="button" onClick={onClose}>
				Fermer
			</button>
		</div>
	);
}
