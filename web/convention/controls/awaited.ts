import { capital } from "../../../shared/french.ts";
import { type Awaited, awaitedIn, KNOWN } from "../../../shared/text/late.ts";
import type { Text } from "../../../shared/text/text.ts";
import { typeset } from "../../../shared/text/typography.ts";
import { type CardPlace, partNames } from "./cards.ts";

/** A line of the rail for what only a late act fills (R29); of sixty councils one. */
export interface AwaitedLine {
	/** "Date de la délibération, pour 59 parties". */
	label: string;
	/** "connu au moment de la délibération". */
	when: string;
	place: CardPlace;
}

export function awaitedLines(text: Text): AwaitedLine[] {
	const groups = Map.groupBy(awaitedIn(text), ({ hole }) => (hole.type === "hole" ? hole.field : hole.section));
	return [...groups.values()].flatMap((group) => lineOf(group, text));
}

function lineOf(group: Awaited[], text: Text): AwaitedLine[] {
	const [first] = group;
	if (!first) return [];
	const { hole, part } = first;
	const own = hole.label.split(", ")[0] ?? hole.label;
	const label = capital(typeset(group.length > 1 ? `${own}, pour ${group.length} parties` : hole.label));
	const where = { part, kind: "part" as const, id: part };
	return [
		{
			label,
			when: KNOWN[hole.late],
			place: { where, nth: 0, label, ...partNames(text.parts.find(({ id }) => id === part)) },
		},
	];
}
