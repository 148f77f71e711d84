import type { Late } from "../model/model.ts";
import type { Text, TextAwaited, TextHole } from "./text.ts";
import { clauseOf, walk } from "./walk.ts";

/** When what stands in a hole becomes known, as said to those who draft. */
export const KNOWN: Record<Late, string> = {
	deliberation: "connu au moment de la délibération",
	signature: "connu au moment de la signature",
};

/** A hole with the part where it first stands. */
export interface Awaited {
	hole: TextHole | TextAwaited;
	part: string;
}

/** Everything that only a late act fills (R29), in reading order; what one act fills in several places, once. */
export function awaitedIn(text: Text): Awaited[] {
	const found = new Map<string, Awaited>();
	for (const part of text.parts) {
		for (const met of walk(part.blocks)) {
			const holes = clauseOf(met)?.content.filter((inline) => inline.type === "hole") ?? [];
			for (const hole of met.block?.type === "awaited" ? [...holes, met.block] : holes) {
				const key = hole.type === "hole" ? `${hole.field} ${hole.party}` : hole.id;
				if (!found.has(key)) found.set(key, { hole, part: part.id });
			}
		}
	}
	return [...found.values()];
}
