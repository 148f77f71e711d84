import * as Y from "yjs";
import { type Failure, failure } from "../../../shared/failure.ts";
import { cellRoot, columnsRoot, liveRoot, rowsRoot } from "../../../shared/live/layout.ts";
import { type CheckName, checks } from "../../../shared/room/guard/checks.ts";
import { Guard, type Passed } from "../../../shared/room/guard/guard.ts";
import { type Limits, limits } from "../../../shared/room/guard/limits.ts";
import type { Writer } from "../../../shared/room/writer.ts";

/** The room: the Caf wrote `bilan` under 50, the commune `besoins` under 60; she who writes now is of the commune. */
export const CAF = 50;
export const COMMUNE = 60;
const MINE = [COMMUNE, 61, 62, 63];

export const TABLE = "besoins/moyens";

export function writer({ sections = ["besoins", "priorites"], refusal = null as Failure | null } = {}): Writer {
	return {
		refusal,
		refusesSection: (id) => refusal ?? (sections.includes(id) ? null : failure("notYours", id)),
		refusesField: (key) => refusal ?? (key === "commune.maire" ? null : failure("notYours", key)),
		owns: (client) => MINE.includes(client) || client >= 1_000,
		refusesClients: () => null,
	};
}

export function emptyRoom(): Y.Doc {
	const doc = new Y.Doc();
	for (const map of ["fields", "structure"]) doc.getMap(map);
	for (const section of ["bilan", "besoins", "priorites"]) doc.getText(liveRoot(section));
	return doc;
}

/** Ids: "Le 👍 bilan" is 50:0 to 10, "👍" 3 and 4; "La commune" is 60:0 to 9, the boundary in its middle 60:10. */
export function state(): Uint8Array {
	const [caf, commune, table] = [CAF, COMMUNE, 63].map((client) => Object.assign(emptyRoom(), { clientID: client }));
	caf?.getText("live/bilan").insert(0, "Le 👍 bilan");
	commune?.getText("live/besoins").insert(0, "La commune");
	commune?.getText("live/besoins").insertEmbed(5, new Y.Map([["t", "h3"]]));
	table?.getMap("fields").set("commune.maire", "Zoé");
	table?.getArray(rowsRoot(TABLE)).insert(0, ["r1", "r2"]);
	table?.getArray(columnsRoot(TABLE)).insert(0, ["c1"]);
	table?.getText(cellRoot(TABLE, "r1", "c1")).insert(0, "case");
	return Y.mergeUpdates([caf, commune, table].flatMap((doc) => (doc ? [Y.encodeStateAsUpdate(doc)] : [])));
}

export function roomAt(client: number, from = state()): Y.Doc {
	const doc = emptyRoom();
	Y.applyUpdate(doc, from);
	doc.clientID = client;
	return doc;
}

/** A guard over that room, or another document, without one of its checks. */
export function guardOf(doc = roomAt(1), without: CheckName | null = null, most: Partial<Limits> = {}): Guard {
	const kept = Object.entries(checks).flatMap(([name, check]) => (name === without ? [] : [check]));
	return new Guard(doc, kept, { ...limits, ...most });
}

export const codeOf = (verdict: Passed | Failure) => (verdict.failed ? verdict.code : "passed");

/** An edit with Yjs alone, under an id of hers. */
export function edit(change: (doc: Y.Doc) => void, client = 61, from = state()): Uint8Array {
	const doc = roomAt(client, from);
	const updates: Uint8Array[] = [];
	doc.on("update", (update: Uint8Array) => updates.push(update));
	doc.transact(() => change(doc));
	return Y.mergeUpdates(updates);
}

export const text = (doc: Y.Doc, section = "besoins") => doc.getText(liveRoot(section));

export function boundary(doc: Y.Doc): Y.Map<unknown> {
	const runs: { insert: unknown }[] = text(doc).toDelta();
	const found = runs.find(({ insert }) => insert instanceof Y.Map)?.insert;
	if (!(found instanceof Y.Map)) throw new Error("no boundary in the room");
	return found;
}

/** The units of a text as they stand, those that are gone too. */
export function orderOf(doc: Y.Doc, root: string): string {
	const ids: string[] = [];
	for (let item = doc.getText(root)._start; item !== null; item = item.right) {
		for (let at = 0; at < item.length; at++) ids.push(`${item.id.client}:${item.id.clock + at}`);
	}
	return ids.join(" ");
}
