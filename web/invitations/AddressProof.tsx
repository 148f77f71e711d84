import { useState } from "react";
import { TO } from "../../shared/account/destination.ts";
import { ask, type Problem } from "../api.ts";
import { Press } from "../around/Press.tsx";
import { Trouble } from "../around/Trouble.tsx";
import { keepToken } from "./token.ts";

const WITH_PROCONNECT = `/connexion/proconnect?${new URLSearchParams({ [TO]: "/invitation" })}`;

interface ProofProps {
	email: string;
	/** What the letter's link holds; null for a person who came without it. */
	token: string | null;
	proconnect: boolean;
}

/** A person accepts only once they have proven that they read this address: a link goes there, as at every sign-in. */
export function AddressProof({ email, token, proconnect }: ProofProps) {
	const [sent, setSent] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const send = async () => {
		const { problem } = await ask("POST", "/api/sign-in/link", { email, to: "/invitation" });
		setProblem(problem);
		setSent(!problem);
	};
	if (sent) {
		return (
			<p role="status">
				Un message vient de partir vers <strong className="address">{email}</strong>. Suivez son lien pour entrer, puis
				acceptez l’invitation.
			</p>
		);
	}
	return (
		<>
			<p>
				Pour accepter, entrez avec l’adresse <strong className="address">{email}</strong>&nbsp;: nous y envoyons un lien
				de connexion.
			</p>
			<Trouble problem={problem} />
			<div className="acts">
				<Press className="primary" onPress={send}>
					Recevoir le lien de connexion
				</Press>
				{proconnect && token && (
					<a className="secondary" href={WITH_PROCONNECT} onClick={() => keepToken(token)}>
						Entrer avec ProConnect
					</a>
				)}
			</div>
		</>
	);
}
