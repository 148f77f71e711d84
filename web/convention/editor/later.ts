import { fetched } from "../../later.ts";

export type EditorModule = typeof import("./editor.ts");

const load = () => import("./editor.ts");

/** The editors' code, fetched once, apart from what the first text needs. */
export const loadEditor = () => fetched(load);
