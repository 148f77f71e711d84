import * as v from "valibot";
import { name } from "../http/body.ts";

/** Which roles there are is for the policy to say, which names what is wrong in words. */
export const roleNames = v.pipe(v.array(v.string()), v.maxLength(20));

/** A colleague who comes into a convention. */
export const addition = v.object({ person: name(100), roles: roleNames });

/** What a person does in a convention from now on. */
export const roles = v.object({ roles: roleNames });
