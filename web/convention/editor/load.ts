import { fetched } from "../../later.ts";

export type EditorModule = typeof import("./editor.ts");

let loading: Promise<EditorModule> | null = null;

/** The editors' code, fetched once, apart from what the first text needs. */
export function loadEditor(): Promise<EditorModule> {
	loading ??= fetched(() => import("./editor.ts"));
	return loading;
}
