import { useEffect, useState, useSyncExternalStore } from "react";
import type { Session } from "../live/session.ts";

type Keeper = typeof import("./Keeper.tsx").Keeper;

/** The first text and its first paint come before. */
const AFTER_TEXT_MS = 300;
const AGAIN_AFTER_MS = 5_000;

/** What keeps words on this machine and answers a refusal: fetched soon after the first text, before it is needed. */
export function useKeeper(session: Session): Keeper | null {
	const [keeper, setKeeper] = useState<{ Keeper: Keeper } | null>(null);
	const { room } = session;
	const wanted = useSyncExternalStore(
		room.subscribe,
		() => room.status.saved !== "connecting" || room.status.refused !== null,
	);
	useEffect(() => {
		if (!wanted || keeper) return;
		let timer: ReturnType<typeof setTimeout>;
		const load = () =>
			import("./Keeper.tsx").then(setKeeper, () => {
				session.keeping.tell({ kept: "failed", waiting: 0 });
				timer = setTimeout(load, AGAIN_AFTER_MS);
			});
		timer = setTimeout(load, AFTER_TEXT_MS);
		return () => clearTimeout(timer);
	}, [wanted, keeper, session]);
	return keeper?.Keeper ?? null;
}
