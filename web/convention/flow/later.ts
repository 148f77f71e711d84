import { later } from "../../later.ts";

/** Whose turn it is on a version, and what this person is asked: no field waits for it, since the text is frozen. */
export const FrozenTurn = later(() => import("./FrozenTurn.tsx"));
export const FrozenStep = later(() => import("./FrozenStep.tsx"));

/** What opens from a step or a version: once somebody wants it. */
export const FlowDialog = later(() => import("./FlowDialog.tsx"));

/** What the rail's tab of versions holds: once it is opened. */
export const Versions = later(() => import("./Versions.tsx"));
