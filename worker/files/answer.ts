import { createMiddleware } from "hono/factory";
import type { FileType, StoredFile } from "../../shared/convention/state.ts";

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
		"content-disposition": dispositionOf(name),
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

/** Shown in the browser, and kept under this name. */
export const dispositionOf = (name: string): string =>
	`inline; filename="${asciiName(name)}"; filename*=UTF-8''${encodedName(name)}`;

/** For readers of headers that know no other; RFC 6266. */
const asciiName = (name: string) => name.normalize("NFD").replace(/[^\x20-\x7e]|["\\%]/g, "");

/** As RFC 8187 wants it: what encodeURIComponent leaves and the RFC does not is escaped too. */
const encodedName = (name: string) =>
	encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
