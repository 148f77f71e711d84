import { useCallback, useEffect, useRef, useState } from "react";
import { typeset } from "../../shared/text/typography.ts";
import { ask } from "../api.ts";
import { Alone } from "../around/Page.tsx";
import { Press } from "../around/Press.tsx";

/** Somebody who is to coordinate for a party. */
export interface Invitation {
	/** Id of the party within the convention. */
	party: string;
	name: string;
	email: string;
}

/** What came of an invitation: null while it is on its way, "" once it has left, else why it has not. */
type Outcome = string | null;

/** The convention is open: sends the invitations one after the other, and goes on to it when all have left. */
export function Invitations({ id, invitations }: { id: string; invitations: Invitation[] }) {
	const [outcomes, setOutcomes] = useState<Outcome[]>(() => invitations.map(() => null));
	const begun = useRef(false);
	const path = `/conventions/${encodeURIComponent(id)}`;
	const send = useCallback(
		async (at: number) => {
			const { party, email } = invitations[at] as Invitation;
			const body = { party, email, roles: ["coordinates", "drafts"] };
			const { problem } = await ask("POST", `/api${path}/invitations`, body);
			const outcome = problem?.message ?? "";
			setOutcomes((all) => all.with(at, outcome));
			return outcome === "";
		},
		[invitations, path],
	);
	useEffect(() => {
		if (begun.current) return;
		begun.current = true;
		void (async () => {
			let allSent = true;
			for (const at of invitations.keys()) allSent = (await send(at)) && allSent;
			if (allSent) location.assign(path);
		})();
	}, [invitations, send, path]);

	const done = outcomes.filter((outcome) => outcome !== null).length;
	const failed = invitations.flatMap((invitation, at) =>
		outcomes[at] ? [{ ...invitation, at, why: outcomes[at] }] : [],
	);
	return (
		<Alone title="La convention est ouverte" arrives>
			<p role="status">
				{done < invitations.length
					? `Envoi des invitations : ${done} sur ${invitations.length}…`
					: `${invitations.length - failed.length} sur ${invitations.length} invitations envoyées.`}
			</p>
			<progress value={done} max={invitations.length} aria-label="Invitations envoyées" />
			{failed.length > 0 && (
				<ul className="lines">
					{failed.map(({ at, name, email, why }) => (
						<li key={at}>
							<span className="what">
								<strong>{name}</strong>
								<span>{email}</span>
								<span className="wrong">{typeset(why)}</span>
							</span>
							<Press className="plain" onPress={() => send(at)}>
								Renvoyer<span className="unseen"> à {email}</span>
							</Press>
						</li>
					))}
				</ul>
			)}
			{/* Leaving before would leave some unsent. */}
			{done === invitations.length && (
				<a className="primary" href={path}>
					Aller à la convention
				</a>
			)}
		</Alone>
	);
}
