import { useEffect, useState, useSyncExternalStore } from "react";
import { fetched, later } from "../later.ts";
import type { Replica } from "./live/replica.ts";

type Keeper = typeof import("./frame/Keeper.tsx").Keeper;

/** The first text and its first paint come before. */
const AFTER_TEXT_MS = 300;

/** The rail, the search, the list of shortcuts: once the page has nothing better to do. */
export const Beside = later(() => import("./Beside.tsx"), "rest");

const load = () => import("./frame/Keeper.tsx");

/** What keeps words on this machine and answers a refusal: fetched soon after the first text, before it is needed. */
export function useKeeper(replica: Replica): Keeper | null {
	const [keeper, setKeeper] = useState<{ Keeper: Keeper } | null>(null);
	const { room } = replica;
	const wanted = useSyncExternalStore(
		room.subscribe,
		() => room.status.saved !== "connecting" || room.status.refused !== null,
	);
	useEffect(() => {
		if (!wanted || keeper) return;
		let isLeft = false;
		const tellFailure = () => replica.keeping.tell({ kept: "failed", waiting: 0 });
		const bring = async () => {
			const module = await fetched(load, tellFailure);
			if (!isLeft) setKeeper(module);
		};
		const timer = setTimeout(bring, AFTER_TEXT_MS);
		return () => {
			isLeft = true;
			clearTimeout(timer);
		};
	}, [wanted, keeper, replica]);
	return keeper?.Keeper ?? null;
}
