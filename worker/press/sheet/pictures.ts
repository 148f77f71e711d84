import type { SheetPicture } from "./sheet.ts";

/** An image has 96 pixels an inch where there is room for it, as on the page. */
const POINTS_PER_PIXEL = 0.75;

/** The text area of a page, and what leaves room for a caption and the heading of an annexe. */
const ANNEX = { width: 453, height: 580 };

/** A band of the cover; with many parties logos get smaller. */
const LOGO = { width: 150, height: 62 };
const SMALL_LOGO = { width: 92, height: 40 };
const MANY = 6;

interface Pixels {
	hash: string;
	size: { width: number; height: number };
}

export const annexPicture = (image: Pixels): SheetPicture => within(image, ANNEX, POINTS_PER_PIXEL);

/** Logos share a height, whatever their pixels. */
export const logoPicture = (image: Pixels, count: number): SheetPicture =>
	within(image, count > MANY ? SMALL_LOGO : LOGO, Number.POSITIVE_INFINITY);

function within({ hash, size }: Pixels, room: { width: number; height: number }, most: number): SheetPicture {
	const scale = Math.min(most, room.width / size.width, room.height / size.height);
	return { hash, width: rounded(size.width * scale), height: rounded(size.height * scale) };
}

const rounded = (points: number) => Math.round(points * 100) / 100;
