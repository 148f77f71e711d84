/** The level of the last heading, so that the next one skips none: PDF/UA-1 and readers' software count on it. */
export interface Levels {
	last: number;
}

/** The level a heading gets that would like this one. */
export function levelOf(wanted: number, levels: Levels): number {
	levels.last = Math.min(wanted, levels.last + 1);
	return levels.last;
}
