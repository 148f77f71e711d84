/** An expected refusal of the server, in words for the person. */
export interface Problem {
	code: string;
	message: string;
}

export const unreachable: Problem = {
	code: "unreachable",
	message: "Copacte ne répond pas. Vérifiez votre connexion à internet, puis recommencez.",
};

/** Sends a command and returns null, or what the server answered against it. */
export async function send(method: "POST" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<Problem | null> {
	try {
		const response = await fetch(path, {
			method,
			headers: { "content-type": "application/json" },
			body: body === undefined ? null : JSON.stringify(body),
		});
		return response.ok ? null : await problemOf(response);
	} catch {
		return unreachable;
	}
}

export async function problemOf(response: Response): Promise<Problem> {
	try {
		const { error } = (await response.json()) as { error: Problem };
		return error;
	} catch {
		return {
			code: String(response.status),
			message: "Une erreur s'est produite de notre côté. Réessayez dans un instant.",
		};
	}
}

/** The commands of one convention that change its structure; their effect comes back through the room. */
export function structureCommands(convention: string) {
	const base = `/api/conventions/${encodeURIComponent(convention)}`;
	const row = (table: string, id: string) => `${base}/rows/${encodeURIComponent(table)}/${encodeURIComponent(id)}`;
	return {
		chooseOption: (option: string, chosen: boolean) => send("POST", `${base}/options`, { option, chosen }),
		chooseVariant: (variants: string, chosen: string) => send("POST", `${base}/variants`, { variants, chosen }),
		addRow: (table: string, after: string | null) => send("POST", `${base}/rows`, { table, after }),
		removeRow: (table: string, id: string) => send("DELETE", row(table, id)),
	};
}

export type StructureCommands = ReturnType<typeof structureCommands>;

/** Demonstration only: becomes this person. */
export const becomePerson = (person: string) => send("POST", "/demo/session", { person });
