import { endsFor } from "../../shared/opening.ts";
import type { OpeningPage } from "../../shared/page/opening.ts";
import type { Draft } from "./draft.ts";

/** A model to open a convention from. */
export type ModelCard = OpeningPage["opening"]["models"][number];

/** The form as it is first shown. */
export function firstDraft({ models, cafs }: OpeningPage["opening"]): Draft {
	return {
		model: usualFirst(models)[0]?.id ?? "",
		caf: cafs[0]?.id ?? "",
		territory: "",
		starts: String(new Date().getFullYear() + 1),
		ends: "",
		plan: "",
		parties: [],
		roles: {},
		addresses: {},
		title: null,
	};
}

/** Most conventions are opened from the model that lasts longest: it comes first. */
export const usualFirst = (models: ModelCard[]) =>
	models.toSorted((one, other) => endsFor(0, other).length - endsFor(0, one).length);
