import { coverageOf } from "./coverage.ts";
import symbols from "./DejaVuSans.ttf";
import sans from "./Inter-Regular.ttf";
import sansBold from "./Inter-SemiBold.ttf";
import serifBold from "./SourceSerif4-Bold.ttf";
import serifBoldItalic from "./SourceSerif4-BoldItalic.ttf";
import serifItalic from "./SourceSerif4-Italic.ttf";
import serif from "./SourceSerif4-Regular.ttf";
import type { Coverage } from "./unprintable.ts";

/** Complete, as their makers publish them: Source Serif 4 for the text, Inter around it, DejaVu Sans for what neither has. */
export const fonts: ArrayBuffer[] = [serif, serifItalic, serifBold, serifBoldItalic, sans, sansBold, symbols];

/** The same words may be set in any style of serif or sans: what all of them draw, and what the last one draws. */
export const coverage: Coverage = [inAll(fonts.slice(0, -1).map(coverageOf)), coverageOf(symbols)];

function inAll([first, ...others]: ReadonlySet<number>[]): ReadonlySet<number> {
	return new Set([...(first ?? [])].filter((code) => others.every((other) => other.has(code))));
}
