import type { Refusal, Refused } from "../shared/page/refusal.ts";
import type { Signatory } from "../shared/party/signatory.ts";
import { cleanCharacters } from "../shared/text/characters.ts";

/** An expected refusal of the server, or that it could not be reached, in words for the person. */
export type Problem = Refusal;

export const unreachable: Problem = {
	code: "unreachable",
	message: "Copacte ne répond pas. Vérifiez votre connexion à internet, puis recommencez.",
};

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

const put = (method: Method, path: string, body: unknown) =>
	fetch(path, {
		method,
		headers: { "content-type": "application/json" },
		body: body === undefined ? null : JSON.stringify(body, cleaned),
	});

/** What somebody pasted into a form brings characters that the server refuses, and nobody sees. */
const cleaned = (_: string, value: unknown) => (typeof value === "string" ? cleanCharacters(value).text : value);

/** Sends a command and returns null, or what the server answered against it. */
export async function send(method: Method, path: string, body?: unknown): Promise<Problem | null> {
	try {
		const response = await put(method, path, body);
		return response.ok ? null : await problemOf(response);
	} catch {
		return unreachable;
	}
}

/** What came of asking: what the server answered (null for nothing), or why not. */
export type Outcome<T> = { value: T; problem: null } | { value: null; problem: Problem };

/** Asks the server for something and waits for its answer. */
export async function ask<T = null>(method: Method, path: string, body?: unknown): Promise<Outcome<T>> {
	try {
		const response = await put(method, path, body);
		if (!response.ok) return { value: null, problem: await problemOf(response) };
		return { value: (response.status === 204 ? null : await response.json()) as T, problem: null };
	} catch {
		return { value: null, problem: unreachable };
	}
}

/** What the server answered against what was asked. */
export async function problemOf(response: Response): Promise<Problem> {
	try {
		const { error } = (await response.json()) as Refused;
		return error;
	} catch {
		return {
			code: String(response.status),
			message: "Une erreur s'est produite de notre côté. Réessayez dans un instant.",
		};
	}
}

/** Says who signs for a party of a convention. */
export const sendSignatories = (convention: string, party: string, signatories: Signatory[]) =>
	send("PUT", `/api/conventions/${encodeURIComponent(convention)}/parties/${encodeURIComponent(party)}/signatories`, {
		signatories: signatories.map(({ id, ...said }) => (id === "" ? said : { id, ...said })),
	});

/** The commands of one convention that change its structure; their effect comes back through the room. */
export function structureCommands(convention: string) {
	const base = `/api/conventions/${encodeURIComponent(convention)}`;
	const row = (table: string, id: string) => `${base}/rows/${encodeURIComponent(table)}/${encodeURIComponent(id)}`;
	return {
		chooseOption: (option: string, chosen: boolean) => send("POST", `${base}/options`, { option, chosen }),
		chooseVariant: (variants: string, chosen: string) => send("POST", `${base}/variants`, { variants, chosen }),
		addRow: (table: string, after: string | null) => send("POST", `${base}/rows`, { table, after }),
		restart: () => send("POST", `${base}/restart`, {}),
		removeRow: (table: string, id: string) => send("DELETE", row(table, id)),
	};
}

export type StructureCommands = ReturnType<typeof structureCommands>;

/** Demonstration only: becomes this person. */
export const becomePerson = (person: string) => send("POST", "/demo/session", { person });
