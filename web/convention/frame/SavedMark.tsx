import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { RoomStatus } from "../../room/status.ts";
import type { Replica } from "../live/replica.ts";
import { standingOf } from "./saved.ts";

/** Whether what is typed here is on the server, and where it is otherwise. */
export function SavedMark({ replica: { room, keeping } }: { replica: Replica }) {
	const status = useSyncExternalStore(room.subscribe, () => room.status);
	const kept = useSyncExternalStore(keeping.subscribe, () => keeping.status);
	const saved = useSettled(status.saved);
	const { is, long, short, waiting, advice } = standingOf({ ...status, saved }, kept);
	const wasAway = useRef(false);
	wasAway.current ||= is === "offline";
	const back = is === "saved" && wasAway.current && "De nouveau en ligne : tout est enregistré.";
	return (
		<p className="saved-mark" data-saved={is} title={advice}>
			<span className={short && "long"}>{long}</span>
			{waiting && <span className="long waiting">{waiting}</span>}
			{short && <span className="short">{short}</span>}
			<span className="unseen" role="status">
				{advice ? `Hors ligne. ${advice}` : back}
			</span>
		</p>
	);
}

/** While someone types, "Enregistré" does not flicker at each key: it comes back when they pause. */
function useSettled(saved: RoomStatus["saved"]): RoomStatus["saved"] {
	const [settled, setSettled] = useState(saved);
	useEffect(() => {
		const timer = setTimeout(() => setSettled(saved), saved === "saved" ? 350 : 0);
		return () => clearTimeout(timer);
	}, [saved]);
	return saved === "saved" ? settled : saved;
}
