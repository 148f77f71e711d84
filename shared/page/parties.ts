import type { Party } from "../party/party.ts";

/** The parties of a convention. */
export interface PartiesPage {
	page: "parties";
	parties: {
		/** `phase` in words. */
		convention: { id: string; title: string; phase: string };
		parties: Party[];
		/** This person adds and removes parties now. */
		mayChange: boolean;
	};
}
