import type { FileType } from "../../shared/convention/state.ts";
import type { Text } from "../../shared/text/text.ts";
import { walk } from "../../shared/text/walk.ts";

/** What pictures of one document may weigh in memory; those beyond are named in their place. */
const MAX_PICTURES_BYTES = 30_000_000;

/** The text as a Word document, its pictures read from the store. What writes it is large, and loaded by who asks for it. */
export async function wordOf(env: Env, text: Text): Promise<Uint8Array<ArrayBuffer>> {
	const [{ docxOf }, images] = await Promise.all([import("../../shared/version/docx/docx.ts"), picturesIn(env, text)]);
	return docxOf(text, images);
}

async function picturesIn({ FILES }: Env, text: Text) {
	const images = new Map<string, { type: FileType; bytes: Uint8Array }>();
	let left = MAX_PICTURES_BYTES;
	for (const { hash, bytes } of namedIn(text)) {
		if (images.has(hash) || bytes > left) continue;
		const stored = await FILES.get(hash);
		if (stored === null) continue;
		left -= bytes;
		images.set(hash, { type: stored.httpMetadata?.contentType as FileType, bytes: await stored.bytes() });
	}
	return images;
}

function namedIn({ parts }: Text): { hash: string; bytes: number }[] {
	const blocks = parts.flatMap(({ blocks }) => [...walk(blocks)].flatMap(({ block }) => block ?? []));
	const logos = blocks.flatMap((block) =>
		block.type === "logos" ? block.parties.flatMap(({ logo }) => logo ?? []) : [],
	);
	return [...logos, ...blocks.filter((block) => block.type === "file").filter(({ kind }) => kind === "image")];
}
