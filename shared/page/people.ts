import type { Described } from "../party/organisation.ts";
import type { PartyKind } from "../party/party.ts";
import type { Colleague } from "../people/colleague.ts";
import type { InvitationState } from "../people/invitation.ts";
import type { Role } from "../people/role.ts";

/** Who takes part in a convention, as one of them sees it. */
export interface ConventionPeople {
	me: string;
	title: string;
	parties: PartyPeople[];
	/** Those that this person sees to. */
	invitations: ListedInvitation[];
	/** Of this person's own organisation, not in the convention yet; for who may add them. */
	colleagues: { person: string; name: string; title: string }[];
	/** This person sees who opened the convention. */
	mayReadOpenings: boolean;
}

export interface PartyPeople {
	id: string;
	kind: PartyKind;
	/** "Caf du Nord". */
	name: string;
	people: { person: string; name: string; title: string; roles: Role[] }[];
	/** This person invites somebody for it. */
	mayInvite: boolean;
	/** This person changes roles and removes people of it. */
	mayManage: boolean;
}

/** An organisation as somebody of it sees it; of its logo, the hash. */
export interface OrganisationPeople {
	organisation: Described & { id: string; logo: string | null };
	me: string;
	manages: boolean;
	people: (Colleague & { email: string })[];
	/** For who manages it. */
	invitations: ListedInvitation[];
}

/** An invitation as those who see to it read it. */
export interface ListedInvitation {
	id: string;
	email: string;
	/** null for a colleague. */
	party: string | null;
	roles: Role[];
	title: string;
	state: InvitationState;
	/** ISO 8601, UTC. */
	sentAt: string;
	expiresAt: string;
}

/** An invitation as the person invited reads it. */
export interface ReadInvitation {
	id: string;
	email: string;
	by: string | null;
	byOrganisation: string | null;
	kind: PartyKind;
	organisation: string;
	convention: { id: string; title: string } | null;
	roles: Role[];
	title: string;
	state: InvitationState;
	expiresAt: string;
	/** Who accepts has to say it: nobody of the organisation is there yet. */
	asksSiret: boolean;
}

/** What one of the pages about people shows; `name` is empty for somebody who has not said theirs. */
export type PeopleScreen =
	| { screen: "signUp"; name: string }
	| { screen: "organisation"; id: string; seen: OrganisationPeople }
	| { screen: "convention"; id: string; seen: ConventionPeople }
	| {
			screen: "invitation";
			me: { name: string; email: string } | null;
			waiting: ReadInvitation[];
			/** Whether one may also enter with ProConnect here. */
			proconnect: boolean;
	  };
