/** All that fields and tables get once the first text stands, as one module to load (see ../filling.ts). */
export { readTyped } from "../../../../shared/text/typed.ts";
export { Help } from "./Help.tsx";
export { onKeyDown, onPaste } from "./keys.ts";
export { pointAt } from "./point.ts";
export { problemOf } from "./problem.ts";
export { AddRow, RemoveRow } from "./Rows.tsx";
export { settle } from "./settle.ts";

/** Where a finger points, a date is chosen with what the system has for it. */
export const touch = matchMedia("(pointer: coarse)").matches;
