import { Zip, ZipDeflate } from "fflate";

/** A file of an archive: its bytes, or how to have them once its turn has come. */
export interface ZipEntry {
	path: string;
	bytes: Uint8Array | (() => Promise<ReadableStream<Uint8Array>>);
}

/** Files made of the same bytes make the same archive, whenever. In local time, as fflate writes it. */
const NO_DATE = new Date(1980, 0, 1);

/**
 * An archive that is written while it is read, one file after the other: 150 MB of annexes never stand in memory together.
 * It breaks where a file cannot be read to its end.
 */
export function zipOf(entries: ZipEntry[]): ReadableStream<Uint8Array> {
	const pieces = zipped(entries);
	return new ReadableStream<Uint8Array>({
		async pull(controller) {
			const { done, value } = await pieces.next();
			if (done) controller.close();
			else controller.enqueue(value);
		},
		async cancel() {
			await pieces.return();
		},
	});
}

async function* zipped(entries: ZipEntry[]): AsyncGenerator<Uint8Array, void> {
	const written: Uint8Array[] = [];
	const zip = new Zip((error, piece) => {
		if (error) throw error;
		if (piece.length > 0) written.push(piece);
	});
	for (const { path, bytes } of entries) {
		// What goes in is compressed already. Deflated all the same: some readers know no end of a file that is merely stored.
		const file = new ZipDeflate(path, { level: 0 });
		file.mtime = NO_DATE;
		zip.add(file);
		for await (const piece of typeof bytes === "function" ? await bytes() : [bytes]) {
			file.push(piece);
			yield* written.splice(0);
		}
		file.push(new Uint8Array(), true);
		yield* written.splice(0);
	}
	zip.end();
	yield* written;
}
