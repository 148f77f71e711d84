import { sha256 } from "../hash.ts";

/**
 * Puts bytes into the store under their hash, once, and reads them back: when this returns the store holds them. Throws
 * when it does not, or holds other bytes: the caller tries again later, and says nothing was kept.
 */
export async function keep({ FILES }: Env, hash: string, bytes: Uint8Array, contentType: string): Promise<void> {
	const known = await FILES.head(hash);
	// The store computes the hash too, and refuses what came to it changed.
	if (known === null) await FILES.put(hash, bytes, { sha256: hash, httpMetadata: { contentType } });
	const read = await FILES.get(hash);
	if (read === null || sha256(await read.bytes()) !== hash) throw new Error(`the store does not hold ${hash}`);
}
