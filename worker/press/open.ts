import { createHash } from "node:crypto";

/** The bytes under a hash. */
export type OpenFile = (hash: string) => Promise<ReadableStream<Uint8Array>>;

/** All bytes of a file; throws where they are not those that the hash names. */
export async function whole(hash: string, open: OpenFile): Promise<Uint8Array> {
	const bytes = new Uint8Array(await new Response(await open(hash)).arrayBuffer());
	if (createHash("sha256").update(bytes).digest("hex") !== hash) throw otherBytes(hash);
	return bytes;
}

/** The bytes of a file as they come, whatever its size; the stream breaks at its end where they are not the right ones. */
export async function checked(hash: string, open: OpenFile): Promise<ReadableStream<Uint8Array>> {
	const digest = createHash("sha256");
	const stream = new TransformStream<Uint8Array, Uint8Array>({
		transform(chunk, controller) {
			digest.update(chunk);
			controller.enqueue(chunk);
		},
		flush(controller) {
			if (digest.digest("hex") !== hash) controller.error(otherBytes(hash));
		},
	});
	return (await open(hash)).pipeThrough(stream);
}

const otherBytes = (hash: string) => new Error(`other bytes lie under ${hash}`);
