import { useSyncExternalStore } from "react";
import type { Person } from "../../../shared/page/convention.ts";
import type { Party } from "../../../shared/party/party.ts";
import type { Member } from "../../../shared/people/member.ts";
import { Avatar } from "../../around/Avatar.tsx";
import { useOthers } from "../live/others.ts";
import type { Presence } from "../live/presence.ts";
import type { Replica } from "../live/replica.ts";

/** More would push the rest of the bar away. */
const SHOWN = 6;

interface Props {
	replica: Replica;
	me: Member;
	parties: Party[];
	people: Person[];
}

/** Who has the convention open, each person once, oneself last; a press on another follows them. */
export function Present({ replica, me, parties, people }: Props) {
	const others = useOthers(replica);
	const partyOf = (person: string) => {
		const party = people.find(({ id }) => id === person)?.party;
		return parties.find(({ id }) => id === party)?.shortName ?? "";
	};
	const shown = others.slice(1 - SHOWN);
	const hidden = others.length - shown.length;
	return (
		<ul className="present" aria-label="Personnes présentes">
			{hidden > 0 && (
				<li className="avatar more">
					+{hidden}
					<span className="unseen"> autres personnes</span>
				</li>
			)}
			{shown.map((other) => (
				<li key={other.person}>
					<Other other={other} party={partyOf(other.person)} replica={replica} />
				</li>
			))}
			<li title={`$<bdi>{me.name}</bdi> (vous)`}>
				<Avatar {...me} />
				<span className="unseen">
					<bdi>{me.name}</bdi> (vous)
				</span>
			</li>
		</ul>
	);
}

function Other({ other, party, replica: { presences } }: { other: Presence; party: string; replica: Replica }) {
	const followed = useSyncExternalStore(presences.subscribe, () => presences.following === other.person);
	const words = `${other.name}, ${party}${other.away ? ", ailleurs pour l’instant" : ""}`;
	return (
		<button
			type="button"
			title={words}
			aria-pressed={followed}
			data-away={other.away || undefined}
			onClick={() => presences.follow(followed ? null : other.person)}
		>
			<Avatar {...other} />
			<span className="unseen">Suivre {words}</span>
		</button>
	);
}
