/** What a key in the text asks of the toolbar: the form of a link, or the focus. */
export type ToolbarWish = "link" | "focus";

/** null for a key that asks nothing of the toolbar. */
export function wishOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): ToolbarWish | null {
	if (key.toLowerCase() === "k" && (ctrlKey || metaKey) && !altKey) return "link";
	return key === "F10" && altKey ? "focus" : null;
}
