/** All that fields and tables get once the first text stands, as one module (see later.ts). */
export { readTyped } from "../../../shared/text/typed.ts";
export { Help } from "./Help.tsx";
export { onKeyDown, onNameKeyDown, onPaste } from "./keys.ts";
export { pointAt } from "./point.ts";
export { AddRow, RemoveRow } from "./Rows.tsx";
export { problemOf, settle } from "./value.ts";

/** Where a finger points, a date is chosen with what the system has for it. */
export const touch = matchMedia("(pointer: coarse)").matches;
