import type { HonoRequest } from "hono";
import type { FileType, StoredFile } from "../../shared/convention/state.ts";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import { MAX_NAME, shownBytes } from "../../shared/files/limits.ts";
import { cleanName, shortLine } from "../../shared/files/name.ts";
import { recognise } from "../../shared/files/recognise.ts";
import { sha256 } from "../hash.ts";
import { readBytes } from "../http/body.ts";
import { claim } from "./claim.ts";

/** Puts the file of a request into the store, once for the same bytes; refuses what is no file that we take. */
export async function store(
	env: Env,
	request: HonoRequest,
	most: number,
	only?: "image" | "pdf",
): Promise<StoredFile | Failure> {
	const given = request.query("name") ?? "";
	const called = shortLine(given.split(/[/\\]/).at(-1) ?? "", MAX_NAME) || "Ce fichier";
	const bytes = await readBytes(request, most, failure("fileTooLarge", shownBytes(most)));
	if (isFailure(bytes)) return bytes;
	const recognised = recognise(bytes, called);
	if (isFailure(recognised)) return recognised;
	if (only === "image" && recognised.size === null) return failure("notAnImage", called);
	if (only === "pdf" && recognised.type !== "application/pdf") return failure("notAPdf", called);
	const hash = sha256(recognised.bytes);
	if (!(await claim(env.DB, hash))) return failure("storeBusy");
	await put(env, hash, recognised.bytes, recognised.type);
	const { type, size } = recognised;
	return { hash, type, name: cleanName(given, type), bytes: recognised.bytes.byteLength, size };
}

async function put({ FILES }: Env, hash: string, bytes: Uint8Array, contentType: FileType): Promise<void> {
	if (await FILES.head(hash)) return;
	// The store computes the hash too, and refuses what came to it changed.
	await FILES.put(hash, bytes, { sha256: hash, httpMetadata: { contentType } });
}
