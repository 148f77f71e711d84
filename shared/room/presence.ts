import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { type Failure, failure } from "../failure.ts";
import { readRoot } from "../live/layout.ts";
import { MAX_AWARENESS_BYTES } from "./protocol.ts";

/** One client's presence, as y-protocols writes it: `state` is JSON, "null" when the client has left. */
export interface Presence {
	client: number;
	clock: number;
	state: string;
}

/**
 * A connection's own presence in an awareness update, under the identity the server knows; null where it speaks of
 * others only, which it may not. Refuses bytes that are no presence, and more than a caret needs.
 */
export function ownPresence(
	bytes: Uint8Array,
	isTheirs: (client: number) => boolean,
	user: Record<string, string>,
): Presence | Failure | null {
	try {
		const own = readPresences(bytes).find(({ client }) => isTheirs(client));
		if (own === undefined) return null;
		const presence = stamped(own, user);
		if (presence === null) return failure("malformed");
		// Measured as it will be stored and relayed: numbers may grow when they are written anew.
		return new TextEncoder().encode(presence.state).byteLength > MAX_AWARENESS_BYTES ? failure("tooLarge") : presence;
	} catch {
		return failure("malformed");
	}
}

function readPresences(bytes: Uint8Array): Presence[] {
	const decoder = decoding.createDecoder(bytes);
	const count = decoding.readVarUint(decoder);
	const presences: Presence[] = [];
	for (let at = 0; at < count; at++) {
		const client = decoding.readVarUint(decoder);
		const clock = decoding.readVarUint(decoder);
		presences.push({ client, clock, state: decoding.readVarString(decoder) });
	}
	return presences;
}

export function writePresences(presences: Presence[]): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, presences.length);
		for (const { client, clock, state } of presences) {
			encoding.writeVarUint(encoder, client);
			encoding.writeVarUint(encoder, clock);
			encoding.writeVarString(encoder, state);
		}
	});
}

/** null for a state that is no JSON object, or whose caret stands nowhere; throws on one that is no JSON. */
function stamped(presence: Presence, user: Record<string, string>): Presence | null {
	if (presence.state === "null") return presence;
	const state: unknown = JSON.parse(presence.state);
	if (!isRecord(state) || !isCursor(state.cursor)) return null;
	return { ...presence, state: JSON.stringify({ ...state, user }) };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === "object" && value !== null && !Array.isArray(value);

/** Pages are told of carets that stand in texts alone: Yjs cannot read any other position, or makes a root of its name. */
function isCursor(cursor: unknown): boolean {
	return (
		cursor === undefined ||
		cursor === null ||
		(isRecord(cursor) && isPosition(cursor.anchor) && isPosition(cursor.head))
	);
}

function isPosition(position: unknown): boolean {
	if (!isRecord(position)) return false;
	const { type, item, tname, assoc = 0 } = position;
	return isId(type) && isId(item) && isText(tname) && (assoc === 0 || assoc === -1);
}

const isText = (root: unknown) =>
	root === undefined || root === null || (typeof root === "string" && readRoot(root)?.holds === "text");
const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
const isId = (id: unknown) =>
	id === undefined || id === null || (isRecord(id) && isCount(id.client) && isCount(id.clock));
