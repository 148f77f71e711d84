import type { Node } from "@tiptap/pm/model";
import type { EditorState } from "@tiptap/pm/state";
import { StepMap } from "@tiptap/pm/transform";

/**
 * Whether a change of others would disturb the word that a person is composing (an accent's dead key, a phone's keyboard, an
 * input method), were it shown now. Chromium gives up a composition whose text node is taken away or rewritten, and what
 * it then brings comes twice, or lands in another's words.
 *
 * So what others do elsewhere is shown at once, and what touches the very block waits until the word is there: words
 * typed in it, a title, a list, a cut, a mark. On a phone the word under the caret counts as composed as long as the
 * caret rests there.
 */
export function disturbs({ selection: { $head } }: EditorState, now: Node, ranges: readonly number[]): boolean {
	if (!$head.parent.isTextblock) return true;
	for (let at = 0; at < ranges.length; at += 3) {
		const [start, length] = [ranges[at] as number, ranges[at + 1] as number];
		if (start <= $head.end() && start + length >= $head.start()) return true;
	}
	const $now = now.resolve(new StepMap(ranges).map($head.pos, -1));
	if ($now.depth !== $head.depth || !$now.parent.eq($head.parent)) return true;
	// A list that became another one is drawn anew, with all that stands in it.
	for (let depth = 1; depth < $head.depth; depth++) if (!$now.node(depth).sameMarkup($head.node(depth))) return true;
	return false;
}
