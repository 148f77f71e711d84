import type { State } from "../convention/state.ts";
import { fieldsOf } from "../convention/writable.ts";
import type { Model } from "../model/model.ts";
import type { Text } from "../text/text.ts";
import { typeset } from "../text/typography.ts";
import type { Where } from "../text/where.ts";
import { annexes } from "./annex.ts";
import { blanks } from "./blank.ts";
import { committee } from "./committee.ts";
import { counts } from "./count.ts";
import { danglings } from "./dangling.ts";
import type { Finding } from "./finding.ts";
import { guidance } from "./guidance.ts";
import { names } from "./name.ts";
import { signing, titles } from "./party.ts";
import { type Place, placesOf, whereOf } from "./place.ts";
import { placeholders } from "./placeholder.ts";
import { references } from "./reference.ts";
import { rows } from "./row.ts";
import { terms } from "./term.ts";
import { values } from "./value.ts";

/**
 * Everything that the rules find in a text, in reading order and, at one place, in the order of the rules; each once.
 * `text` is what `assemble` made of `model` and `state`. Pure: the same text has the same findings, in the same order.
 */
export function controls(
	text: Text,
	{ fields: typed, structure }: Pick<State, "fields" | "structure">,
	model: Model,
): Finding[] {
	const places = placesOf(text);
	const fields = fieldsOf(model, structure);
	const persons = new Set(fields.filter(({ type }) => type === "person").map(({ key }) => key));
	const findings = [
		...counts(places, text),
		...references(places, text, fields),
		...blanks(text, structure.parties),
		...placeholders(places),
		...values(places, fields, typed),
		...guidance(places, model.sections),
		...annexes(text),
		...danglings(text),
		...committee(text),
		...signing(text, structure.parties),
		...titles(text, structure.parties),
		...names(places, structure.parties, persons),
		...terms(places),
		...rows(text),
	];
	return inReadingOrder(findings, places).map((finding) => ({
		...finding,
		title: typeset(finding.title),
		message: typeset(finding.message),
	}));
}

function inReadingOrder(findings: Finding[], places: Place[]): Finding[] {
	const ranks = new Map<string, number>();
	for (const [rank, place] of places.entries()) {
		const address = addressOf(whereOf(place));
		if (!ranks.has(address)) ranks.set(address, rank);
	}
	const rankOf = ({ where }: Finding) => ranks.get(addressOf(where)) ?? places.length;
	const each = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
	return [...each.values()].sort((one, other) => rankOf(one) - rankOf(other));
}

/** A field has one place, whichever part names it. */
const addressOf = ({ part, kind, id }: Where) => (kind === "field" ? `field ${id}` : `${kind} ${part} ${id}`);
