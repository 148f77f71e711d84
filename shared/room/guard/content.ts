import { blockRules, cellRules, formatRules, isId } from "../../live/layout.ts";
import { isClean, isCleanLine } from "../../text/characters.ts";
import { MAX_FIELD_LENGTH } from "../../text/value.ts";
import type { Line } from "./places.ts";
import type { Content } from "./read.ts";

type Rules = Readonly<Record<string, (value: unknown) => boolean>>;

/** No table stands in a cell. */
const { i: _, ...blockRulesInCell } = blockRules;

const fieldRule = (value: unknown) => typeof value === "string" && value.length <= MAX_FIELD_LENGTH;

/** The keys of each kind of place, with the values each may have; a place that is not named has none. */
const rules = {
	text: blockRules,
	cell: { ...blockRulesInCell, ...cellRules },
	block: blockRules,
	cellBlock: blockRulesInCell,
} as const satisfies Record<string, Rules>;

/** May this stand there, whatever stands around it? Says nothing of the characters (see `isReadable`). */
export function mayStand(content: Content, { place, key }: Line): boolean {
	if (content.kind === "gap") return false;
	// Garbage that is nowhere is the only kind.
	if (place.kind === "nowhere") return true;
	if (place.kind === "fields") return key !== null && isKeyed(content, fieldRule);
	if (place.kind === "ids") return key === null && areIds(content);
	if (key !== null) return isKeyed(content, ruleOf(rules[place.kind], key));
	return (place.kind === "text" || place.kind === "cell") && isOfText(content);
}

function ruleOf(rulesOfPlace: Rules, key: string) {
	return Object.hasOwn(rulesOfPlace, key) ? rulesOfPlace[key] : undefined;
}

/** What a page that can undo wrote over while it was offline comes as one: each of the values must do. */
function isKeyed(content: Content, rule: ((value: unknown) => boolean) | undefined): boolean {
	if (rule === undefined) return false;
	return content.kind === "deleted" || (content.kind === "values" && content.values.every(rule));
}

function areIds(content: Content): boolean {
	if (content.kind !== "values") return content.kind === "deleted";
	return content.values.every(isId) && new Set(content.values).size === content.values.length;
}

function isOfText(content: Content): boolean {
	if (content.kind !== "format") return content.kind !== "garbage" && content.kind !== "values";
	const rule = ruleOf(formatRules, content.key);
	return rule !== undefined && (content.value === null || rule(content.value));
}

/** Can people read all of it? In a field no line ends, and nobody sees one. */
export function isReadable(content: Content, { place }: Line): boolean {
	if (content.kind === "text") return isClean(content.text);
	if (content.kind === "format") return typeof content.value !== "string" || isClean(content.value);
	if (content.kind !== "values" || place.kind !== "fields") return true;
	return content.values.every((value) => typeof value !== "string" || isCleanLine(value));
}
