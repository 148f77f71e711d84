import { useEffect } from "react";
import type { Transaction } from "yjs";
import { changedRoots } from "../live/changed.ts";
import type { Replica } from "../live/replica.ts";
import { Upheavals } from "./announcements.ts";

/** Says so when another changes much at once in the section where I am; what they type is told by nobody. */
export function useUpheavals(replica: Replica, tell: (sentence: string) => void) {
	useEffect(() => {
		const upheavals = new Upheavals();
		const read = (transaction: Transaction) => {
			const section = replica.room.awareness.getLocalState()?.at?.section;
			if (transaction.local || typeof section !== "string") return;
			const isHere = ([root]: [string, unknown]) => replica.reading.sectionOf(root) === section;
			if (!changedRoots(replica.doc, transaction).some(isHere)) return;
			if (upheavals.note(performance.now(), sizeOf(transaction))) tell(sentence(replica, transaction));
		};
		replica.doc.on("afterTransaction", read);
		return () => replica.doc.off("afterTransaction", read);
	}, [replica, tell]);
}

/** How many characters and blocks came and went. */
function sizeOf(transaction: Transaction): number {
	let size = 0;
	for (const [client, clock] of transaction.afterState) size += clock - (transaction.beforeState.get(client) ?? 0);
	for (const { len } of [...transaction.deleteSet.clients.values()].flat()) size += len;
	return size;
}

function sentence({ presences }: Replica, { beforeState, afterState }: Transaction): string {
	const [author, ...more] = presences.all.filter(
		({ client }) => (afterState.get(client) ?? 0) > (beforeState.get(client) ?? 0),
	);
	return author && more.length === 0
		? `${author.name} vient de beaucoup changer la partie où vous écrivez.`
		: "La partie où vous écrivez vient de beaucoup changer.";
}
