import * as Y from "yjs";
import type { Node, StoredFile } from "../../shared/convention/state.ts";
import { writingOf } from "../../shared/convention/writable.ts";
import { seed } from "../../shared/live/seed.ts";
import type { Model } from "../../shared/model/model.ts";
import type { Party } from "../../shared/party/party.ts";
import { FIELDS, logoKey, STRUCTURE, seedTables } from "../../shared/room/roots.ts";
import { SERVER_CLIENT } from "../../shared/room/writer.ts";
import type { Snapshot } from "./log.ts";

/** What a convention begins with. */
export interface Opening {
	convention: string;
	title: string;
	/** Kept whole in the room: a later version of the model does not change a convention that was opened from this one. */
	model: Model;
	parties: Party[];
	/** What the bodies bring along, by party id (R24). */
	logos?: Record<string, StoredFile>;
	/** Values known at the start, by field key. */
	fields: Record<string, string>;
	/** Text known at the start, by section id. */
	sections: Record<string, Node[]>;
	/** Who opens it. */
	person: string;
}

/** The first state of a room: what is known at the start, seeded once, by the server. */
export function firstState({ model, parties, logos = {}, fields, sections }: Opening): Snapshot {
	const doc = new Y.Doc();
	doc.clientID = SERVER_CLIENT;
	doc.transact(() => {
		const structure = doc.getMap(STRUCTURE);
		structure.set("phase", "drafting");
		structure.set("parties", parties);
		for (const [party, logo] of Object.entries(logos)) structure.set(logoKey(party), logo);
		seedTables(doc, writingOf(model));
		for (const [key, value] of Object.entries(fields)) doc.getMap(FIELDS).set(key, value);
		for (const [id, nodes] of Object.entries(sections)) seed(doc, id, nodes);
	});
	return { state: Y.encodeStateAsUpdate(doc), vector: Y.encodeStateVector(doc) };
}
