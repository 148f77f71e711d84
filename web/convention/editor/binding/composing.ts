import type { Node, ResolvedPos } from "@tiptap/pm/model";
import type { EditorState } from "@tiptap/pm/state";
import { StepMap } from "@tiptap/pm/transform";

/**
 * Whether a change of others would disturb the word that a person is composing (an accent's dead key, a phone's keyboard, an
 * input method), were it shown now. Chromium gives up a composition whose text node is taken away, and what it then
 * brings comes twice or lands elsewhere; a node whose text changes at some distance from the word it keeps.
 *
 * So what others do elsewhere is shown at once, and so are their words in the same block, as long as the node stays one and
 * the word is left alone; a title, a list, a cut, a mark, or a key right beside the word waits until the word is there.
 */
export function disturbs({ selection }: EditorState, now: Node, ranges: readonly number[]): boolean {
	const { $head } = selection;
	if (!$head.parent.isTextblock) return true;
	const { from, to } = wordAt($head);
	for (let at = 0; at < ranges.length; at += 3) {
		const [start, length] = [ranges[at] as number, ranges[at + 1] as number];
		if (start <= to && start + length >= from) return true;
	}
	const $now = now.resolve(new StepMap(ranges).map($head.pos, -1));
	return $now.depth !== $head.depth || !hasSameWrapping($head, $now) || !hasSameNodes($head.parent, $now.parent);
}

/** The characters around the caret, up to a space on either side. */
function wordAt({ parent, parentOffset, pos }: ResolvedPos): { from: number; to: number } {
	const text = parent.textBetween(0, parent.content.size, undefined, " ");
	const before = /\S*$/.exec(text.slice(0, parentOffset))?.[0].length ?? 0;
	const after = /^\S*/.exec(text.slice(parentOffset))?.[0].length ?? 0;
	return { from: pos - before, to: pos + after };
}

function hasSameWrapping($a: ResolvedPos, $b: ResolvedPos): boolean {
	for (let depth = 1; depth <= $a.depth; depth++) if (!$a.node(depth).sameMarkup($b.node(depth))) return false;
	return true;
}

/** One text node for each of the old ones, with the same marks. */
function hasSameNodes(a: Node, b: Node): boolean {
	if (a.childCount !== b.childCount) return false;
	for (let at = 0; at < a.childCount; at++) if (!a.child(at).sameMarkup(b.child(at))) return false;
	return true;
}
