import type { ReactNode } from "react";

/** One thing that is said about the text beside it. */
export interface Tab {
	/** Stable, and an id of the page. */
	id: string;
	name: string;
	/** How many points wait in it; null while that is not known. */
	count: number | null;
	/** What it tells a screen reader, open or not. */
	news: ReactNode;
	/** What it holds. `leave` closes the sheet that the rail is on a narrow window: to be called before the paper is shown. */
	panel: (leave: () => void) => ReactNode;
}

/** The rail has one tab at least. */
export type Tabs = readonly [Tab, ...Tab[]];

/** Which tab a key leads to from the one at `index`: arrows go around the ends, Home and End to them; null for any other key. */
export function tabAfter(key: string, index: number, count: number): number | null {
	switch (key) {
		case "ArrowRight":
			return (index + 1) % count;
		case "ArrowLeft":
			return (index + count - 1) % count;
		case "Home":
			return 0;
		case "End":
			return count - 1;
		default:
			return null;
	}
}
