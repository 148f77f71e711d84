import { shortLine } from "../files/name.ts";
import { MAX_DELEGATION, MAX_SIGNATORY_NAME, MAX_SIGNATORY_TITLE, type Signatory, splitName } from "./signatory.ts";

/** A signatory as a person says it: without an id for one who is new. */
export type SaidSignatory = Partial<Omit<Signatory, "title">> & Pick<Signatory, "title">;

/**
 * What was said, on one line each, without what cannot be seen: a civility before the name and "par délégation" before the
 * delegation are taken for what they are. `id` is for one who brings none.
 */
export function cleanSignatory(said: SaidSignatory, id: string): Signatory {
	const { civility, name } = splitName(shortLine(said.name ?? "", MAX_SIGNATORY_NAME));
	return {
		id: said.id ?? id,
		title: shortLine(said.title, MAX_SIGNATORY_TITLE),
		civility: said.civility || civility,
		name,
		delegation: shortLine(said.delegation ?? "", MAX_DELEGATION).replace(/^par délégation\s*/i, ""),
	};
}
