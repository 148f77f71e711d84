import type { PartyKind } from "../party/party.ts";
import type { InvitationState } from "../people/invitation.ts";
import type { Role } from "../people/role.ts";

/** Where an invitation's mail leads. */
export interface InvitationPage {
	page: "invitation";
	/** null for a person who is not signed in. */
	me: Invitee | null;
	/** What waits for this person. */
	waiting: ReadInvitation[];
	/** Whether one may also enter with ProConnect here. */
	proconnect: boolean;
}

/** The person who is signed in. */
export interface Invitee {
	/** "" for one who has not said it yet. */
	name: string;
	email: string;
}

/** `POST /api/invitations/read`: an invitation as the person invited reads it. */
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
	/** The person who accepts has to say it: its organisation has nobody yet. */
	asksSiret: boolean;
}

/** `GET /api/invitations`: those that wait for this person. */
export interface WaitingInvitations {
	invitations: ReadInvitation[];
}

/** `POST /api/invitations/accept`: where the person who accepted now is. */
export interface Accepted {
	/** null for a colleague. */
	convention: string | null;
	organisation: string;
}

/** An invitation as a person who may send it again or withdraw it reads it. */
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

/** `POST` of an invitation, to an organisation or a convention. */
export interface SentInvitation {
	id: string;
}
