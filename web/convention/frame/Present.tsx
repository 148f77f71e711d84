import { type CSSProperties, useSyncExternalStore } from "react";
import type { Member } from "../../../shared/access.ts";
import type { Party } from "../../../shared/state.ts";
import type { Person } from "../../bootstrap.ts";
import { colourOf, initialsOf } from "../colours.ts";
import type { Presence } from "../live/presence.ts";
import type { Session } from "../live/session.ts";

/** More would push the rest of the bar away. */
const SHOWN = 6;

interface Props {
	session: Session;
	me: Member;
	parties: Party[];
	people: Person[];
}

/** Who has the convention open, each person once, oneself last. */
export function Present({ session, me, parties, people }: Props) {
	const others = onePerPerson(usePresences(session).filter(({ person }) => person !== me.person));
	const partyOf = (person: string) => people.find(({ id }) => id === person)?.party;
	const nameOfParty = (id: string | undefined) => parties.find((party) => party.id === id)?.shortName ?? "";
	const everyone = [
		...others.map((each) => ({ ...each, party: partyOf(each.person), self: false })),
		{ ...me, self: true },
	];
	const shown = everyone.slice(-SHOWN);
	const hidden = everyone.length - shown.length;
	return (
		<ul className="present" aria-label="Personnes présentes">
			{hidden > 0 && (
				<li className="avatar more">
					+{hidden}
					<span className="unseen"> autres personnes</span>
				</li>
			)}
			{shown.map(({ person, name, kind, party, self }) => (
				<li key={person} title={`${name}, ${nameOfParty(party)}${self ? " (vous)" : ""}`}>
					<Avatar person={person} name={name} kind={kind} />
					<span className="unseen">
						{name}, {nameOfParty(party)}
						{self && " (vous)"}
					</span>
				</li>
			))}
		</ul>
	);
}

/** Everyone who is here, as they come, go and move. */
export function usePresences({ presences }: Session): Presence[] {
	return useSyncExternalStore(presences.subscribe, () => presences.all);
}

/** A person's initials on their colour. */
export function Avatar({ person, name, kind }: Pick<Presence, "person" | "name" | "kind">) {
	return (
		<span className="avatar" style={personColour({ person, kind })} aria-hidden="true">
			{initialsOf(name)}
		</span>
	);
}

/** Hands a person's colour to the style sheet. */
export const personColour = (of: Pick<Presence, "person" | "kind">) => ({ "--person": colourOf(of) }) as CSSProperties;

/** A person with two tabs stands once. */
export function onePerPerson(presences: Presence[]): Presence[] {
	return [...new Map(presences.map((presence) => [presence.person, presence])).values()];
}
