import { nodesText } from "../text/plain.ts";
import type { Text, TextBlock, TextSection } from "../text/text.ts";
import { isBlank } from "../text/value.ts";
import type { Finding } from "./finding.ts";

/**
 * R7. An annexe of which only the title is there: nothing is attached to it, nothing was written in it, and no more than one locked line, as a
 * subtitle is, stands beside what is to be written. It blocks, whether its free section is required or not.
 */
export function annexes({ parts }: Pick<Text, "parts">): Finding[] {
	return parts
		.filter(({ kind, blocks }) => kind === "annex" && !blocks.some(({ type }) => type === "file") && isBare(blocks))
		.map(({ id, label }) => ({
			rule: "R7",
			severity: "blocking",
			title: "Annexe vide",
			message: `L'${label.toLowerCase()} n'a que son titre. Écrivez-la ou joignez la pièce annoncée.`,
			where: { part: id, kind: "part", id },
		}));
}

function isBare(blocks: TextBlock[]): boolean {
	const { sections, lines } = contentOf(blocks);
	return lines <= 1 && sections.every((section) => isBlank(nodesText(section.content)));
}

/** The free sections of these blocks, and how many locked lines stand beside them; headings of columns are none. */
function contentOf(blocks: TextBlock[]): { sections: TextSection[]; lines: number } {
	const sections: TextSection[] = [];
	let lines = 0;
	for (const block of blocks) {
		if (block.type === "section") sections.push(block);
		else if (block.type === "paragraph") lines++;
		for (const inner of innerOf(block)) {
			const within = contentOf(inner);
			sections.push(...within.sections);
			lines += within.lines;
		}
		if (block.type === "list") lines += block.items.filter((item) => item.chosen).length;
	}
	return { sections, lines };
}

function innerOf(block: TextBlock): TextBlock[][] {
	switch (block.type) {
		case "list":
			return block.items.filter((item) => item.chosen).map((item) => item.blocks);
		case "table":
			return block.rows.flatMap((row) => row.cells.filter((cell) => !cell.header).map((cell) => cell.blocks));
		case "variants":
			return [block.blocks];
		default:
			return [];
	}
}
