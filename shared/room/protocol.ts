import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import { type Failure, failure } from "../failure.ts";
import type { Member } from "../people/member.ts";
import type { Role } from "../people/role.ts";
import type { Version } from "../version/version.ts";

/**
 * What a room and its clients say: the y-websocket protocol (0 to 3, as y-protocols has it), and three messages of ours.
 *
 *     message   = sync | awareness | auth | queryAwareness | saved | refused | notice
 *     sync      = 0 · (0 · stateVector | 1 · update | 2 · update)      each a length and its bytes
 *     awareness = 1 · bytes
 *     saved     = 64                              a client asks to be told; once per connection
 *               | 64 · stateVector · count        the room: on disk are these clocks of yours, and your first `count`
 *                                                 sync messages of this connection (no vector covers deletions)
 *     refused   = 65 · JSON {code, message, section?}      the room; it closes right after
 *     notice    = 66 · JSON {kind, …}                       the room: something beside the text has changed (see Notice)
 *
 * A text frame "ping" is answered "pong" without waking the room.
 */
export const Message = {
	sync: 0,
	awareness: 1,
	auth: 2,
	queryAwareness: 3,
	saved: 64,
	refused: 65,
	notice: 66,
} as const;
export const Sync = { step1: 0, step2: 1, update: 2 } as const;

/** Codes with which a room closes a connection that it does not refuse: connect again, since nobody has seen what was sent … */
export const TRY_AGAIN = 1013;
/** … and an end that the client asked for. Those of refusals stand in shared/failure.ts. */
export const NORMAL = 1000;

/** A frame above this many bytes is refused (4413); the largest paste a free section takes in one go. */
export const MAX_FRAME_BYTES = 1_000_000;
/** A person may send this many frames at once, over all of their connections … */
export const BURST_FRAMES = 2_000;
/** … and this many a second over time; above it is closed (4429). People and their editors stay below 60. */
export const FRAMES_PER_SECOND = 200;
/** A person has so many connections at most; one more is refused (4429). */
export const CONNECTIONS = 30;
/** A caret, a name and a colour fit well within this. */
export const MAX_AWARENESS_BYTES = 4_096;

/** The query parameter in which a page of ours says which schema it knows (see SCHEMA_VERSION). */
export const SCHEMA_PARAMETER = "schema";

export interface Saved {
	/** Yjs state vector holding the writer's own clocks. */
	clocks: Uint8Array;
	/** Sync messages (step 2 and update) of this connection that are on disk. */
	count: number;
}

export interface Refused {
	code: string;
	message: string;
	section?: string;
}

/** What a room tells beside the text. A page passes over a kind that it does not know: the room may be younger than it. */
export type Notice =
	/** Who takes part from now on; `me` is who reads it, with the roles that count now. */
	| { kind: "people"; me: Member; people: { id: string; name: string; party: string; roles: Role[] }[] }
	/** Every version that was submitted, newest first. */
	| { kind: "versions"; versions: Version[] };

const noticeKinds = { people: true, versions: true } as const satisfies Record<Notice["kind"], true>;

/** What a client may say. */
export type ClientMessage =
	| { kind: "step1"; vector: Uint8Array }
	| { kind: "step2" | "update"; update: Uint8Array }
	| { kind: "awareness"; bytes: Uint8Array }
	| { kind: "queryAwareness" }
	| { kind: "saved" };

/** Reads one frame; refuses one that is cut short, has bytes left over, or is nothing that a client may send. */
export function readClientMessage(frame: Uint8Array): ClientMessage | Failure {
	try {
		const decoder = decoding.createDecoder(frame);
		const message = readMessage(decoder);
		return message === null || decoding.hasContent(decoder) ? failure("malformed") : message;
	} catch {
		return failure("malformed");
	}
}

function readMessage(decoder: decoding.Decoder): ClientMessage | null {
	switch (decoding.readVarUint(decoder)) {
		case Message.sync:
			return readSync(decoder);
		case Message.awareness:
			return { kind: "awareness", bytes: decoding.readVarUint8Array(decoder) };
		case Message.queryAwareness:
			return { kind: "queryAwareness" };
		case Message.saved:
			return { kind: "saved" };
		default:
			return null;
	}
}

function readSync(decoder: decoding.Decoder): ClientMessage | null {
	const kind = decoding.readVarUint(decoder);
	const bytes = decoding.readVarUint8Array(decoder);
	if (kind === Sync.step1) {
		// Reads it to the end, and throws where it is none.
		Y.decodeStateVector(bytes);
		return { kind: "step1", vector: bytes };
	}
	if (kind === Sync.step2) return { kind: "step2", update: bytes };
	return kind === Sync.update ? { kind: "update", update: bytes } : null;
}

/** True for a frame that `saved` counts: a sync message that is no question. */
export function bringsText(frame: Uint8Array): boolean {
	const decoder = decoding.createDecoder(frame);
	if (decoding.readVarUint(decoder) !== Message.sync || !decoding.hasContent(decoder)) return false;
	return decoding.readVarUint(decoder) !== Sync.step1;
}

export function encodeSync(kind: number, bytes: Uint8Array): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, Message.sync);
		encoding.writeVarUint(encoder, kind);
		encoding.writeVarUint8Array(encoder, bytes);
	});
}

export function encodeAwareness(bytes: Uint8Array): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, Message.awareness);
		encoding.writeVarUint8Array(encoder, bytes);
	});
}

export function encodeSaved({ clocks, count }: Saved): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, Message.saved);
		encoding.writeVarUint8Array(encoder, clocks);
		encoding.writeVarUint(encoder, count);
	});
}

/** Reads what follows the message number of a `saved`. */
export function decodeSaved(decoder: decoding.Decoder): Saved {
	return { clocks: decoding.readVarUint8Array(decoder), count: decoding.readVarUint(decoder) };
}

export const encodeRefused = (refused: Refused): Uint8Array => encodeJson(Message.refused, refused);

/** Reads what follows the message number of a `refused`. */
export const decodeRefused = (decoder: decoding.Decoder): Refused => JSON.parse(decoding.readVarString(decoder));

export const encodeNotice = (notice: Notice): Uint8Array => encodeJson(Message.notice, notice);

/** Reads what follows the message number of a `notice`; null for a kind that is not known here. */
export function decodeNotice(decoder: decoding.Decoder): Notice | null {
	const notice: { kind: string } = JSON.parse(decoding.readVarString(decoder));
	return Object.hasOwn(noticeKinds, notice.kind) ? (notice as Notice) : null;
}

function encodeJson(message: number, value: unknown): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, message);
		encoding.writeVarString(encoder, JSON.stringify(value));
	});
}
