/**
 * What a PDF writes, as far as an inspection asks: strings, booleans and null are all `null`. A dictionary keeps its keys and
 * values in the order in which they stand, not as pairs, because readers pair those of a damaged one in different ways.
 */
export type Value = number | null | Name | Reference | Dictionary | Value[];

export interface Name {
	/** With its escapes undone: `/J#53` is "JS". */
	name: string;
}

export interface Reference {
	/** The number of an indirect object, of any generation. */
	to: number;
}

export interface Dictionary {
	content: Value[];
}

export const isName = (value: Value | undefined): value is Name =>
	typeof value === "object" && value !== null && "name" in value;

export const isReference = (value: Value | undefined): value is Reference =>
	typeof value === "object" && value !== null && "to" in value;

export const isDictionary = (value: Value | undefined): value is Dictionary =>
	typeof value === "object" && value !== null && "content" in value;

/** The values that stand behind this key: each of them some reader takes. */
export function allBehind({ content }: Dictionary, key: string): Value[] {
	return content.filter((_, at) => isKey(content[at - 1], key));
}

/** The last of them, which most readers take; undefined where there is none. */
export function behind({ content }: Dictionary, key: string): Value | undefined {
	return content.findLast((_, at) => isKey(content[at - 1], key));
}

const isKey = (value: Value | undefined, key: string) => isName(value) && value.name === key;

export function nameOf(dictionary: Dictionary, key: string): string | null {
	const value = behind(dictionary, key);
	return isName(value) ? value.name : null;
}
