import { createMiddleware } from "hono/factory";
import type { FileType, StoredFile } from "../../shared/convention/state.ts";

/** A file of the store; without a type, of the one that the store was told. */
type Named = Pick<StoredFile, "hash" | "name"> & { type?: FileType };

/**
 * Whether the address of an answer names the bytes, or what they are of: the newest PDF of a version is another one after each
 * act, and a browser asks again.
 */
type Address = "of the bytes" | "of the newest";

/** The bytes of this file, or that the browser has them. Who may see it is for the caller to have asked. */
export async function answerFile(
	env: Env,
	{ hash, name, type }: Named,
	request: Request,
	address: Address = "of the bytes",
): Promise<Response> {
	const headers = {
		"content-disposition": dispositionOf(name),
		"cache-control": address === "of the bytes" ? "private, max-age=31536000, immutable" : "private, no-cache",
		etag: `"${hash}"`,
	};
	if (request.headers.get("if-none-match") === headers.etag) return new Response(null, { status: 304, headers });
	const object = await env.FILES.get(hash);
	if (object === null) throw new Error(`the store has lost ${hash}`);
	const contentType = type ?? object.httpMetadata?.contentType ?? "application/octet-stream";
	return new Response(object.body, {
		headers: { ...headers, "content-type": contentType, "content-length": String(object.size) },
	});
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

/** Shown in the browser, and kept under this name. */
export const dispositionOf = (name: string): string =>
	`inline; filename="${asciiName(name)}"; filename*=UTF-8''${encodedName(name)}`;

/** For readers of headers that know no other; RFC 6266. */
const asciiName = (name: string) => name.normalize("NFD").replace(/[^\x20-\x7e]|["\\%]/g, "");

/** As RFC 8187 wants it: what encodeURIComponent leaves and the RFC does not is escaped too. */
const encodedName = (name: string) =>
	encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
