import type { PartyKind } from "../party/party.ts";
import type { Role } from "../people/role.ts";
import type { ListedInvitation } from "./invitation.ts";

/** Who takes part in a convention. */
export interface PeoplePage {
	page: "people";
	/** The convention's id. */
	id: string;
	seen: ConventionPeople;
}

/** `GET /api/conventions/:id/people`: who takes part, as one of them sees it. */
export interface ConventionPeople {
	me: string;
	title: string;
	parties: PartyPeople[];
	/** Those that this person may send again or withdraw. */
	invitations: ListedInvitation[];
	/** Of this person's own organisation, not in the convention yet; empty for a person who may not add them. */
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
