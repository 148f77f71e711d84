import type { Described } from "../party/organisation.ts";
import type { PartyKind } from "../party/party.ts";
import type { Colleague } from "../people/colleague.ts";
import type { ListedInvitation } from "./invitation.ts";

/** Where an organisation signs up; `name` is empty for a person who has not said theirs. */
export interface SignUpPage {
	page: "signUp";
	name: string;
}

/** An organisation and its people. */
export interface OrganisationPage {
	page: "organisation";
	id: string;
	seen: OrganisationPeople;
}

/** `GET /api/organisations/:id`: an organisation as one of its people sees it; of its logo, the hash. */
export interface OrganisationPeople {
	organisation: Described & { id: string; logo: string | null };
	me: string;
	manages: boolean;
	people: (Colleague & { email: string })[];
	/** Empty for a person who does not manage it. */
	invitations: ListedInvitation[];
}

/** `GET /api/organisations`: a person's own, with what the person is there. */
export interface OwnOrganisations {
	organisations: { id: string; kind: PartyKind; name: string; shortName: string; title: string; manages: boolean }[];
}

/** An organisation as a person who opens a convention chooses it: what everybody may know of a public body. */
export interface FoundOrganisation {
	id: string;
	kind: PartyKind;
	name: string;
	shortName: string;
	siret: string | null;
}

/** `GET /api/organisations/search`. */
export interface FoundOrganisations {
	organisations: FoundOrganisation[];
}

/** `POST /api/organisations/named`: for each name of a list, in order, the organisations that bear it. */
export interface NamedOrganisations {
	organisations: FoundOrganisation[][];
}

/** `POST /api/organisations`. */
export interface SignedUp {
	id: string;
}
