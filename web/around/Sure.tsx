import { useEffect, useState } from "react";
import { useArrival, useReturn } from "./focus.ts";
import { LEAVING, Press } from "./Press.tsx";

interface SureProps {
	/** On the button: "Retirer". */
	words: string;
	/** Whom or what it is about; read out only. */
	about: string;
	/** What will come of it. */
	question: string;
	/** On the button that does it. */
	yes: string;
	onYes: () => Promise<unknown>;
}

/** A button that asks once more before it does what cannot be undone by pressing it again. */
export function Sure({ words, about, question, yes, onYes }: SureProps) {
	const [asking, setAsking] = useState(false);
	const [button, comeBack] = useReturn();
	const leave = () => {
		setAsking(false);
		comeBack();
	};
	// Refused or done, it has been answered: what came of it is said elsewhere.
	const answer = async () => {
		const done = await onYes();
		if (done !== LEAVING) leave();
		return done;
	};
	if (asking) return <Question question={question} yes={yes} onYes={answer} onNo={leave} />;
	return (
		<button type="button" className="plain" ref={button} onClick={() => setAsking(true)}>
			{words}
			<span className="unseen"> {about}</span>
		</button>
	);
}

type QuestionProps = Pick<SureProps, "question" | "yes" | "onYes"> & { onNo: () => void };

function Question({ question, yes, onYes, onNo }: QuestionProps) {
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
			<div className="acts">
				<Press className="stop" onPress={onYes}>
					{yes}
				</Press>
				<button type="button" className="plain" onClick={onNo}>
					Annuler
				</button>
			</div>
		</div>
	);
}
