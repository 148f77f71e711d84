import canonicalize from "canonicalize";
import { isFailure, sentenceOf } from "../../shared/failure.ts";
import { readCanonical } from "../../shared/version/canonical.ts";
import { actsOf } from "../../shared/version/recorded.ts";
import { keepStream } from "../files/keep.ts";
import { sha256 } from "../hash.ts";
import { render } from "../versions/press.ts";
import type { Flow } from "./flow.ts";
import type { Versions } from "./versions.ts";

/**
 * Has the newest version laid out as a PDF whenever something was recorded of it, and puts that into the store. Does nothing
 * where the PDF at hand holds every recorded act; throws when the press or the store does not answer. A job of the room's
 * agenda: nobody waits for it.
 */
export async function print(env: Env, versions: Versions, flow: Flow): Promise<void> {
	const version = versions.latest();
	if (version === null || version.ended !== null) return;
	const canonical = versions.bytes(version.number);
	const acts = actsOf(readCanonical(canonical), version);
	const holds = sha256(canonicalize(acts) as string);
	if (versions.printed(version.number) === holds) return;
	const pressed = await render(env, canonical, acts);
	if (isFailure(pressed)) throw new Error(sentenceOf(pressed));
	const { pages, bytes, pdf } = pressed;
	const digest = await keepStream(env, `${version.digest}/${holds}`, bytes, pdf, "application/pdf");
	flow.printed(version, { digest, bytes, pages }, holds);
}
