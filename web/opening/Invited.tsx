import { useCallback, useEffect, useRef, useState } from "react";
import type { Opened } from "../../shared/page/opening.ts";
import { typeset } from "../../shared/text/typography.ts";
import { ask } from "../api.ts";
import { Alone } from "../around/Page.tsx";
import { Press } from "../around/Press.tsx";
import type { Draft } from "./draft.ts";

/** Somebody who is to coordinate for a party. */
export interface Coordinator {
	/** Id of the party within the convention. */
	party: string;
	name: string;
	email: string;
}

/** What came of an invitation: null while it is on its way, "" once it has left, else why it has not. */
type Outcome = string | null;

/** The convention is open: sends the invitations one after the other, and goes on to it when all have left. */
export function Invited({ id, coordinators }: { id: string; coordinators: Coordinator[] }) {
	const [outcomes, setOutcomes] = useState<Outcome[]>(() => coordinators.map(() => null));
	const begun = useRef(false);
	const path = `/conventions/${encodeURIComponent(id)}`;
	const send = useCallback(
		async (at: number) => {
			const { party, email } = coordinators[at] as Coordinator;
			const body = { party, email, roles: ["coordinates", "drafts"] };
			const { problem } = await ask("POST", `/api${path}/invitations`, body);
			const outcome = problem?.message ?? "";
			setOutcomes((all) => all.with(at, outcome));
			return outcome === "";
		},
		[coordinators, path],
	);
	useEffect(() => {
		if (begun.current) return;
		begun.current = true;
		void (async () => {
			let allSent = true;
			for (const at of coordinators.keys()) allSent = (await send(at)) && allSent;
			if (allSent) location.assign(path);
		})();
	}, [coordinators, send, path]);

	const done = outcomes.filter((outcome) => outcome !== null).length;
	const failed = coordinators.flatMap((coordinator, at) =>
		outcomes[at] ? [{ ...coordinator, at, why: outcomes[at] }] : [],
	);
	return (
		<Alone title="La convention est ouverte" arrives>
			<p role="status">
				{done < coordinators.length
					? `Envoi des invitations : ${done} sur ${coordinators.length}…`
					: `${coordinators.length - failed.length} sur ${coordinators.length} invitations envoyées.`}
			</p>
			<progress value={done} max={coordinators.length} aria-label="Invitations envoyées" />
			{failed.length > 0 && (
				<ul className="lines">
					{failed.map(({ at, name, email, why }) => (
						<li key={at}>
							<span className="what">
								<strong>
									<bdi>{name}</bdi>
								</strong>
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
			{done === coordinators.length && (
				<a className="primary" href={path}>
					Aller à la convention
				</a>
			)}
		</Alone>
	);
}

/** Who is to be invited for which party of the convention that is now open. */
export function coordinatorsOf({ parties, addresses }: Draft, { parties: seats, newParties }: Opened): Coordinator[] {
	const fresh = parties.filter(({ id }) => id === null);
	return parties.flatMap((party) => {
		const organisation = party.id ?? newParties[fresh.indexOf(party)];
		const seat = seats.find((each) => each.organisation === organisation);
		const email = addresses[party.key]?.trim();
		return email && seat ? [{ party: seat.id, name: party.shortName, email }] : [];
	});
}
