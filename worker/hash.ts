import { createHash } from "node:crypto";

/** Lower-case hexadecimal SHA-256 of these bytes, or of the UTF-8 of these words. */
export function sha256(of: string | Uint8Array): string {
	return createHash("sha256").update(of).digest("hex");
}
