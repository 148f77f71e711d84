import * as decoding from "lib0/decoding";
import { describe, expect, it } from "vitest";
import {
	decodeNotice,
	decodeRefused,
	encodeNotice,
	encodeRefused,
	Message,
	type Notice,
} from "../../shared/room/protocol.ts";

/** What follows the message number, which is checked. */
function payload(message: number, frame: Uint8Array): decoding.Decoder {
	const decoder = decoding.createDecoder(frame);
	expect(decoding.readVarUint(decoder)).toBe(message);
	return decoder;
}

describe("a notice", () => {
	it("is read as it was written", () => {
		const me = { person: "p", name: "Inès", party: "caf", kind: "caf", roles: ["drafts"] } as const;
		const notice: Notice = { kind: "people", me: { ...me, roles: ["drafts"] }, people: [] };
		expect(decodeNotice(payload(Message.notice, encodeNotice(notice)))).toEqual(notice);
	});

	it.each(["", "weather", "toString"])("of the kind « %s » is passed over", (kind) => {
		const frame = encodeNotice({ kind } as unknown as Notice);
		expect(decodeNotice(payload(Message.notice, frame))).toBeNull();
	});
});

describe("a refusal", () => {
	it("is read as it was written", () => {
		const refused = { code: "notYours", message: "Cette partie revient à la commune.", section: "article-3" };
		expect(decodeRefused(payload(Message.refused, encodeRefused(refused)))).toEqual(refused);
	});
});
