import { fetched, later } from "../../later.ts";

const load = () => import("./Hand.tsx");

/** What stands beside the text while someone writes; nobody needs it before. */
export const Hand = later(load);

/** Fetches it ahead: who begins to write in a tunnel has it. */
export const loadHand = () => fetched(load);
