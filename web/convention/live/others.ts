import { useSyncExternalStore } from "react";
import type { Presence } from "./presence.ts";
import type { Replica } from "./replica.ts";

/** Everyone else who is here, each person once, as they come, go and move. */
export function useOthers({ presences }: Replica): Presence[] {
	return useSyncExternalStore(presences.subscribe, () => presences.others);
}
