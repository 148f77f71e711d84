/**
 * What carries frames to a client. A WebSocket is one as it stands, so that a frame costs it nothing more, and so is a
 * `Stream` where a network lets no WebSocket through.
 */
export interface Line {
	/** Throws, or does nothing, once the line is closing. */
	send(frame: Uint8Array): void;
	close(code: number, reason: string): void;
	/** As a WebSocket's. */
	readonly readyState: number;
	/** Keeps at most 16 KiB beside the line while the room sleeps; nothing where the line ends with the room. */
	serializeAttachment(attachment: unknown): void;
}
