import { useSyncExternalStore } from "react";
import { fetched } from "../../later.ts";

/** What helps a person fill fields and tables: words on what is wrong, notes, a calendar, names, keys, rows. */
export type Filling = typeof import("./filling.ts");

/** Fields are read before they are filled: the first text does not wait for this. */
const AFTER_FIRST_TEXT_MS = 600;

let filling: Filling | null = null;
let loading: Promise<Filling> | null = null;
let asked = false;
const listeners = new Set<() => void>();

/** That help, null until it has come. */
export const useFilling = () => useSyncExternalStore(subscribe, () => filling);

/** Fetches it now, once. */
export function loadFilling(): Promise<Filling> {
	loading ??= fetched(() => import("./filling.ts")).then((module) => {
		filling = module;
		for (const listener of listeners) listener();
		return module;
	});
	return loading;
}

function subscribe(listener: () => void) {
	if (!asked) setTimeout(loadFilling, AFTER_FIRST_TEXT_MS);
	asked = true;
	listeners.add(listener);
	return () => {
		listeners.delete(listener);
	};
}
