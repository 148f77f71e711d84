import { createHash } from "node:crypto";
import { inject } from "vitest";
import type { Failure } from "../../../shared/failure.ts";
import type { Acts } from "../../../shared/version/acts.ts";

/** What was answered: a PDF, or why there is none. */
export type Printed = { pages: number; pdf: Uint8Array; failure: null } | { pages: 0; pdf: null; failure: Failure };

const address = inject("press");

/** Puts these bytes into the store, and gives their hash. */
export async function store(bytes: Uint8Array): Promise<string> {
	const hash = createHash("sha256").update(bytes).digest("hex");
	await storeAs(hash, bytes);
	return hash;
}

export async function storeAs(hash: string, bytes: Uint8Array): Promise<void> {
	await fetch(`${address}/${hash}`, { method: "PUT", body: Buffer.from(bytes) });
}

/** Asks the press, by way of the client that the main Worker has; throws what breaks. */
export async function print(canonical: Uint8Array, acts: Acts): Promise<Printed> {
	const headers = { acts: JSON.stringify(acts).replace(/[^\x20-\x7e]/g, escaped) };
	const answer = await fetch(address, { method: "POST", headers, body: Buffer.from(canonical) });
	if (answer.status === 422) return { pages: 0, pdf: null, failure: (await answer.json()) as Failure };
	if (answer.status !== 200) throw new Error(await answer.text());
	const pdf = new Uint8Array(await answer.arrayBuffer());
	return { pages: Number(answer.headers.get("pages")), pdf, failure: null };
}

/** Whether the press would refuse, without having it print. */
export async function refusal(canonical: Uint8Array, acts: Acts): Promise<Failure | null> {
	const headers = { acts: JSON.stringify(acts) };
	const answer = await fetch(address, { method: "PATCH", headers, body: Buffer.from(canonical) });
	return (await answer.json()) as Failure | null;
}

/** A PDF of what must be printable. */
export async function printed(canonical: Uint8Array, acts: Acts): Promise<{ pages: number; pdf: Uint8Array }> {
	const { pdf, pages, failure } = await print(canonical, acts);
	if (pdf === null) throw new Error(JSON.stringify(failure));
	return { pdf, pages };
}

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
