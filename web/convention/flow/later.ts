import { later } from "../../later.ts";

/** What opens from a step or a version: once somebody wants it. */
export const FlowDialog = later(() => import("./FlowDialog.tsx"));

/** What the rail's tab of versions holds: once it is opened. */
export const Versions = later(() => import("./Versions.tsx"));
