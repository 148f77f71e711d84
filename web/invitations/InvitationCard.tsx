import { type ReactNode, useState } from "react";
import type { Invitee, ReadInvitation } from "../../shared/page/invitation.ts";
import { ROLE_HELP, ROLE_WORDS } from "../../shared/people/role.ts";
import { ask, type Problem } from "../api.ts";
import { Directed } from "../around/Directed.tsx";
import { Alone } from "../around/Page.tsx";
import { Sure } from "../around/Sure.tsx";
import { Trouble } from "../around/Trouble.tsx";
import { Acceptance } from "./Acceptance.tsx";
import { AddressProof } from "./AddressProof.tsx";
import { Closed } from "./Closed.tsx";
import { HomeLink } from "./HomeLink.tsx";

interface CardProps {
	invitation: ReadInvitation;
	/** What the letter's link holds; null for a person who came without it. */
	token: string | null;
	me: Invitee | null;
	proconnect: boolean;
	children?: ReactNode;
}

/** One invitation: who invites, to what, in which roles, and the ways to accept or decline it. */
export function InvitationCard({ invitation, token, me, proconnect, children }: CardProps) {
	const [declined, setDeclined] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const { id, by, byOrganisation, convention, organisation, roles, state, email } = invitation;
	const which = token ? { token } : { invitation: id };
	const who = [by, byOrganisation && `(${byOrganisation})`].filter(Boolean).join(" ") || "On";
	const decline = async () => {
		const { problem } = await ask("POST", "/api/invitations/decline", which);
		setProblem(problem);
		if (!problem) setDeclined(true);
	};
	if (declined) {
		return (
			<Alone title="Invitation déclinée">
				<p role="status">
					La personne qui vous invitait le verra. Si vous changez d’avis, demandez-lui une autre invitation.
				</p>
				<HomeLink />
			</Alone>
		);
	}
	if (state !== "pending") return <Closed state={state} token={token} who={who} me={me} convention={convention} />;
	return (
		<Alone title={<bdi>{convention ? convention.title : organisation}</bdi>}>
			<p>
				<Directed words={who} /> vous invite.
			</p>
			{convention ? (
				<p>
					Vous participerez à cette convention au titre de&nbsp;:{" "}
					<strong>
						<bdi>{organisation}</bdi>
					</strong>
					.
				</p>
			) : (
				<p>
					Vous rejoindrez vos collègues de{" "}
					<strong>
						<bdi>{organisation}</bdi>
					</strong>{" "}
					dans Copacte.
				</p>
			)}
			{roles.length > 0 && <Roles roles={roles} />}
			{me === null ? (
				<AddressProof email={email} token={token} proconnect={proconnect} />
			) : me.email === email ? (
				<Acceptance invitation={invitation} which={which} me={me} />
			) : (
				<>
					<p role="alert" className="wrong">
						Cette invitation a été envoyée à {email}, et vous êtes connecté avec {me.email}.
					</p>
					<AddressProof email={email} token={token} proconnect={proconnect} />
				</>
			)}
			<Trouble problem={problem} />
			<div className="acts">
				<Sure
					words="Décliner"
					about="l’invitation"
					question="Le lien ne servira plus."
					yes="Décliner l’invitation"
					onYes={decline}
				/>
			</div>
			{children}
		</Alone>
	);
}

const Roles = ({ roles }: Pick<ReadInvitation, "roles">) => (
	<ul className="lines">
		{roles.map((role) => (
			<li key={role}>
				<span className="what">
					<strong>{ROLE_WORDS[role]}</strong> <span className="unseen">: </span>
					<span>{ROLE_HELP[role]}</span>
				</span>
			</li>
		))}
	</ul>
);
