/** What may be attached. A PDF and its annexes must fit in 150 MB together for the contrôle de légalité (R28). */
export const MAX_FILE_BYTES = 20_000_000;
export const MAX_TOTAL_BYTES = 150_000_000;
export const MAX_FILES_PER_ANNEX = 30;
export const MAX_LOGO_BYTES = 2_000_000;

/** In pixels. More would fill the memory of who looks at it: a sheet of A3 at 600 dpi has 9,900 by 7,000. */
export const MAX_SIDE = 12_000;
export const MAX_PIXELS = 100_000_000;

/** In characters. */
export const MAX_NAME = 120;
export const MAX_ALT = 300;
export const MAX_TITLE = 200;

/** "2,4 Mo", "640 ko". */
export function shownBytes(bytes: number): string {
	if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))}\u00A0ko`;
	return `${(bytes / 1_000_000).toFixed(1).replace(".0", "").replace(".", ",")}\u00A0Mo`;
}
