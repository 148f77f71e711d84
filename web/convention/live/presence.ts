import type { Awareness } from "y-protocols/awareness";
import type { PartyKind } from "../../../shared/party/party.ts";
import { share } from "./share.ts";

/** Someone who has this convention open, and where they are in it. */
export interface Presence {
	client: number;
	person: string;
	name: string;
	kind: PartyKind;
	at: Place | null;
	/** Whether their page is hidden behind another. */
	away: boolean;
}

/** Where someone is: the part, and the section or the field within it. */
export interface Place {
	part: string;
	section: string | null;
	field: string | null;
}

/** Everyone in the room, oneself included, as the server vouches for them; a person with two tabs stands twice. */
export function readPresences(awareness: Awareness): Presence[] {
	return [...awareness.getStates()].flatMap(([client, state]) => {
		const { person, name, kind } = (state.user ?? {}) as Partial<Presence>;
		if (typeof person !== "string" || typeof name !== "string" || !kind) return [];
		return [{ client, person, name, kind, at: readPlace(state.at), away: state.away === true }];
	});
}

function readPlace(at: unknown): Place | null {
	if (typeof at !== "object" || at === null) return null;
	const { part, section, field } = at as Record<string, unknown>;
	const text = (value: unknown) => (typeof value === "string" ? value : null);
	return typeof part === "string" ? { part, section: text(section), field: text(field) } : null;
}

/** Each person but `me` once: of two tabs the one where they write, else the one they look at. */
export function othersAmong(all: Presence[], me: string | undefined): Presence[] {
	const others = new Map<string, Presence>();
	for (const each of all) {
		const known = others.get(each.person);
		if (each.person !== me && (!known || nearness(each) > nearness(known))) others.set(each.person, each);
	}
	return [...others.values()];
}

const nearness = ({ at, away }: Presence) => (at ? 2 : away ? 0 : 1);

/** Who is here, read once for the whole page and at most once a frame, however many carets move. */
export class Presences {
	#awareness: Awareness;
	#listeners = new Set<() => void>();
	#waiting = false;
	/** The same array until someone comes, goes or moves to another place. */
	all: Presence[] = [];
	/** Everyone but me, each person once; as stable as `all`. */
	others: Presence[] = [];
	/** The person whose place my window follows. */
	following: string | null = null;

	constructor(awareness: Awareness) {
		this.#awareness = awareness;
		awareness.on("change", () => {
			if (!this.#waiting) setTimeout(this.#read, FRAME_MS);
			this.#waiting = true;
		});
	}

	subscribe = (listener: () => void) => {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	};

	/** The other person who is in this field, if any. */
	inField(field: string): Presence | null {
		return this.all.find(({ client, at }) => at?.field === field && client !== this.#awareness.clientID) ?? null;
	}

	/** Follows this person from now on; null follows nobody. */
	follow(person: string | null) {
		this.following = person;
		this.#tell();
	}

	#read = () => {
		this.#waiting = false;
		const all = share(this.all, readPresences(this.#awareness));
		if (all === this.all) return;
		this.all = all;
		this.others = share(this.others, othersAmong(all, this.#awareness.getLocalState()?.user.person));
		this.#tell();
	};

	#tell() {
		for (const listener of this.#listeners) listener();
	}
}

const FRAME_MS = 16;

/** Tells the room where I am, when that changes. */
export function publishPlace(awareness: Awareness, place: Place | null) {
	const known = readPlace(awareness.getLocalState()?.at);
	if (share(known, place) !== known) awareness.setLocalStateField("at", place);
}
