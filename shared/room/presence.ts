import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

/** One client's presence, as y-protocols writes it: `state` is JSON, "null" when the client has left. */
export interface Presence {
	client: number;
	clock: number;
	state: string;
}

/** Reads an awareness update; throws on bytes that are none. */
export function readPresences(bytes: Uint8Array): Presence[] {
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

/** The same presence with the identity the server knows; null for a state that is no JSON object. */
export function stamped(presence: Presence, user: Record<string, string>): Presence | null {
	if (presence.state === "null") return presence;
	try {
		const state: unknown = JSON.parse(presence.state);
		if (typeof state !== "object" || state === null || Array.isArray(state)) return null;
		return { ...presence, state: JSON.stringify({ ...state, user }) };
	} catch {
		return null;
	}
}
