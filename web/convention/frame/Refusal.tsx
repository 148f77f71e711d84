import { useEffect, useRef } from "react";
import { signInFor } from "../../../shared/account/destination.ts";
import { typeset } from "../../../shared/text/typography.ts";
import type { Refusal } from "../live/kept.ts";
import { answerTo, type Way } from "./refusals.ts";
import { Words } from "./Words.tsx";

/** Says what happened, gives the person their words back, and starts again from the text as it stands. */
export function RefusalPanel({ refusal, kept, onResume }: { refusal: Refusal; kept: boolean; onResume: () => void }) {
	const dialog = useRef<HTMLDialogElement>(null);
	const head = useRef<HTMLHeadingElement>(null);
	useEffect(() => {
		dialog.current?.showModal();
		// What happened comes before what to do.
		head.current?.focus();
	}, []);
	const { reason, words, putOff } = refusal;
	const { title, happened, words: fate, way } = answerTo(reason, { wrote: words.length > 0, putOff, kept });
	return (
		<dialog
			className="refusal"
			ref={dialog}
			aria-labelledby="refusal-title"
			aria-describedby="refusal-happened"
			onCancel={(event) => event.preventDefault()}
			// Browsers let a second Escape through; behind the panel there is nothing to go back to.
			onClose={() => dialog.current?.showModal()}
		>
			<h2 id="refusal-title" ref={head} tabIndex={-1}>
				{title}
			</h2>
			<div id="refusal-happened">
				<p>{typeset(happened)}</p>
				{fate && <p>{typeset(fate)}</p>}
			</div>
			<Words words={words} />
			<button type="button" className="primary" onClick={() => go(way, onResume)}>
				{way.words}
			</button>
		</dialog>
	);
}

function go({ to }: Way, resume: () => void) {
	if (to === "resume") resume();
	else if (to === "reload") location.reload();
	else location.assign(to === "signIn" ? signInFor(location.pathname) : "/");
}
