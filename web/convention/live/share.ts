/**
 * `after`, made of the same objects as `before` wherever the two are equal, so that what did not change can be told by
 * identity. For plain values: objects, arrays, strings, numbers, booleans, null.
 */
export function share<T>(before: unknown, after: T): T {
	if (Object.is(before, after)) return after;
	if (Array.isArray(before) && Array.isArray(after)) return shareArray(before, after) as T;
	if (isRecord(before) && isRecord(after)) return shareRecord(before, after) as T;
	return after;
}

function shareArray(before: unknown[], after: unknown[]): unknown[] {
	const shared = after.map((value, index) => share(before[index], value));
	return before.length === after.length && shared.every((value, index) => value === before[index]) ? before : shared;
}

function shareRecord(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
	const keys = Object.keys(after);
	const shared = Object.fromEntries(keys.map((key) => [key, share(before[key], after[key])]));
	const same =
		keys.length === Object.keys(before).length && keys.every((key) => key in before && shared[key] === before[key]);
	return same ? before : shared;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
