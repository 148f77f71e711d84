import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import { escapeHtml } from "../../shared/text/html.ts";
import { readCanonical } from "../../shared/version/canonical.ts";
import { filesIn } from "../../shared/version/files.ts";
import { actsOf } from "../../shared/version/recorded.ts";
import { textOf } from "../../shared/version/thaw.ts";
import type { Version } from "../../shared/version/version.ts";
import { countOpening, type Leading } from "../directory/link.ts";
import { answerFile } from "../files/answer.ts";
import type { Ask } from "../http/ask.ts";
import { failurePage } from "../page/refused.ts";
import { roomOf } from "../room/stub.ts";
import { behind } from "./links.ts";
import { linkBody } from "./page.ts";

interface Opened {
	link: Leading;
	version: Version;
	versions: Version[];
	bytes: Uint8Array<ArrayBuffer>;
}

/** The version as a page, whole without any program. */
export async function pageBehind(context: Ask, token: string): Promise<Response> {
	const opened = await open(context.env, token);
	if (isFailure(opened)) return failurePage(context, opened);
	const { link, version, versions, bytes } = opened;
	const frozen = readCanonical(bytes);
	const text = textOf(frozen, actsOf(frozen, version), version.pdf?.pages ?? null);
	const parties = new Map(frozen.parties.map(({ id, shortName }) => [id, shortName]));
	const shown = { title: link.title, text, version, versions, parties, modelTitle: frozen.title };
	context.executionCtx.waitUntil(countOpening(context.env.DB, link.id));
	const built = await context.env.ASSETS.fetch(new URL("/link/", context.req.url));
	const filled = (await built.text())
		.replace("<title>Copacte</title>", () => `<title>${escapeHtml(`${link.title} · Copacte`)}</title>`)
		.replace('<div id="root"></div>', () => linkBody(shown, `/v/${token}`));
	return context.html(filled);
}

/** The very bytes whose SHA-256 is the version's digest. */
export async function canonicalBehind(context: Ask, token: string): Promise<Response> {
	const opened = await open(context.env, token);
	if (isFailure(opened)) return failurePage(context, opened);
	return new Response(opened.bytes, { headers: { "content-type": "application/json" } });
}

/** The newest PDF of the version, once there is one. */
export async function pdfBehind(context: Ask, token: string): Promise<Response> {
	const opened = await open(context.env, token);
	if (isFailure(opened)) return failurePage(context, opened);
	const { pdf, number } = opened.version;
	if (pdf === null) return failurePage(context, failure("notYet"));
	const file = { hash: pdf.digest, name: `convention-version-${number}.pdf` };
	return answerFile(context.env, file, context.req.raw, "of the newest");
}

/** An image or a document that the version shows. */
export async function fileBehind(context: Ask, token: string, hash: string): Promise<Response> {
	const opened = await open(context.env, token);
	if (isFailure(opened)) return failurePage(context, opened);
	const frozen = readCanonical(opened.bytes);
	const file = filesIn(frozen, actsOf(frozen, opened.version)).find((each) => each.hash === hash);
	return file
		? answerFile(context.env, { hash, name: file.name }, context.req.raw)
		: failurePage(context, failure("unknownFile"));
}

async function open(env: Env, token: string): Promise<Opened | Failure> {
	const link = await behind(env, token);
	if (isFailure(link)) return link;
	const room = roomOf(env, link.convention);
	const [versions, bytes] = await Promise.all([room.versions(), room.versionBytes(link.version)]);
	const version = versions.find(({ number }) => number === link.version);
	if (version === undefined || bytes === null) return failure("unknownLink");
	return { link, version, versions, bytes: bytes as Uint8Array<ArrayBuffer> };
}
