import * as v from "valibot";

/** Which text is meant: the digest that the person has seen. */
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** Long enough for a council's reasons, short enough for a letter. */
const reason = v.pipe(v.string(), v.maxLength(2_000));

export const approval = v.object({ digest });
export const refusal = v.object({ digest, reason });
export const reopening = v.object({ reason });
