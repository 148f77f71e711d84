import { useSyncExternalStore } from "react";
import type { Presence } from "./presence.ts";
import type { Session } from "./session.ts";

/** Everyone else who is here, each person once, as they come, go and move. */
export function useOthers({ presences }: Session): Presence[] {
	return useSyncExternalStore(presences.subscribe, () => presences.others);
}
