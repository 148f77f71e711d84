import { bringsText } from "../../shared/room/protocol.ts";
import type { Line } from "./line.ts";

/** Counts what it sends as the room's `saved` does, and keeps text frames ("pong") from the stock provider, which throws on them. */
export class RoomSocket extends WebSocket implements Line {
	sent = 0;
	heard = 0;

	constructor(url: string | URL, protocols?: string | string[]) {
		super(url, protocols);
		this.addEventListener("message", (event) => {
			this.heard = Date.now();
			if (typeof event.data === "string") event.stopImmediatePropagation();
		});
	}

	override send(data: Uint8Array<ArrayBuffer> | string) {
		if (typeof data !== "string" && bringsText(data)) this.sent++;
		super.send(data);
	}
}
