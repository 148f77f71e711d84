import type { HonoRequest } from "hono";
import * as v from "valibot";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";

const MAX_BYTES = 100_000;

/** A short text that is not empty, its ends trimmed. */
export const name = (longest: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longest));

/** What a person is in an organisation, as typed: "Maire", or "". */
export const title = v.pipe(v.string(), v.trim(), v.maxLength(100));

/** The bytes of a request's body; refuses more than `most` with `tooLarge`, without having read much more of it. */
export async function readBytes(
	{ raw }: HonoRequest,
	most: number,
	tooLarge: Failure,
): Promise<Uint8Array<ArrayBuffer> | Failure> {
	if (Number(raw.headers.get("content-length") ?? 0) > most) return tooLarge;
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of raw.body ?? []) {
		length += chunk.byteLength;
		if (length > most) return tooLarge;
		chunks.push(chunk);
	}
	const bytes = new Uint8Array(length);
	let at = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, at);
		at += chunk.byteLength;
	}
	return bytes;
}

/** The body of a request in this shape; refuses what is no JSON, is too long, or has a value of the wrong type, naming it. */
export async function readBody<const S extends v.GenericSchema>(
	request: HonoRequest,
	shape: S,
): Promise<v.InferOutput<S> | Failure> {
	const bytes = await readBytes(request, MAX_BYTES, failure("tooLarge"));
	if (isFailure(bytes)) return bytes;
	let body: unknown;
	try {
		// Half a character cannot be stored, nor sent on.
		body = JSON.parse(new TextDecoder().decode(bytes), (_, value) =>
			typeof value === "string" ? value.toWellFormed() : value,
		);
	} catch {
		return failure("invalidJson");
	}
	const parsed = v.safeParse(shape, body);
	return parsed.success
		? parsed.output
		: failure("invalidField", v.getDotPath(parsed.issues[0]) ?? "corps de la demande");
}
