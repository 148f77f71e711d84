import { useEffect, useRef, useState } from "react";
import { useArrival } from "./fields.tsx";

interface SureProps {
	/** On the button: "Retirer". */
	words: string;
	/** For who hears it: whom it is about. */
	about: string;
	/** What will happen, as a question. */
	question: string;
	/** On the button that does it. */
	yes: string;
	onYes: () => void;
}

/** A button that asks once more before it does what cannot be undone by pressing it again. */
export function Sure({ words, about, question, yes, onYes }: SureProps) {
	const [asking, setAsking] = useState(false);
	const button = useRef<HTMLButtonElement>(null);
	const leave = () => {
		setAsking(false);
		requestAnimationFrame(() => button.current?.focus());
	};
	if (asking) return <Question question={question} yes={yes} onYes={onYes} onNo={leave} />;
	return (
		<button type="button" className="small" ref={button} onClick={() => setAsking(true)}>
			{words}
			<span className="unseen"> {about}</span>
		</button>
	);
}

function Question({
	question,
	yes,
	onYes,
	onNo,
}: Pick<SureProps, "question" | "yes" | "onYes"> & { onNo: () => void }) {
	const first = useArrival<HTMLParagraphElement>();
	useEffect(() => {
		const onKey = ({ key }: KeyboardEvent) => key === "Escape" && onNo();
		document.addEventListener("keydown", onKey);
		return () => document.removeEventListener("keydown", onKey);
	}, [onNo]);
	return (
		<div className="sure">
			<p ref={first} tabIndex={-1}>
				{question}
			</p>
			<button type="button" className="small stop" onClick={onYes}>
				{yes}
			</button>
			<button type="button" className="small" onClick={onNo}>
				Annuler
			</button>
		</div>
	);
}
