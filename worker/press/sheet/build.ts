import { inlineText } from "../../../shared/text/plain.ts";
import type { Text, TextPart } from "../../../shared/text/text.ts";
import { typeset } from "../../../shared/text/typography.ts";
import type { Acts } from "../../../shared/version/acts.ts";
import type { Frozen } from "../../../shared/version/frozen.ts";
import { sheetBlocks } from "./blocks.ts";
import { certificateOf } from "./certificate.ts";
import { type Notes, typesetWords } from "./inlines.ts";
import { paragraph } from "./lines.ts";
import type { Sheet, SheetBlock, SheetPart } from "./sheet.ts";
import { dayInParis } from "./signed.ts";

const SHORT_DIGEST = 16;

/** The data that the template lays out. Pure: the same version, text, acts and digest give the same data. */
export function sheetOf(frozen: Frozen, text: Text, acts: Acts, digest: string): Sheet {
	const notes: Notes = { all: text.notes, mentioned: new Set() };
	const listed = new Set(text.parts.flatMap(({ blocks }) => blocks.flatMap(listedIn)));
	return {
		title: titleOf(text),
		author: frozen.parties.map(({ name }) => name).join(", "),
		date: newest(acts),
		draft: text.draft,
		version: `Version ${acts.number}, soumise le ${dayInParis(acts.submittedAt)}`,
		digest: digest.slice(0, SHORT_DIGEST).match(/.{4}/g)?.join(" ") ?? "",
		parts: text.parts.map((part) => sheetPart(part, listed.has(part.id), acts, notes)),
		certificate: certificateOf(frozen, acts, digest),
	};
}

/** No clock of the press: the same acts give the same bytes. */
function newest({ submittedAt, approvals, signatures }: Acts): number[] {
	const moments = [submittedAt, ...approvals.map(({ at }) => at), ...signatures.map(({ at }) => at)];
	const last = moments
		.map((at) => new Date(at).toISOString())
		.sort()
		.at(-1) as string;
	return last.match(/\d+/g)?.slice(0, 6).map(Number) ?? [];
}

const listedIn = (block: TextPart["blocks"][number]): string[] =>
	block.type === "sommaire" ? block.entries.map(({ part }) => part) : [];

function sheetPart(part: TextPart, listed: boolean, acts: Acts, notes: Notes): SheetPart {
	const { id, kind, label, title, blocks } = part;
	// Without a heading of its own, a part begins with those of its clauses.
	const levels = { last: title === null ? 0 : 1 };
	const drawn = sheetBlocks(blocks, { acts, notes, levels });
	return {
		id,
		kind: kindOf(kind),
		label,
		title: title === null ? null : typesetWords(title),
		listed,
		blocks: kind === "cover" ? withTitle(drawn) : drawn,
	};
}

const PAGED = ["cover", "sommaire", "annex", "closing"] as const;

const kindOf = (kind: TextPart["kind"]): SheetPart["kind"] => PAGED.find((each) => each === kind) ?? "flowing";

/** The first heading of the cover is the document's title. */
function withTitle(blocks: SheetBlock[]): SheetBlock[] {
	const first = blocks.findIndex(({ type }) => type === "heading");
	return blocks.map((block, index) => {
		if (block.type !== "heading") return block;
		return index === first ? { type: "title", content: block.content } : paragraph(block.content);
	});
}

/** As the cover says it, on one line; a model whose cover has no heading gives its own title. */
function titleOf({ title, parts }: Text): string {
	const cover = parts.find(({ kind }) => kind === "cover");
	const heading = cover?.blocks.find((block) => block.type === "heading");
	return typeset(heading ? inlineText(heading.content).replace(/\s+/g, " ") : title);
}
