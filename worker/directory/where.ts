/** A condition that names rows by the values of columns. The columns come from our code, never from a request. */
export function where(columns: Record<string, string>): { condition: string; values: string[] } {
	const condition = Object.keys(columns).map((column) => `${column} = ?`);
	return { condition: condition.join(" AND "), values: Object.values(columns) };
}
