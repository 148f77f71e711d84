import type { Field, Model } from "../model/model.ts";

/** The fields by which a convention is found again among others; null where its model has none. */
export interface Landmarks {
	/** Where it applies. */
	territory: Field | null;
	/** The date it begins. */
	start: Field | null;
	/** The year it ends, on 31 December (R8). */
	end: Field | null;
	/** The date by which the plan d'actions is due (R10). */
	plan: Field | null;
}

/** Read off the model: its term is the first year that a rule counts from a date, the plan the first date that one does. */
export function landmarksOf({ fields }: Pick<Model, "fields">): Landmarks {
	const field = (key: string | undefined) => fields.find((each) => each.key === key) ?? null;
	const counted = (type: Field["type"]) =>
		fields.find((each) => each.type === type && field(each.rule?.after)?.type === "date") ?? null;
	const end = counted("year");
	return {
		territory: field("territoire") ?? field("commune.nom"),
		start: field(end?.rule?.after),
		end,
		plan: counted("date"),
	};
}
