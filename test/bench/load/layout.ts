import * as Y from "yjs";
import { liveRoot } from "../../../shared/live/layout.ts";
import { Client, type Place } from "./client.ts";

/** The free section that everybody types in; every target holds the same layout, so that the work is equal. */
const SECTION = "article-2";
/** Who lays out; the same in every room, so that what is typed on it can be the same bytes. */
const CLIENT = 4_026_531_843;

export interface Layout {
	/** The state that typing starts from. */
	base: Uint8Array;
	/** The tab that laid it out. Close it once others are in: a room that empties has housekeeping to do. */
	client: Client;
}

/** Makes a room, joins it, and lays out what everybody types in unless it is there. */
export async function layOutRoom(place: Place): Promise<Layout> {
	if (place.dialect === "copacte") await put(place);
	const doc = new Y.Doc();
	doc.clientID = CLIENT;
	const client = await Client.join(place, { onUpdate: (update) => Y.applyUpdate(doc, update) });
	const layout = layOut(doc);
	if (layout) client.sendUpdate(layout);
	// Whoever joins next is not to overtake the layout.
	await new Promise((resolve) => setTimeout(resolve, 20));
	return { base: Y.encodeStateAsUpdate(doc), client };
}

/** A room of ours exists once its convention was opened; elsewhere the first who joins makes it. */
async function put({ port, room }: Place): Promise<void> {
	const { status } = await fetch(`http://127.0.0.1:${port}/${room}`, { method: "PUT" });
	if (status !== 204) throw new Error(`room ${room} could not be opened: ${status}`);
}

/** The layout that everybody types in, as an update, or null when the room has it already. */
function layOut(doc: Y.Doc): Uint8Array | null {
	const before = Y.encodeStateVector(doc);
	if (textIn(doc).length > 0) return null;
	addParagraph(doc);
	return Y.encodeStateAsUpdate(doc, before);
}

/** Where people type: the text of the section. */
export const textIn = (doc: Y.Doc): Y.Text => doc.getText(liveRoot(SECTION));

/** Begins an empty paragraph at the end. */
export function addParagraph(doc: Y.Doc): void {
	const text = textIn(doc);
	text.insertEmbed(text.length, new Y.Map());
}
