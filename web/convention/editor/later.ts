import { fetched } from "../../later.ts";

export type EditorModule = typeof import("./SectionEditor.tsx");

const load = () => import("./SectionEditor.tsx");

/** The editors' code, fetched once, apart from what the first text needs. */
export const loadEditor = () => fetched(load);
