/** Highlights that Copacte draws, the strongest last; style/convention/find.css and style/convention/controls.css give their colours. */
const NAMES = ["warning", "blocking", "found", "at-fault", "found-here"] as const;

/** Draws these words without touching the page; a browser that cannot does without. */
export function highlight(name: (typeof NAMES)[number], ranges: AbstractRange[]): void {
	if (typeof Highlight === "undefined") return;
	if (ranges.length === 0) return void CSS.highlights.delete(name);
	const drawn = new Highlight(...ranges);
	drawn.priority = NAMES.indexOf(name);
	CSS.highlights.set(name, drawn);
}
