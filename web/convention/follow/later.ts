import { fetched, later } from "../../later.ts";
import type { Presence } from "../live/presence.ts";
import type { Replica } from "../live/replica.ts";

/** The first text and the editor's code come first. */
const AFTER_MS = 1_500;

const load = () => import("./Company.tsx");

/** What tells of the others and follows them; nobody misses it in the first second. */
export const Company = later(load, AFTER_MS);

/** Leads to the very place where this person is; its code comes at the first use. */
export const goTo = async (replica: Replica, other: Presence) => (await fetched(load)).goTo(replica, other);
