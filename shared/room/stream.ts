import { type Failure, failure } from "../failure.ts";

/**
 * The room over plain HTTP, for networks that let no WebSocket through: the same frames (see protocol.ts), down as
 * server-sent events and up as posts.
 *
 *     down = event: connection · data: id       first: where to post to; nobody can guess it
 *          | data: frame in base64
 *          | event: close · data: JSON {code, reason}      last: as a WebSocket closes
 *          | ": pong"                           the answer to an empty post
 *     up   = for each frame, in order, its length in four bytes, the highest first, and its bytes;
 *            nothing at all asks for a pong
 *
 * Posts are numbered from 0 in the parameter `sequence` and go one at a time, so that none is lost or overtaken unseen.
 */
export const StreamEvent = { connection: "connection", close: "close" } as const;

export const SEQUENCE_PARAMETER = "sequence";

/** A client puts no more bytes of frames than this in one post, but for a frame that is larger by itself … */
export const POST_BYTES = 1_000_000;
/** … and a post above this is refused (413): a frame somewhat too large still reaches the room, which says so. */
export const MAX_POST_BYTES = 2_000_000;

/** A client that has posted nothing for so long is gone. It posts every 20 s, or every 60 where a browser lets a hidden page sleep. */
export const SILENCE_MS = 150_000;

/** How a connection ended, as a WebSocket says it. */
export interface Closing {
	code: number;
	reason: string;
}

const LENGTH_BYTES = 4;

export function encodeFrames(frames: Uint8Array[]): Uint8Array<ArrayBuffer> {
	const bytes = frames.reduce((sum, { byteLength }) => sum + LENGTH_BYTES + byteLength, 0);
	const body = new Uint8Array(bytes);
	const view = new DataView(body.buffer);
	let at = 0;
	for (const frame of frames) {
		view.setUint32(at, frame.byteLength);
		body.set(frame, at + LENGTH_BYTES);
		at += LENGTH_BYTES + frame.byteLength;
	}
	return body;
}

/** The frames of a post, none of an empty one; refuses one that is cut short. */
export function readFrames(body: Uint8Array): Uint8Array[] | Failure {
	const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
	const frames: Uint8Array[] = [];
	let at = 0;
	while (at < body.byteLength) {
		const from = at + LENGTH_BYTES;
		if (from > body.byteLength) return failure("malformed");
		at = from + view.getUint32(at);
		if (at > body.byteLength) return failure("malformed");
		frames.push(body.subarray(from, at));
	}
	return frames;
}
