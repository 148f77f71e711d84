import type { Refused } from "../../shared/room/protocol.ts";

/** What a person may be told of the room; a new object at each change. */
export interface RoomStatus {
	/**
	 * `saved` only when the room has said that all we sent is on disk; `connecting` until the first text has come; `sending`
	 * instead of `saving` while it takes in what was written offline.
	 */
	saved: "connecting" | "saved" | "saving" | "sending" | "offline";
	/** The room refused what we wrote: this replica must be dropped. */
	refused: Refused | null;
}
