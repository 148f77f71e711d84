import { type Failure, failure } from "../../shared/failure.ts";
import type { Acts } from "../../shared/version/acts.ts";
import { readCanonical } from "../../shared/version/canonical.ts";
import { filesIn } from "../../shared/version/files.ts";
import type { Pressed } from "../press/press.ts";

/**
 * Has the press lay this version out, its files read from the store while the PDF is. Refuses before any work where the store
 * has lost one of them: a version is never shown without what it names. The stream must be read to its end or cancelled;
 * it breaks where a file is not what the version names.
 */
export async function render(env: Env, canonical: Uint8Array, acts: Acts): Promise<Pressed | Failure> {
	const lost = await lostFile(env, canonical, acts);
	return lost ?? env.PRESS.press(canonical, acts, (hash) => open(env, hash));
}

/** Why `render` would refuse this version, in milliseconds: to be asked before it is submitted. */
export async function refusesToRender(env: Env, canonical: Uint8Array, acts: Acts): Promise<Failure | null> {
	const lost = await lostFile(env, canonical, acts);
	return lost ?? env.PRESS.refuses(canonical, acts, (hash) => open(env, hash));
}

async function lostFile({ FILES }: Env, canonical: Uint8Array, acts: Acts): Promise<Failure | null> {
	for (const { hash, name, bytes } of filesIn(readCanonical(canonical), acts)) {
		const stored = await FILES.head(hash);
		if (stored?.size !== bytes) return failure("fileLost", name);
	}
	return null;
}

async function open({ FILES }: Env, hash: string): Promise<ReadableStream<Uint8Array>> {
	const stored = await FILES.get(hash);
	if (stored === null) throw new Error(`the store has lost ${hash}`);
	return stored.body;
}
