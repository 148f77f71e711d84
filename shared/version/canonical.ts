import canonicalize from "canonicalize";
import type { Party } from "../party/party.ts";
import type { Text } from "../text/text.ts";
import { freeze } from "./freeze.ts";
import { FORMAT, type Frozen } from "./frozen.ts";

/**
 * The canonical bytes (RFC 8785) of the version that this text is: their SHA-256 is what people approve, vote and sign. Equal
 * for texts that read alike, whatever the edits that led there. Throws where a string is no Unicode: the room took none.
 */
export function canonicalBytes(text: Text, parties: Party[]): Uint8Array {
	const canonical = canonicalize(freeze(text, parties));
	if (canonical === undefined) throw new Error("a version cannot be nothing");
	return new TextEncoder().encode(canonical);
}

/**
 * The version that these bytes are. Throws for bytes that are none, or that are not canonical: what is shown would have
 * another digest than what is named.
 */
export function readCanonical(bytes: Uint8Array): Frozen {
	const written = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
	const frozen = JSON.parse(written) as Frozen;
	if (frozen?.format !== FORMAT) throw new Error(`no version that can be read: ${String(frozen?.format)}`);
	if (canonicalize(frozen) !== written) throw new Error("these bytes are not canonical");
	return frozen;
}
