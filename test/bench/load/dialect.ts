import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { Message } from "../../../shared/room/protocol.ts";

/** How the clients of a server wrap what they say. All of them say y-protocols' sync inside. */
export type Dialect = "y-websocket" | "copacte" | "hocuspocus";

/** hocuspocus answers sync steps under a number of its own. */
const HOCUSPOCUS_SYNC_REPLY = 4;

export interface SyncMessage {
	kind: number;
	bytes: Uint8Array;
}

/** What a client says first, before its sync step 1. */
export function greetings(dialect: Dialect, room: string): Uint8Array[] {
	if (dialect === "hocuspocus") return [hocuspocusToken(room)];
	// A tab of ours asks to be told what is saved, so the measured room pays for telling.
	if (dialect === "copacte") return [Uint8Array.of(Message.saved)];
	return [];
}

export function encodeSync(dialect: Dialect, room: string, kind: number, bytes: Uint8Array): Uint8Array {
	return encoding.encode((encoder) => {
		if (dialect === "hocuspocus") encoding.writeVarString(encoder, room);
		encoding.writeVarUint(encoder, Message.sync);
		encoding.writeVarUint(encoder, kind);
		encoding.writeVarUint8Array(encoder, bytes);
	});
}

/** The sync message in a frame, or null when the frame holds something else. */
export function decodeSync(dialect: Dialect, frame: Uint8Array): SyncMessage | null {
	const decoder = decoding.createDecoder(frame);
	if (dialect === "hocuspocus") decoding.readVarString(decoder);
	const type = decoding.readVarUint(decoder);
	const isSync = type === Message.sync || (dialect === "hocuspocus" && type === HOCUSPOCUS_SYNC_REPLY);
	if (!isSync) return null;
	return { kind: decoding.readVarUint(decoder), bytes: decoding.readVarUint8Array(decoder) };
}

function hocuspocusToken(room: string): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarString(encoder, room);
		encoding.writeVarUint(encoder, Message.auth);
		encoding.writeVarUint(encoder, 0);
		encoding.writeVarString(encoder, "");
	});
}
