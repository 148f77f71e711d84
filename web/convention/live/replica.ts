import type { Editor } from "@tiptap/core";
import * as Y from "yjs";
import { type ConventionSection, sectionsOf, writingOf } from "../../../shared/convention/writable.ts";
import type { Model } from "../../../shared/model/model.ts";
import type { ConventionPage } from "../../../shared/page/convention.ts";
import { leaveFormats } from "../../../shared/room/guard/tidy.ts";
import { defineRoots, FIELDS, readStructure } from "../../../shared/room/roots.ts";
import { Room } from "../../room/room.ts";
import { Keeping } from "./keeping.ts";
import { Presences } from "./presence.ts";
import { Reading } from "./reading.ts";
import { Unsent } from "./unsent.ts";

/** The origin of a change typed into a field, so that it can be undone. */
const FIELD_ORIGIN = "field";

/**
 * One replica of a convention and all that hangs on it. It ends when the room refuses what it holds; the page then starts
 * another from the text as it stands.
 */
export class Replica {
	doc = new Y.Doc();
	room: Room;
	reading: Reading;
	unsent: Unsent;
	keeping = new Keeping();
	presences: Presences;
	undo: Y.UndoManager;
	/** The editors on the page, by section. */
	editors = new Map<string, Editor>();
	#model: Model;

	constructor({ convention, model, me }: ConventionPage) {
		this.#model = model;
		leaveFormats(this.doc);
		defineRoots(this.doc, writingOf(model));
		this.reading = new Reading(this.doc, model);
		this.unsent = new Unsent(this.doc, (root) => this.reading.sectionOf(root));
		this.undo = undoManager(this.doc);
		this.room = new Room(convention.id, this.doc, convention.versions);
		this.presences = new Presences(this.room.awareness);
		const { person, name, party, kind } = me;
		this.room.awareness.setLocalStateField("user", { person, name, party, kind });
		this.room.subscribe(() => {
			if (this.room.status.saved === "saved") this.unsent.clear();
			// The page is drawn because the text has come: it must find it read.
			this.reading.refresh();
		});
	}

	/** Every free section the convention has now. */
	sections(): ConventionSection[] {
		return sectionsOf(this.#model, readStructure(this.doc));
	}

	/** A field as it stands now; "" while it is blank. */
	field(key: string): string {
		const value = this.doc.getMap(FIELDS).get(key);
		return typeof value === "string" ? value : "";
	}

	/** Calls back whenever a field changes. */
	onFields = (listener: () => void) => {
		const fields = this.doc.getMap(FIELDS);
		fields.observe(listener);
		return () => fields.unobserve(listener);
	};

	/** Changes a field everywhere it stands; an empty value makes it a blank again. */
	setField(key: string, value: string) {
		const fields = this.doc.getMap(FIELDS);
		this.doc.transact(() => (value === "" ? fields.delete(key) : fields.set(key, value)), FIELD_ORIGIN);
	}

	/** What is typed from now on is undone apart from what came before. */
	startUndoStep() {
		this.undo.stopCapturing();
	}

	destroy() {
		this.room.destroy();
		this.doc.destroy();
	}
}

/** One history for the whole page, in the order things were typed. Each editor adds the texts that it writes. */
function undoManager(doc: Y.Doc): Y.UndoManager {
	return new Y.UndoManager(doc.getMap(FIELDS), {
		doc,
		trackedOrigins: new Set<unknown>([FIELD_ORIGIN]),
	});
}
