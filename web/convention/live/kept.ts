import * as Y from "yjs";
import type { Refused } from "../../../shared/room/protocol.ts";
import { generationOf } from "../../../shared/room/writer.ts";
import { SCHEMA_VERSION } from "../../../shared/schema.ts";
import type { RoomStatus } from "../../room/status.ts";
import type { Disk, Ground, KeptUpdates, SetAside } from "./disk.ts";
import { fitting } from "./fit.ts";
import { isPutOff, type Keeping } from "./keeping.ts";
import { KEPT, type Unsent } from "./unsent.ts";

/** The room answers sooner when all is well, so that typing online costs the disk nothing. */
const KEEP_AFTER_MS = 300;
/** A disk that has not answered by then may never do so: the person must know that the page has to stay open. */
const STUCK_AFTER_MS = 1_000;

/** As much of a replica as this needs. */
export interface Keepable {
	doc: Y.Doc;
	room: { status: RoomStatus; subscribe(listener: () => void): () => void };
	unsent: Unsent;
	keeping: Keeping;
}

/** What the room refused of this replica. */
export interface Refusal {
	reason: Refused;
	words: SetAside["words"];
	/** Nothing was wrong with the words: they will be sent again as they are. */
	putOff: boolean;
	at: number;
}

/**
 * Keeps on this machine what is written here until the room says that it has it, and not longer; and brings in what an
 * earlier page or another tab of this person left. Bringing in twice, or forgetting late, does no harm: Yjs
 * takes an update once.
 */
export class Kept {
	readonly #replica: Keepable;
	readonly #disk: Disk;
	readonly #words: () => SetAside["words"];
	readonly #stops: (() => void)[] = [];
	/** Written here since the room last had everything; how many of them were handed to the disk, and are on it. */
	#since: Uint8Array[] = [];
	#handed = 0;
	#stored = 0;
	/** An answer of the disk counts in the round it was asked in only. */
	#round = 0;
	#records = 0;
	/** By page, this one or an earlier one: the last record to forget once the room has everything. */
	readonly #held = new Map<string, number>();
	#failed = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#patience: ReturnType<typeof setTimeout> | undefined;
	/** What the room refused, read once: the replica is of no use any more. */
	refusal: Refusal | null = null;
	/** What earlier pages left and cannot be brought in; known once `opened` has resolved. */
	stranded: KeptUpdates[] = [];
	/** Resolves once what earlier pages left has been looked through. */
	readonly opened: Promise<void>;

	/**
	 * Begins once the first text has come, or a refusal instead. `words` reads what the room may lack, under the names the
	 * page gives to its places.
	 */
	constructor(replica: Keepable, disk: Disk, words: () => SetAside["words"]) {
		this.#replica = replica;
		this.#disk = disk;
		this.#words = words;
		const { doc, room, unsent } = replica;
		if (!unsent.empty) this.#since.push(wordsOfThisPage(doc));
		doc.on("update", this.#take);
		disk.onLost = this.#startOver;
		this.#stops.push(() => doc.off("update", this.#take), room.subscribe(this.#look));
		this.#look();
		this.opened = this.#bringIn();
	}

	/** Puts on the disk at once whatever is not there: the page may be about to go. */
	flush = () => {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const updates = this.#since.slice(this.#handed);
		if (updates.length === 0) return;
		const { guid } = this.#replica.doc;
		const round = this.#round;
		const upTo = this.#since.length;
		const number = this.#records++;
		this.#handed = upTo;
		this.#held.set(guid, number);
		this.#patience ??= setTimeout(this.#despair, STUCK_AFTER_MS);
		this.#disk.keep(guid, number, this.#ground(), updates).then(
			() => {
				if (round !== this.#round) return;
				this.#stored = upTo;
				this.#failed = false;
				this.#tell();
			},
			() => {
				if (round === this.#round) this.#newRound();
				this.#despair();
			},
		);
	};

	destroy() {
		this.flush();
		clearTimeout(this.#patience);
		for (const stop of this.#stops) stop();
	}

	#take = (update: Uint8Array, origin: unknown) => {
		// What the room sent it has, and what was brought in is on the disk.
		if (origin === this.#replica.room || this.refusal) return;
		if (origin !== KEPT) this.#since.push(update);
		if (this.#replica.room.status.saved === "offline") this.flush();
		else this.#timer ??= setTimeout(this.flush, KEEP_AFTER_MS);
		this.#tell();
	};

	#look = () => {
		const { saved, refused } = this.#replica.room.status;
		if (this.refusal) return;
		if (refused) this.#refuse(refused);
		else if (saved === "saved") this.#settle();
		else if (saved === "offline") this.flush();
		this.#tell();
	};

	/** The room has everything: nothing of it stays here. */
	#settle() {
		this.#forgetSince();
		const spans = new Map(this.#held);
		if (spans.size === 0) return;
		this.#held.clear();
		// They are forgotten another time: until then they do no harm.
		this.#disk.forget(spans).catch(() => {
			for (const [tab, last] of spans) this.#held.set(tab, this.#held.get(tab) ?? last);
		});
	}

	#forgetSince() {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#since = [];
		this.#newRound();
	}

	/** The disk has lost what it had. */
	#startOver = () => {
		this.#newRound();
		this.flush();
	};

	/** What the disk has of this page is nothing, or not known any more: what is left has to be written again. */
	#newRound() {
		this.#round++;
		this.#handed = 0;
		this.#stored = 0;
	}

	#despair = () => {
		if (this.#stored < this.#since.length) this.#failed = true;
		this.#tell();
	};

	async #bringIn() {
		const { doc } = this.#replica;
		const found = await this.#disk.updates().catch(() => null);
		if (found === null) {
			this.#failed = true;
			this.#tell();
		}
		if (found === null || this.refusal) return;
		const earlier = found.filter(({ tab }) => tab !== doc.guid);
		const ground = this.#ground();
		const taken = fitting(
			doc,
			// In another layout they would write into roots that nobody reads, and in a text that has begun anew they may stand
			// already: their words are for the person to copy.
			earlier.filter((group) => group.schema === ground.schema && group.generation === ground.generation),
		);
		this.stranded = earlier.filter((group) => !taken.includes(group));
		if (taken.length === 0) return;
		for (const { tab, last } of taken) this.#held.set(tab, last);
		const updates = taken.flatMap((group) => group.updates);
		const bring = () => {
			for (const update of updates) Y.applyUpdate(doc, update, KEPT);
		};
		// In one transaction, and so in one message.
		Y.transact(doc, bring, KEPT, false);
		this.#look();
	}

	#ground(): Ground {
		return { schema: SCHEMA_VERSION, generation: generationOf(this.#replica.doc.store.clients.keys()) };
	}

	#refuse(reason: Refused) {
		const { doc } = this.#replica;
		// Words that this page did not write itself were theirs when it began: another refusal of them would only come again.
		const isOurs = [...this.#held.keys()].every((tab) => tab === doc.guid);
		const putOff = isPutOff(reason.code) && (isOurs || reason.code !== "foreignClient");
		const refusal = { reason, putOff, words: this.#words(), at: Date.now() };
		if (putOff) this.flush();
		this.refusal = refusal;
		if (!putOff) void this.#setAside(refusal);
	}

	/** Sent again, the updates would be refused for ever; the words stay. */
	async #setAside({ words, at }: Refusal) {
		this.#forgetSince();
		const { doc, keeping } = this.#replica;
		const waiting = words.length;
		try {
			await this.#disk.setAside({ tab: doc.guid, at, words }, this.#held);
			keeping.safe = true;
			keeping.tell({ kept: "kept", waiting });
		} catch {
			keeping.safe = waiting === 0;
			keeping.tell({ kept: "failed", waiting });
		}
	}

	#tell() {
		const { keeping, unsent } = this.#replica;
		if (this.refusal && !this.refusal.putOff) return;
		const all = this.#stored === this.#since.length;
		if (all) {
			clearTimeout(this.#patience);
			this.#patience = undefined;
		}
		const nothing = this.#since.length === 0 && this.#held.size === 0;
		keeping.safe = all;
		const now = nothing ? "unknown" : all ? "kept" : keeping.status.kept;
		keeping.tell({
			kept: this.#failed ? "failed" : now,
			waiting: nothing ? 0 : Math.max(1, unsent.count),
		});
	}
}

/** Whatever this page has written since it was opened, with all deletions that it knows of. */
function wordsOfThisPage(doc: Y.Doc): Uint8Array {
	const vector = Y.decodeStateVector(Y.encodeStateVector(doc));
	vector.delete(doc.clientID);
	return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(vector));
}
