import { Buffer } from "node:buffer";
import { sha256 } from "../hash.ts";
import { claim } from "./claim.ts";

/** Under names that begin so wait bytes whose hash is not known yet. */
export const DRAFTS = "draft/";

/**
 * Puts bytes into the store under their hash, once, and reads them back: when this returns the store holds them. Throws
 * when it does not, or holds other bytes: the caller tries again later, and says nothing was kept.
 */
export async function keep({ DB, FILES }: Env, hash: string, bytes: Uint8Array, contentType: string): Promise<void> {
	if (!(await claim(DB, hash))) throw new Error(`a sweep does not come to an end with ${hash}`);
	const known = await FILES.head(hash);
	// The store computes the hash too, and refuses what came to it changed.
	if (known === null) await FILES.put(hash, bytes, { sha256: hash, httpMetadata: { contentType } });
	const read = await FILES.get(hash);
	if (read === null || sha256(await read.bytes()) !== hash) throw new Error(`the store does not hold ${hash}`);
}

/**
 * The same for bytes whose hash is known only once all have passed, and that may be too many to be held: they wait under
 * a `name` of their own, and are moved. Returns their hash.
 */
export async function keepStream(
	{ DB, FILES }: Env,
	name: string,
	bytes: number,
	stream: ReadableStream<Uint8Array>,
	contentType: string,
): Promise<string> {
	const draft = DRAFTS + name;
	const [stored, counted] = stream.pipeThrough(new FixedLengthStream(bytes)).tee();
	const [, hash] = await Promise.all([FILES.put(draft, stored), hashOf(counted)]);
	if (!(await claim(DB, hash))) throw new Error(`a sweep does not come to an end with ${hash}`);
	if ((await FILES.head(hash)) === null) {
		const whole = await FILES.get(draft);
		if (whole === null) throw new Error(`the store does not hold ${draft}`);
		await FILES.put(hash, whole.body, { sha256: hash, httpMetadata: { contentType } });
	}
	const read = await FILES.get(hash);
	if (read === null || (await hashOf(read.body)) !== hash) throw new Error(`the store does not hold ${hash}`);
	await FILES.delete(draft);
	return hash;
}

async function hashOf(stream: ReadableStream<Uint8Array>): Promise<string> {
	const digest = new crypto.DigestStream("SHA-256");
	await stream.pipeTo(digest);
	return Buffer.from(await digest.digest).toString("hex");
}
