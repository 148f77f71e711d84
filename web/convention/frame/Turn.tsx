import { Suspense } from "react";
import { isWritten } from "../../../shared/convention/phase.ts";
import type { Party } from "../../../shared/party/party.ts";
import { type Blank, type Progress, turnLine, turnOf } from "../../../shared/text/outline.ts";
import type { Text } from "../../../shared/text/text.ts";
import { typeset } from "../../../shared/text/typography.ts";
import { useConvention } from "../context.ts";
import { FrozenTurn } from "../flow/later.ts";
import { DownIcon } from "../icons.tsx";
import { elementOf, goTo } from "../paper/go.ts";

/** Whose turn it is, and what is missing. */
export function Turn({ text, progress, parties }: { text: Text; progress: Progress; parties: Party[] }) {
	const { isMine } = useConvention();
	if (!isWritten(text.phase)) {
		return (
			<Suspense fallback={<div className="turn" />}>
				<FrozenTurn phase={text.phase} />
			</Suspense>
		);
	}
	const mine = progress.blanks.some(isMine);
	const [first, rest] = split(turnLine(turnOf(text, parties)));
	return (
		<div className="turn" data-mine={mine || undefined} data-done={progress.blanks.length === 0 || undefined}>
			<p>
				<strong>{typeset(first)}</strong> {typeset(rest)}
			</p>
			<NextBlank progress={progress} />
		</div>
	);
}

/** The first sentence stands out: "À la commune de jouer". */
function split(sentence: string): [string, string] {
	const end = sentence.indexOf(" : ");
	return end < 0 ? [sentence, ""] : [`${sentence.slice(0, end)} :`, sentence.slice(end + 3)];
}

/** Leads to the next thing this person may fill; to the next of another party when none is left. */
export function NextBlank({ progress: { blanks } }: { progress: Progress }) {
	const { isMine } = useConvention();
	const mine = blanks.filter(isMine);
	if (blanks.length === 0) return null;
	return (
		<button type="button" className="next" onClick={() => goToNext(mine.length > 0 ? mine : blanks)}>
			<span className="verb">{mine.length > 0 ? "Aller au" : "Voir le"}</span> <span>prochain</span> <DownIcon />
		</button>
	);
}

function goToNext(blanks: Blank[]) {
	const places = blanks.flatMap((blank) => elementOf(blank) ?? []);
	const next = places.find(isBelowReader) ?? places[0];
	if (next === undefined) return;
	goTo(next);
	visited = next;
}

/** Where the last press led, so that presses go on through the page. */
let visited: Element | null = null;

function isBelowReader(place: Element): boolean {
	const from = visited?.isConnected ? visited : null;
	return from === null || Boolean(from.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING);
}
