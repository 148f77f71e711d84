import type { HonoRequest } from "hono";
import { createMiddleware } from "hono/factory";
import type { InferOutput } from "valibot";
import type { AttachedFile, FileType, StoredFile } from "../../shared/convention/state.ts";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import { MAX_ALT, MAX_FILE_BYTES, MAX_LOGO_BYTES, MAX_NAME, MAX_TITLE, shownBytes } from "../../shared/files/limits.ts";
import { cleanLine, cleanName } from "../../shared/files/name.ts";
import { recognise } from "../../shared/files/recognise.ts";
import type { Member } from "../../shared/people/member.ts";
import type { FileCommand } from "../../shared/room/commands/files.ts";
import { refusesAnnex, refusesLogo, refusesMore } from "../../shared/room/commands/files.ts";
import { admit, type Found, find, roomOf } from "../convention/find.ts";
import type * as shapes from "../convention/shapes.ts";
import { readBytes } from "../http/body.ts";

/**
 * Attaches the bytes of a request to an annexe, at its end. Rights and room are looked at before a byte is read; what the
 * request says of its type is not believed.
 */
export async function attachFile(
	env: Env,
	person: string | null,
	id: string,
	annex: string,
	request: HonoRequest,
): Promise<AttachedFile | Failure> {
	const found = await findFor(env, person, id, ({ member, model, state }) => {
		return refusesAnnex(annex, model, state.structure, member) ?? refusesMore(annex, 0, state.structure);
	});
	if (isFailure(found)) return found;
	const stored = await store(env, request, MAX_FILE_BYTES);
	if (isFailure(stored)) return stored;
	const alt = request.query("alt");
	const file: AttachedFile = {
		...stored,
		id: `f-${crypto.randomUUID()}`,
		alt: alt === undefined || stored.size === null ? null : cleanLine(alt, MAX_ALT),
		title: "",
	};
	return (await command(env, found.member, id, { kind: "attachFile", annex, file })) ?? file;
}

/** Changes what is said of a file, or its place among those of its annexe. */
export async function changeFile(
	env: Env,
	person: string | null,
	id: string,
	{ annex, file }: { annex: string; file: string },
	{ alt, title, move }: InferOutput<typeof shapes.file>,
): Promise<Failure | null> {
	const member = await admit(env, person, id);
	if (isFailure(member)) return member;
	return command(env, member, id, {
		kind: "changeFile",
		annex,
		file,
		...(alt === undefined ? {} : { alt: cleanLine(alt, MAX_ALT) }),
		...(title === undefined ? {} : { title: cleanLine(title, MAX_TITLE) }),
		...(move === undefined ? {} : { move }),
	});
}

/** Makes the image in a request the logo of this party. */
export async function setLogo(
	env: Env,
	person: string | null,
	id: string,
	party: string,
	request: HonoRequest,
): Promise<Failure | null> {
	const found = await findFor(env, person, id, ({ member, state }) => refusesLogo(party, state.structure, member));
	if (isFailure(found)) return found;
	const logo = await store(env, request, MAX_LOGO_BYTES, "image");
	return isFailure(logo) ? logo : command(env, found.member, id, { kind: "setLogo", party, logo });
}

/**
 * The bytes of a file that this convention shows, to its members. Nothing in it may act as a page of ours: the type is the
 * one its bytes have, nothing is sniffed, and a policy goes with it (`setsFilePolicy`).
 */
export async function readFile(
	env: Env,
	person: string | null,
	id: string,
	hash: string,
	request: Request,
): Promise<Response | Failure> {
	const member = await admit(env, person, id);
	if (isFailure(member)) return member;
	const file: StoredFile | null = await roomOf(env, id).file(hash);
	return file === null ? failure("unknownFile") : answerFile(env, file, request);
}

/** The bytes of this file, or that the browser has them. Who may see it is for the caller to have asked. */
export async function answerFile(env: Env, file: StoredFile, request: Request): Promise<Response> {
	const { hash } = file;
	const headers = headersOf(file);
	if (request.headers.get("if-none-match") === headers.etag) return new Response(null, { status: 304, headers });
	const object = await env.FILES.get(hash);
	if (object === null) throw new Error(`the store has lost ${hash}`);
	return new Response(object.body, { headers: { ...headers, "content-length": String(object.size) } });
}

function headersOf({ hash, type, name }: StoredFile) {
	return {
		"content-type": type,
		"content-disposition": `inline; filename="${asciiName(name)}"; filename*=UTF-8''${encodedName(name)}`,
		"cache-control": "private, max-age=31536000, immutable",
		etag: `"${hash}"`,
	};
}

/** An image stands in a sandbox. A PDF cannot: browsers' viewers refuse one. */
const IMAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";
const POLICIES: Record<FileType, string> = {
	"image/png": IMAGE_POLICY,
	"image/jpeg": IMAGE_POLICY,
	"image/webp": IMAGE_POLICY,
	"application/pdf": "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
};

/** Gives a file a policy of its own, stricter than a page's. */
export const setsFilePolicy = createMiddleware(async (context, next) => {
	await next();
	const type = context.res.headers.get("content-type") ?? "";
	if (type in POLICIES) context.res.headers.set("content-security-policy", POLICIES[type as FileType]);
});

/** For readers of headers that know no other; RFC 6266. */
const asciiName = (name: string) => name.normalize("NFD").replace(/[^\x20-\x7e]|["\\%]/g, "");

/** As RFC 8187 wants it: what encodeURIComponent leaves and the RFC does not is escaped too. */
const encodedName = (name: string) =>
	encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** The convention, for a member against whom nothing speaks there. */
async function findFor(
	env: Env,
	person: string | null,
	id: string,
	refusal: (found: Found) => Failure | null,
): Promise<Found | Failure> {
	const found = await find(env, person, id);
	if (isFailure(found)) return found;
	return refusal(found) ?? found;
}

/** Puts the file of a request into the store, once for the same bytes; refuses what is no file that we take. */
export async function store(
	env: Env,
	request: HonoRequest,
	most: number,
	only?: "image",
): Promise<StoredFile | Failure> {
	const given = request.query("name") ?? "";
	const called = cleanLine(given.split(/[/\\]/).at(-1) ?? "", MAX_NAME) || "Ce fichier";
	const bytes = await readBytes(request, most, failure("fileTooLarge", shownBytes(most)));
	if (isFailure(bytes)) return bytes;
	const recognised = recognise(bytes, called);
	if (isFailure(recognised)) return recognised;
	if (only === "image" && recognised.size === null) return failure("notAnImage", called);
	const hash = await digest(recognised.bytes);
	await put(env, hash, recognised.bytes, recognised.type);
	const { type, size } = recognised;
	return { hash, type, name: cleanName(given, type), bytes: recognised.bytes.byteLength, size };
}

async function put({ FILES }: Env, hash: string, bytes: Uint8Array, contentType: FileType): Promise<void> {
	if (await FILES.head(hash)) return;
	// The store computes the hash too, and refuses what came to it changed.
	await FILES.put(hash, bytes, { sha256: hash, httpMetadata: { contentType } });
}

async function digest(bytes: Uint8Array): Promise<string> {
	const hash = await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
	return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function command(env: Env, member: Member, id: string, command: FileCommand): Promise<Failure | null> {
	return roomOf(env, id).command(member, command);
}
