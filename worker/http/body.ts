import type { HonoRequest } from "hono";
import * as v from "valibot";
import { type Failure, failure, failureIn, isFailure } from "../../shared/failure.ts";
import { isClean, isCleanLine } from "../../shared/text/characters.ts";

const MAX_BYTES = 100_000;

const UNCLEAN =
	"Ce texte contient des caractères que personne ne voit, ou trop de signes sur une même lettre. Retapez-le sans eux.";

/** A text on one line, its ends trimmed. */
export const line = (longest: number) =>
	v.pipe(v.string(), v.trim(), v.maxLength(longest), v.check(isCleanLine, UNCLEAN));

/** The same, and not empty. */
export const name = (longest: number) => v.pipe(line(longest), v.minLength(1));

/** What a person is in an organisation, as typed: "Maire", or "". */
export const title = line(100);

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

/**
 * The body of a request in this shape; refuses what is no JSON, is too long, or has a value of the wrong type or with characters
 * that a page would have cleaned off (shared/text/characters.ts), naming it.
 */
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
	if (!parsed.success) return refusalOf(parsed.issues[0]);
	const field = uncleanIn(parsed.output);
	return field === null ? parsed.output : failureIn([{ field, message: UNCLEAN }]);
}

function refusalOf(issue: v.BaseIssue<unknown>): Failure {
	const field = v.getDotPath(issue) ?? "corps de la demande";
	return issue.message === UNCLEAN ? failureIn([{ field, message: UNCLEAN }]) : failure("invalidField", field);
}

/** The path to the first text that is not clean; null where all are. */
function uncleanIn(value: unknown, path: string[] = []): string | null {
	if (typeof value === "string") return isClean(value) ? null : path.join(".");
	for (const [key, inner] of Object.entries(value ?? {})) {
		const found = uncleanIn(inner, [...path, key]);
		if (found !== null) return found;
	}
	return null;
}
