import { nodesText } from "../text/plain.ts";
import type { Text, TextBlock } from "../text/text.ts";
import { isBlank } from "../text/value.ts";
import { walk } from "../text/walk.ts";
import type { Finding } from "./finding.ts";

/**
 * R7. An annexe of which only the title is there: nothing is attached to it, no act is to bring its file (R29), nothing was written in it, and no more than one locked line, as a
 * subtitle is, stands beside what is to be written. It blocks, whether its free section is required or not.
 */
export function annexes({ parts }: Pick<Text, "parts">): Finding[] {
	return parts
		.filter(({ kind, blocks }) => kind === "annex" && !blocks.some(isFile) && isBare(blocks))
		.map(({ id, label }) => ({
			rule: "R7",
			severity: "blocking",
			title: "Annexe vide",
			message: `L'${label.toLowerCase()} n'a que son titre. Écrivez-la ou joignez la pièce annoncée.`,
			where: { part: id, kind: "part", id },
		}));
}

const isFile = ({ type }: TextBlock) => type === "file" || type === "awaited";

/** No more than one locked line stands beside free sections in which nothing was written; headings of columns are no lines. */
function isBare(blocks: TextBlock[]): boolean {
	const met = [...walk(blocks)].filter(({ cell }) => !cell?.header);
	const lines = met.filter(({ block, item }) => item !== null || block.type === "paragraph");
	const sections = met.flatMap(({ block }) => (block?.type === "section" ? [block] : []));
	return lines.length <= 1 && sections.every(({ content }) => isBlank(nodesText(content)));
}
