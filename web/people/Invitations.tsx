import { useState } from "react";
import type { InvitationState } from "../../shared/invitation.ts";
import { ROLE_WORDS } from "../../shared/people.ts";
import type { ListedInvitation } from "../../shared/people-seen.ts";
import { ask, type Problem } from "../api.ts";
import { Trouble } from "./fields.tsx";
import { Sure } from "./Sure.tsx";

interface InvitationsProps {
	invitations: ListedInvitation[];
	/** Something changed: what is shown must be read anew; in words, what. */
	onChange: (done: string) => void;
}

/** Those that were invited and are not there yet. */
export function Invitations({ invitations, onChange }: InvitationsProps) {
	if (invitations.length === 0) return null;
	return (
		<>
			<h3>Invitations</h3>
			<ul className="person-list">
				{invitations.map((invitation) => (
					<Line key={invitation.id} invitation={invitation} onChange={onChange} />
				))}
			</ul>
		</>
	);
}

function Line({ invitation, onChange }: { invitation: ListedInvitation; onChange: (done: string) => void }) {
	const [problem, setProblem] = useState<Problem | null>(null);
	const { id, email, roles, title } = invitation;
	const act = async (asked: ReturnType<typeof ask>, done: string) => {
		const { problem } = await asked;
		setProblem(problem);
		if (!problem) onChange(done);
	};
	const what = [title, ...roles.map((role) => ROLE_WORDS[role])].filter(Boolean).join(", ");
	return (
		<li>
			<div className="who">
				<span className="name address">{email}</span>
				<span className="what">{what}</span>
			</div>
			<span className="state" data-state={invitation.state}>
				{stateWords(invitation)}
			</span>
			<div className="acts">
				{invitation.state !== "declined" && (
					<button
						type="button"
						className="small"
						onClick={() => act(ask("POST", `/api/invitations/${id}/resend`), `Invitation renvoyée à ${email}.`)}
					>
						Renvoyer<span className="unseen"> à {email}</span>
					</button>
				)}
				{invitation.state !== "declined" && (
					<Sure
						words="Retirer"
						about={`l’invitation de ${email}`}
						question="Le lien déjà envoyé ne servira plus."
						yes="Retirer l’invitation"
						onYes={() => act(ask("DELETE", `/api/invitations/${id}`), `Invitation de ${email} retirée.`)}
					/>
				)}
			</div>
			<Trouble problem={problem} />
		</li>
	);
}

const DAY = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long" });

function stateWords({ state, sentAt, expiresAt }: ListedInvitation): string {
	const words: Record<InvitationState, string> = {
		pending: `Envoyée le ${DAY.format(new Date(sentAt))}, valable jusqu’au ${DAY.format(new Date(expiresAt))}`,
		expired: `Expirée le ${DAY.format(new Date(expiresAt))}`,
		declined: "Déclinée",
		accepted: "Acceptée",
		withdrawn: "Retirée",
	};
	return words[state];
}
