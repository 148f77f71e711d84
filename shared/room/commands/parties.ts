import type * as Y from "yjs";
import { type Failure, failure } from "../../failure.ts";
import { MAX_PARTIES, type Party, sideOf } from "../../party/party.ts";
import { logoKey, readStructure, STRUCTURE, signatoriesKey } from "../roots.ts";
import type { Command, Outcome } from "./command.ts";

/** Added once: asked for again, it stands already. */
export function addParty({ party, logo }: Extract<Command, { kind: "addParty" }>, doc: Y.Doc): Outcome {
	const { parties } = readStructure(doc);
	const same = parties.find(({ id }) => id === party.id);
	if (same) return same.name === party.name ? "stood" : failure("alreadyParty");
	if (parties.length > MAX_PARTIES) return failure("tooManyParties");
	const structure = doc.getMap(STRUCTURE);
	structure.set("parties", [...parties, party]);
	if (logo) structure.set(logoKey(party.id), logo);
	return "done";
}

/** Its signatories and its logo go with it; whether its people have written is for the room to say. */
export function removeParty(id: string, doc: Y.Doc) {
	const { parties } = readStructure(doc);
	const refusal = refusesLeaving(id, parties);
	if (refusal) return refusal;
	const structure = doc.getMap(STRUCTURE);
	structure.set(
		"parties",
		parties.filter((party) => party.id !== id),
	);
	structure.delete(logoKey(id));
	structure.delete(signatoriesKey(id));
	return null;
}

/** Why the convention cannot be without this party: it has no such one, or would no more bind a Caf and a local authority. */
export function refusesLeaving(id: string, parties: Party[]): Failure | null {
	const party = parties.find((each) => each.id === id);
	if (!party) return failure("unknownParty");
	const sides = new Set(parties.filter((each) => each !== party).map(({ kind }) => sideOf(kind)));
	const isNeeded = party.kind === "caf" || !sides.has("caf") || !sides.has("commune");
	return isNeeded ? failure("neededParty") : null;
}
