import type { HonoRequest } from "hono";
import * as v from "valibot";
import { type Failure, failure, isFailure } from "../shared/failure.ts";

const MAX_BYTES = 100_000;

const name = (longest: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longest));

const typed = v.pipe(v.string(), v.maxLength(1000));

/** What each request's JSON must hold. */
export const shapes = {
	session: v.object({ person: name(100) }),
	opening: v.object({
		model: name(100),
		title: v.optional(name(200)),
		/** Where the convention applies: a field typed in advance. */
		territory: v.optional(name(200)),
		/** Ids of the organisations that conclude it with the Caf, in order. */
		parties: v.optional(v.pipe(v.array(name(100)), v.maxLength(60))),
	}),
	option: v.object({ option: name(200), chosen: v.boolean() }),
	variant: v.object({ variants: name(200), chosen: name(200) }),
	/** What is said of an attached file, and one place up or down among those of its annexe. */
	file: v.object({
		alt: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
		title: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
		move: v.optional(v.picklist(["up", "down"])),
	}),
	/** What is typed is judged in words of its own: an address or a name that is none is no fault of the program. */
	link: v.object({ email: typed, to: v.optional(v.string()) }),
	token: v.object({ token: name(200) }),
	person: v.object({ name: typed }),
	closing: v.object({ email: typed }),
	/** Signed by an authenticator. */
	signed: v.object({ response: v.looseObject({ id: v.string() }) }),
	passkey: v.object({ name: name(60), response: v.looseObject({ id: v.string() }) }),
	passkeyName: v.object({ name: name(60) }),
	row: v.object({ table: name(200), after: v.optional(v.nullable(name(200))) }),
} as const;

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
		body = JSON.parse(new TextDecoder().decode(bytes));
	} catch {
		return failure("invalidJson");
	}
	const parsed = v.safeParse(shape, body);
	return parsed.success
		? parsed.output
		: failure("invalidField", v.getDotPath(parsed.issues[0]) ?? "corps de la demande");
}
