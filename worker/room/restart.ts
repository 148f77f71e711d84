import canonicalize from "canonicalize";
import * as Y from "yjs";
import { refuses } from "../../shared/access.ts";
import { type Failure, failure } from "../../shared/failure.ts";
import type { Member } from "../../shared/people/member.ts";
import { begunAnew, isHeavy, weightOf } from "../../shared/room/anew.ts";
import { readState, readStructure } from "../../shared/room/roots.ts";
import { generationOf, LAST_GENERATION } from "../../shared/room/writer.ts";
import type { Clients } from "./clients.ts";
import type { Facts } from "./facts.ts";
import type { Journal } from "./journal.ts";
import type { Log } from "./log.ts";
import { dropAside, setAside } from "./tables.ts";
import type { RoomText } from "./text.ts";

/** Everybody who is here is sent away each time. */
export const RESTARTS_A_DAY = 3;
/** Of so many generations before the one at hand the text is kept, in tables that nothing reads. */
const KEPT = 2;

interface Surroundings {
	storage: DurableObjectStorage;
	facts: Facts;
	text: RoomText;
	log: Log;
	clients: Clients;
	journal: Journal;
}

/**
 * Begins the document of a room anew from what is read of it, in one transaction: the log as it was is put aside, and the act is
 * in the journal, or nothing has happened. Call it with the window closed; whoever is here holds the document of before, and has to go.
 */
export function restart(around: Surroundings, member: Member, now: Date): Failure | null {
	const { storage, facts, text, log, clients, journal } = around;
	const { doc } = text;
	const refusal = refuses(member, "restart", readStructure(doc).phase);
	if (refusal) return refusal;
	const generation = generationOf(doc.store.clients.keys());
	if (generation >= LAST_GENERATION || journal.countSince("restarted", dayOf(now)) >= RESTARTS_A_DAY)
		return failure("tooManyRestarts");
	const anew = begunAnew(doc, facts.writing);
	const [before, after] = [weightOf(doc), weightOf(anew)];
	if (!isHeavy(before, after)) return failure("notHeavy");
	const reads = (each: Y.Doc) => canonicalize(readState(each, facts.writing));
	if (reads(anew) !== reads(doc)) throw new Error("the text that begins anew would not read the same");
	const wrote = clients.peopleBehind([...doc.store.clients.keys()]);
	try {
		storage.transactionSync(() => {
			setAside(storage.sql, nameOf(generation), ["snapshot", "log", "client"]);
			if (generation > KEPT) dropAside(storage.sql, nameOf(generation - KEPT), ["snapshot", "log", "client"]);
			log.replace({ state: Y.encodeStateAsUpdate(anew), vector: Y.encodeStateVector(anew) });
			clients.remember(wrote);
			facts.writeGeneration(generation + 1);
			journal.append(member.person, { act: "restarted", detail: { generation: generation + 1, before, after } }, now);
		});
	} finally {
		clients.forget();
		text.drop();
	}
	return null;
}

const nameOf = (generation: number) => `of_generation_${generation}`;

const dayOf = (now: Date) => now.toISOString().slice(0, 10);
