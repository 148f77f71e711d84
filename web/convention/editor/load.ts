export type EditorModule = typeof import("./editor.ts");

const AGAIN_AFTER_MS = 2_000;

let loading: Promise<EditorModule> | null = null;

/** The editors' code, fetched once, apart from what the first text needs; it is asked for again until the network has it. */
export function loadEditor(): Promise<EditorModule> {
	loading ??= fetchEditor();
	return loading;
}

const fetchEditor = (): Promise<EditorModule> => import("./editor.ts").catch(fetchLater);

async function fetchLater(): Promise<EditorModule> {
	await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
	return fetchEditor();
}
