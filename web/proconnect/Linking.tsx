import { useState } from "react";
import { type Problem, unreachable } from "../api.ts";
import type { LinkingPage } from "../bootstrap.ts";

/** Lets somebody who is signed in have ProConnect sign them in from then on, or says that it does. */
export function Linking({ page: { linking } }: { page: LinkingPage }) {
	return (
		<main className="simple">
			<p className="brand">Copacte</p>
			{linking.linked ? <Linked /> : <Unlinked />}
			<p>
				<a className={linking.linked ? "primary" : undefined} href="/">
					Aller à mes conventions
				</a>
			</p>
		</main>
	);
}

function Linked() {
	return (
		<>
			<h1>ProConnect est relié à votre compte</h1>
			<p>La prochaine fois, vous pourrez entrer avec ProConnect, sans attendre d’e-mail.</p>
		</>
	);
}

function Unlinked() {
	const [problem, setProblem] = useState<Problem | null>(null);
	const [leaving, setLeaving] = useState(false);
	const go = async () => {
		setLeaving(true);
		setProblem(null);
		const failed = await leave();
		setProblem(failed);
		setLeaving(failed === null);
	};
	return (
		<>
			<h1>Relier ProConnect à votre compte</h1>
			<p>
				Vous pourrez ensuite entrer dans Copacte avec ProConnect, sans attendre d’e-mail. Votre nom, vos conventions et
				ce que vous pouvez y faire restent les mêmes.
			</p>
			<p>
				<button type="button" className="primary" aria-disabled={leaving} onClick={leaving ? undefined : go}>
					{leaving ? "Vers ProConnect…" : "Continuer avec ProConnect"}
				</button>
			</p>
			<p role="alert">{problem?.message}</p>
		</>
	);
}

/** Goes to ProConnect, or returns why not. */
async function leave(): Promise<Problem | null> {
	try {
		const response = await fetch("/api/account/proconnect", { method: "POST" });
		const answer = (await response.json()) as { url?: string; error?: Problem };
		if (answer.url === undefined) return answer.error ?? unreachable;
		location.assign(answer.url);
		return null;
	} catch {
		return unreachable;
	}
}
