import { type FormEvent, useEffect, useState } from "react";
import { LINK_MINUTES } from "../../shared/account/link.ts";
import type { Door } from "../../shared/page/account.ts";
import { ask, type Problem } from "../api.ts";
import { TextField } from "../around/FormField.tsx";
import { Alone } from "../around/Page.tsx";
import { Press, Submit, useWaiting } from "../around/Press.tsx";
import { Trouble } from "../around/Trouble.tsx";

/** A letter needs a moment; before that, another one would only confuse. */
const RESEND_AFTER_SECONDS = 60;

/** Asks for an address and sends a link to it. `onSent` is told, so that what stands around may make way. */
export function AskForLink({ to, onSent }: { to: string; onSent: (email: string) => void }) {
	const [email, setEmail] = useState("");
	const [problem, setProblem] = useState<Problem | null>(null);
	const [waiting, run] = useWaiting();
	const send = async () => {
		const { problem } = await ask("POST", "/api/sign-in/link", { email, to });
		setProblem(problem);
		if (!problem) onSent(email.trim());
	};
	const submit = (event: FormEvent) => {
		event.preventDefault();
		void run(send);
	};
	return (
		// What is an address, the server says, in French.
		<form noValidate onSubmit={submit}>
			<TextField
				label="Votre adresse e-mail"
				hint="Celle de votre Caf, de votre mairie ou de votre organisme."
				type="email"
				name="email"
				autoComplete="email"
				inputMode="email"
				spellCheck={false}
				value={email}
				onChange={setEmail}
				problem={problem}
			/>
			<Submit waiting={waiting}>Recevoir un lien</Submit>
		</form>
	);
}

/** The link has left: where to look for it, and what to do when it does not come. */
export function Sent({ email, door, onOther }: { email: string; door: Door; onOther: () => void }) {
	const [problem, setProblem] = useState<Problem | null>(null);
	const [sent, setSent] = useState(1);
	const left = useCountdown(RESEND_AFTER_SECONDS, sent);
	const resend = async () => {
		if (left > 0) return;
		const { problem } = await ask("POST", "/api/sign-in/link", { email, to: door.to });
		setProblem(problem);
		if (!problem) setSent(sent + 1);
	};
	return (
		<Alone title="Regardez votre boîte aux lettres" arrives>
			<p>
				Un message vient de partir vers <strong className="address">{email}</strong>. Ouvrez-le et suivez son lien : il
				sert une seule fois, pendant {LINK_MINUTES} minutes.
			</p>
			<p className="hint">Rien reçu ? Regardez dans les indésirables, ou vérifiez l’adresse.</p>
			<div className="acts">
				<Press className="secondary" aria-disabled={left > 0} onPress={resend}>
					{left > 0 ? `Renvoyer dans ${left} s` : "Renvoyer"}
				</Press>
				<button type="button" className="plain" onClick={onOther}>
					Changer d’adresse
				</button>
			</div>
			<p role="status" className="hint">
				{sent > 1 && "Un nouveau message est parti."}
			</p>
			<Trouble problem={problem} />
			{door.demo && (
				<p className="aside">
					Ici, aucun message ne part vraiment&nbsp;: <a href="/demo/outbox">ouvrir la boîte d’envoi</a>
				</p>
			)}
		</Alone>
	);
}

/** Seconds left, counted down from `seconds` anew whenever `turn` changes. */
function useCountdown(seconds: number, turn: number): number {
	const [left, setLeft] = useState(seconds);
	// biome-ignore lint/correctness/useExhaustiveDependencies: a new turn begins anew.
	useEffect(() => {
		const end = Date.now() + seconds * 1000;
		setLeft(seconds);
		const timer = setInterval(() => {
			const now = Math.max(0, Math.ceil((end - Date.now()) / 1000));
			setLeft(now);
			if (now === 0) clearInterval(timer);
		}, 1000);
		return () => clearInterval(timer);
	}, [seconds, turn]);
	return left;
}
