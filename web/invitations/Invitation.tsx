import { useCallback, useEffect, useState } from "react";
import { signInFor } from "../../shared/account/destination.ts";
import type { InvitationPage, Invitee, ReadInvitation } from "../../shared/page/invitation.ts";
import { typeset } from "../../shared/text/typography.ts";
import { ask, type Problem } from "../api.ts";
import { Alone } from "../around/Page.tsx";
import { HomeLink } from "./HomeLink.tsx";
import { InvitationCard } from "./InvitationCard.tsx";
import { tokenHere } from "./token.ts";

/** Where an invitation's mail leads; without its link, those that wait for the person who is signed in. */
export function Invitation({ page: { me, waiting, proconnect } }: { page: InvitationPage }) {
	const [token] = useState(tokenHere);
	const [read, setRead] = useState<ReadInvitation | null>(null);
	const [problem, setProblem] = useState<Problem | null>(null);
	const look = useCallback(async () => {
		const { value, problem } = await ask<ReadInvitation>("POST", "/api/invitations/read", { token });
		setRead(value);
		setProblem(problem);
	}, [token]);
	useEffect(() => {
		if (token) void look();
	}, [token, look]);
	useSignInElsewhere(me);
	if (token === "") return <Waiting me={me} waiting={waiting} proconnect={proconnect} />;
	if (problem) {
		return (
			<Alone title="Cette invitation ne s’ouvre pas">
				<p role="alert">{typeset(problem.message)}</p>
				<HomeLink />
			</Alone>
		);
	}
	if (read === null) return <Alone title="Invitation">{null}</Alone>;
	return <InvitationCard invitation={read} token={token} me={me} proconnect={proconnect} />;
}

/** The link in the other mail opens a tab of its own: a person who comes back to this one is signed in here too. */
function useSignInElsewhere(me: Invitee | null) {
	useEffect(() => {
		if (me) return;
		const look = async () => {
			const { problem } = await ask("GET", "/api/invitations");
			if (!problem) location.reload();
		};
		const onShow = () => void (document.visibilityState === "visible" && look());
		document.addEventListener("visibilitychange", onShow);
		return () => document.removeEventListener("visibilitychange", onShow);
	}, [me]);
}

function Waiting({ me, waiting, proconnect }: { me: Invitee | null; waiting: ReadInvitation[]; proconnect: boolean }) {
	if (me === null) {
		return (
			<Alone title="Invitations">
				<p>
					Ouvrez le lien du message que vous avez reçu, ou connectez-vous pour voir les invitations à votre adresse.
				</p>
				<a className="primary" href={signInFor("/invitation")}>
					Se connecter
				</a>
			</Alone>
		);
	}
	const [first, ...others] = waiting;
	if (!first) {
		return (
			<Alone title="Invitations">
				<p>Aucune invitation n’attend à votre adresse, {me.email}.</p>
				<HomeLink />
			</Alone>
		);
	}
	return (
		<InvitationCard key={first.id} invitation={first} token={null} me={me} proconnect={proconnect}>
			{others.length > 0 && (
				<p className="aside">
					{others.length === 1
						? "Une autre invitation vous attend"
						: `${others.length} autres invitations vous attendent`}{" "}
					: répondez d’abord à celle-ci.
				</p>
			)}
		</InvitationCard>
	);
}
