/** A photograph of a phone has more pixels than any page shows: beyond so many a side it is made smaller before it leaves. */
const LONGEST_SIDE = 4_000;

/** As good as a photograph needs. */
const QUALITY = 0.88;

export interface Lighter {
	body: Blob;
	/** What was done, for the person; "" when it goes as it is. */
	note: string;
}

/**
 * The file to send. An image of more pixels than that is redrawn, upright and of the same type. What the browser cannot
 * open, or not write, goes as it is: the server says what is wrong with it.
 */
export async function lighter(file: File, longest = LONGEST_SIDE): Promise<Lighter> {
	const asItIs = { body: file, note: "" };
	if (!file.type.startsWith("image/") || file.type === "image/svg+xml") return asItIs;
	const image = await createImageBitmap(file).catch(() => null);
	if (image === null) return asItIs;
	const scale = longest / Math.max(image.width, image.height);
	const body = scale < 1 ? await redrawn(image, scale, file.type) : null;
	const note = `Ses ${shown(image, 1)} pixels ont été ramenés à ${shown(image, scale)}.`;
	image.close();
	return body ? { body, note } : asItIs;
}

async function redrawn(image: ImageBitmap, scale: number, type: string): Promise<Blob | null> {
	const canvas = document.createElement("canvas");
	canvas.width = Math.round(image.width * scale);
	canvas.height = Math.round(image.height * scale);
	const pen = canvas.getContext("2d");
	if (pen === null) return null;
	pen.imageSmoothingQuality = "high";
	pen.drawImage(image, 0, 0, canvas.width, canvas.height);
	return new Promise((resolve) => canvas.toBlob(resolve, type, QUALITY));
}

const shown = ({ width, height }: ImageBitmap, scale: number) =>
	`${Math.round(width * scale).toLocaleString("fr")} × ${Math.round(height * scale).toLocaleString("fr")}`;
