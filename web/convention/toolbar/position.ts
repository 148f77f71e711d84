export interface Box {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const GAP = 8;
/** How far it reaches into a section: its upper margin, where nothing is written. */
const OVERLAP = 14;

// By hand: @floating-ui/dom weighs more than the whole toolbar, and how the bar keeps off the caret would still be ours.

/**
 * Where a bar of this size stands beside a selection: above it, else below it, within the free part of the window, and over
 * it only where the selection leaves no room at all. All in pixels of the window.
 */
export function besideSelection(
	selection: Box,
	bar: { width: number; height: number },
	free: Box,
): Pick<Box, "left" | "top"> {
	const left = between((selection.left + selection.right - bar.width) / 2, free.left, free.right - bar.width);
	const above = selection.top - GAP - bar.height;
	const below = selection.bottom + GAP;
	if (above >= free.top) return { left, top: above };
	if (below + bar.height <= free.bottom) return { left, top: Math.max(below, free.top) };
	return { left, top: free.top };
}

/**
 * Where it stands while there is but a caret: on the upper edge of the section, at its end, and at the top of the window
 * once that edge is out of sight; below the line of the caret where it would hide it.
 */
export function onEdge(
	section: Box,
	caret: Box,
	bar: { width: number; height: number },
	free: Box,
): Pick<Box, "left" | "top"> {
	const left = between(section.right - bar.width - GAP, free.left, free.right - bar.width);
	const top = between(section.top + OVERLAP - bar.height, free.top, free.bottom - bar.height);
	const hides =
		top + bar.height > caret.top - 2 &&
		top < caret.bottom &&
		left < caret.right + 40 &&
		left + bar.width > caret.left - 40;
	return hides ? besideSelection(caret, bar, { ...free, left, right: left + bar.width }) : { left, top };
}

const between = (value: number, least: number, most: number) => Math.max(least, Math.min(value, most));
