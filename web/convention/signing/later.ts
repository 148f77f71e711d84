import { later } from "../../later.ts";

/** The form that asks who signs: once somebody wants it. */
export const WhoSigns = later(() => import("./WhoSigns.tsx"));
