import type { Refused } from "../../shared/room/protocol.ts";

/** What carries frames: a WebSocket of ours (socket.ts), or the stream that stands in for it (stream.ts). */
export interface Line {
	/** Sync messages (step 2 and update) sent so far. */
	sent: number;
	/** When the last frame came, in milliseconds; 0 before the first. */
	heard: number;
	readyState: number;
	/** Takes a frame, or "ping". */
	send(data: Uint8Array<ArrayBuffer> | string): void;
}

/** How a line ended. A room says why it refuses in a frame; to a request it can only answer. */
export interface Ending {
	code: number;
	reason: string;
	refused?: Refused;
}
