import { align } from "./align.ts";

/** A stretch of a sentence that two readings share, or that one of them alone has. */
export interface Stretch {
	is: "kept" | "removed" | "added";
	text: string;
}

/** More words than these are not compared: the one sentence is struck, the other added. */
const MOST_WORDS = 1_500;

/** Below this share of words kept, a sentence reads better struck as a whole than in crumbs. */
const LEAST_KEPT = 0.35;

/** How one sentence became another, word by word. All stretches but the added are the first, all but the removed the second. */
export function stretches(before: string, after: string): Stretch[] {
	const whole: Stretch[] = [
		{ is: "removed", text: before },
		{ is: "added", text: after },
	];
	const [one, other] = [wordsOf(before), wordsOf(after)];
	if (one.length > MOST_WORDS || other.length > MOST_WORDS) return whole.filter(({ text }) => text !== "");
	const found: Stretch[] = [];
	for (const step of align(one, other)) {
		if (step.other === null) push(found, "removed", one[step.one] ?? "");
		else if (step.one === null) push(found, "added", other[step.other] ?? "");
		else push(found, "kept", one[step.one] ?? "");
	}
	const kept = found.filter(({ is }) => is === "kept").reduce((sum, { text }) => sum + text.trim().length, 0);
	const isCrumbs = kept < LEAST_KEPT * Math.max(before.length, after.length);
	return (isCrumbs ? whole : found).filter(({ text }) => text !== "");
}

/** Words with the space behind them; a sign of punctuation is a word of its own. */
const wordsOf = (text: string): string[] =>
	text.match(/[\p{L}\p{N}\p{M}]+[’']?\s*|[^\p{L}\p{N}\p{M}\s]\s*|\s+/gu) ?? [];

function push(found: Stretch[], is: Stretch["is"], text: string): void {
	const last = found.at(-1);
	if (last?.is === is) last.text += text;
	else found.push({ is, text });
}
