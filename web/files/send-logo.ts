import { MAX_LOGO_BYTES, shownBytes } from "../../shared/files/limits.ts";
import { lighter } from "./lighter.ts";
import { sendFile } from "./upload.ts";

/** A logo is shown some centimetres wide: more pixels a side are of no use, even printed. */
const LONGEST_SIDE = 1_600;

/** Sends an image, made smaller where it is too large, to become a logo; why it did not, or null when it did. */
export async function sendLogo(path: string, file: File): Promise<string | null> {
	const { body } = await lighter(file, LONGEST_SIDE);
	if (body.size > MAX_LOGO_BYTES) return `Ce logo pèse trop : ${shownBytes(MAX_LOGO_BYTES)} au plus. Réduisez-le.`;
	const address = `${path}?${new URLSearchParams({ name: file.name })}`;
	const sent = await sendFile("PUT", address, body, new AbortController().signal, () => {});
	return sent && "problem" in sent ? sent.problem.message : null;
}
