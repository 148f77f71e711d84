import type { Phase } from "../convention/phase.ts";
import type { Party } from "../party/party.ts";
import type { Member } from "../people/member.ts";

/** The parties of a convention. */
export interface PartiesPage {
	page: "parties";
	parties: {
		convention: { id: string; title: string; phase: Phase };
		parties: Party[];
		/** Who takes part, as much of them as says who speaks for whom. */
		people: Pick<Member, "name" | "party" | "roles">[];
		me: Member;
		/** This person adds and removes parties now. */
		mayChange: boolean;
	};
}
