import { useState } from "react";
import { signInFor } from "../../shared/account/destination.ts";
import type { Invitee, ReadInvitation } from "../../shared/page/invitation.ts";
import { INVITATION_DAYS } from "../../shared/people/invitation.ts";
import { type Problem, send } from "../api.ts";
import { Alone } from "../around/Page.tsx";
import { Press } from "../around/Press.tsx";
import { Trouble } from "../around/Trouble.tsx";
import { HomeLink } from "./HomeLink.tsx";

interface ClosedProps extends Pick<ReadInvitation, "state" | "convention"> {
	/** What the letter's link holds; null for a person who came without it. */
	token: string | null;
	who: string;
	me: Invitee | null;
}

/** An invitation that serves no more: what became of it, and what to do. */
export function Closed({ state, token, who, me, convention }: ClosedProps) {
	const asker = who === "On" ? "la personne qui vous a invité" : who;
	const words = {
		accepted: ["Invitation déjà acceptée", "Elle a servi une fois, et ne sert plus."],
		declined: ["Invitation déclinée", `Si vous avez changé d’avis, demandez-en une autre à ${asker}.`],
		expired: [
			"Invitation expirée",
			`Elle valait ${INVITATION_DAYS} jours. ${capital(asker)} peut la renvoyer : vous recevrez un nouveau lien.`,
		],
		withdrawn: ["Invitation retirée", `Si vous pensez que c’est une erreur, demandez à ${asker}.`],
		pending: ["Invitation", ""],
	}[state];
	const there = `/conventions/${convention?.id}`;
	return (
		<Alone title={words[0] ?? ""}>
			<p>{words[1]}</p>
			{state === "accepted" && convention ? (
				<a className="primary" href={me ? there : signInFor(there)}>
					{me ? "Ouvrir la convention" : "Se connecter"}
				</a>
			) : state === "expired" && token ? (
				<AskAgain token={token} />
			) : (
				<HomeLink />
			)}
		</Alone>
	);
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Lets who came too late ask for another, without having to know whom to write to. */
function AskAgain({ token }: { token: string }) {
	const [asked, setAsked] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const askAgain = async () => {
		const problem = await send("POST", "/api/invitations/again", { token });
		setProblem(problem);
		setAsked(!problem);
	};
	if (asked) return <p role="status">C’est demandé. Vous recevrez un message si l’invitation est renvoyée.</p>;
	return (
		<>
			<Trouble problem={problem} />
			<Press className="primary" onPress={askAgain}>
				Demander une nouvelle invitation
			</Press>
		</>
	);
}
