import type { Model } from "../model/model.ts";
import type { OpeningDraft } from "../opening.ts";
import type { Role } from "../people/role.ts";

/** Where a person of a Caf opens a convention. */
export interface OpeningPage {
	page: "opening";
	opening: {
		/** The person's name. */
		me: string;
		models: ModelCard[];
		/** The Cafs that the person is of; hardly ever more than one. */
		cafs: { id: string; shortName: string; colleagues: { id: string; name: string; title: string }[] }[];
	};
}

/** A model to open a convention from, with how much there is in it. */
export type ModelCard = Pick<Model, "id" | "title" | "shortTitle" | "fields"> & { articles: number; annexes: number };

/** What `POST /api/conventions` is asked. */
export interface OpeningRequest extends OpeningDraft {
	model: string;
	/** The id of the Caf that opens it. */
	caf: string | undefined;
	/** Colleagues, with what they do. */
	people: { person: string; roles: Role[] }[];
}

/** `POST /api/conventions`: a convention that was opened, with the party that each organisation is in it. */
export interface Opened {
	id: string;
	parties: Seat[];
	/** The organisations that the new parties became, in order. */
	newParties: string[];
}

/** `POST /api/conventions/:id/parties`: an organisation as a party; `id` is the party's within the convention. */
export interface Seat {
	id: string;
	organisation: string;
}
