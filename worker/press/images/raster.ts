/**
 * An image that a PDF can hold as it is: its compressed pixels go into the document untouched, and nobody decodes them. A
 * photograph of a telephone would take 36 MB of Typst's memory, and thirty of them more than a Worker has.
 */
export interface Raster {
	/** In pixels, as they are stored. */
	width: number;
	height: number;
	/** How they are to be turned clockwise, and before that mirrored, to stand upright. */
	turn: 0 | 90 | 180 | 270;
	mirrored: boolean;
	colours: Colours;
	bitsPerComponent: number;
	/** Entries of the dictionary that say how `data` is compressed. */
	filter: string;
	data: Uint8Array;
}

export type Colours = { kind: "grey" } | { kind: "rgb" } | { kind: "palette"; entries: Uint8Array };

/** The value of /ColorSpace, `profile` being the object that holds the profile of red, green and blue. */
export function colourSpace(colours: Colours, profile: number): string {
	const rgb = `[/ICCBased ${profile} 0 R]`;
	if (colours.kind === "grey") return "/DeviceGray";
	if (colours.kind === "rgb") return rgb;
	const hex = Array.from(colours.entries, (byte) => byte.toString(16).padStart(2, "0")).join("");
	return `[/Indexed ${rgb} ${colours.entries.length / 3 - 1} <${hex}>]`;
}
