import { useState } from "react";
import { inWords } from "../../shared/day.ts";
import type { ListedInvitation } from "../../shared/page/invitation.ts";
import type { InvitationState } from "../../shared/people/invitation.ts";
import { ROLE_WORDS } from "../../shared/people/role.ts";
import { ask, type Problem } from "../api.ts";
import { Press } from "../around/Press.tsx";
import { Sure } from "../around/Sure.tsx";
import { Trouble } from "../around/Trouble.tsx";

interface InvitationsProps {
	invitations: ListedInvitation[];
	/** Something changed: what is shown must be read anew; in words, what. */
	onChange: (done: string) => Promise<void>;
}

/** Those that were invited and are not there yet. */
export function Invitations({ invitations, onChange }: InvitationsProps) {
	if (invitations.length === 0) return null;
	return (
		<>
			<h3>Invitations</h3>
			<ul className="lines">
				{invitations.map((invitation) => (
					<Line key={invitation.id} invitation={invitation} onChange={onChange} />
				))}
			</ul>
		</>
	);
}

function Line({ invitation, onChange }: { invitation: ListedInvitation; onChange: (done: string) => Promise<void> }) {
	const [problem, setProblem] = useState<Problem | null>(null);
	const { id, email, roles, title, state } = invitation;
	const act = async (asked: ReturnType<typeof ask>, done: string) => {
		const { problem } = await asked;
		setProblem(problem);
		if (!problem) await onChange(done);
	};
	const what = [title, ...roles.map((role) => ROLE_WORDS[role])].filter(Boolean).join(", ");
	return (
		<li>
			<span className="what">
				<strong>{email}</strong>
				{what && <span>{what}</span>}
				<span data-state={state}>{stateWords(invitation)}</span>
			</span>
			{state !== "declined" && (
				<div className="acts">
					<Press
						className="plain"
						onPress={() => act(ask("POST", `/api/invitations/${id}/resend`), `Invitation renvoyée à ${email}.`)}
					>
						Renvoyer<span className="unseen"> à {email}</span>
					</Press>
					<Sure
						words="Retirer"
						about={`l’invitation de ${email}`}
						question="Le lien déjà envoyé ne servira plus."
						yes="Retirer l’invitation"
						onYes={() => act(ask("DELETE", `/api/invitations/${id}`), `Invitation de ${email} retirée.`)}
					/>
				</div>
			)}
			<Trouble problem={problem} />
		</li>
	);
}

function stateWords({ state, sentAt, expiresAt }: ListedInvitation): string {
	const words: Record<InvitationState, string> = {
		pending: `Envoyée le ${inWords("dayOfYear", sentAt)}, valable jusqu’au ${inWords("dayOfYear", expiresAt)}`,
		expired: `Expirée le ${inWords("dayOfYear", expiresAt)}`,
		declined: "Déclinée",
		accepted: "Acceptée",
		withdrawn: "Retirée",
	};
	return words[state];
}
