import * as v from "valibot";
import { name } from "../http/body.ts";

/** Judged in words of its own: an address or a name that is none is no fault of the program. */
const typed = v.pipe(v.string(), v.maxLength(1000));

export const link = v.object({ email: typed, to: v.optional(v.string()) });
export const token = v.object({ token: name(200) });
export const person = v.object({ name: typed });
export const closing = v.object({ email: typed });
/** Signed by an authenticator. */
export const signed = v.object({ response: v.looseObject({ id: v.string() }) });
export const passkey = v.object({ name: name(60), response: v.looseObject({ id: v.string() }) });
export const passkeyName = v.object({ name: name(60) });
