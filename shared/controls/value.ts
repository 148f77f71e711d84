import type { Field } from "../model/model.ts";
import { checkField } from "../text/check.ts";
import type { Finding } from "./finding.ts";
import { quoted } from "./phrase.ts";
import { type Place, whereOf } from "./place.ts";

/**
 * R5, R8, R10. A value that cannot be read, or that lies outside the years its model allows: an end year beyond N+4
 * (R8), a plan d'actions not due in N+1 (R10).
 */
export function values(places: Place[], fields: Field[], typed: Record<string, string>): Finding[] {
	const byKey = new Map(fields.map((field) => [field.key, field]));
	return places.flatMap((place): Finding[] => {
		const field = place.kind === "field" ? byKey.get(place.id) : undefined;
		const advice = field && checkField(field, typed[place.id] ?? "", typed);
		if (!field || !advice) return [];
		const message = `Le champ ${quoted(field.label)} ne convient pas. ${advice}`;
		const title = "Valeur à corriger";
		return [{ rule: ruleOf(field, typed), severity: "blocking", title, message, where: whereOf(place) }];
	});
}

function ruleOf(field: Field, typed: Record<string, string>): Finding["rule"] {
	if (checkField({ ...field, rule: null }, typed[field.key] ?? "", typed) !== null) return "R5";
	return field.type === "year" ? "R8" : "R10";
}
