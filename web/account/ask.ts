import { type Problem, problemOf, unreachable } from "../api.ts";

/** What came of asking: what the server answered (null for nothing), or why not. */
export type Outcome<T> = { value: T; problem: null } | { value: null; problem: Problem };

/** Asks the server for something that is no command of a convention. */
export async function ask<T = null>(
	method: "GET" | "POST" | "PATCH" | "DELETE",
	path: string,
	body?: unknown,
): Promise<Outcome<T>> {
	try {
		const response = await fetch(path, {
			method,
			headers: { "content-type": "application/json" },
			body: body === undefined ? null : JSON.stringify(body),
		});
		if (!response.ok) return { value: null, problem: await problemOf(response) };
		return { value: (response.status === 204 ? null : await response.json()) as T, problem: null };
	} catch {
		return { value: null, problem: unreachable };
	}
}
