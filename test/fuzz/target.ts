import * as Y from "yjs";
import { liveRoot } from "../../shared/live/layout.ts";
import { boundariesOf, tablesOf } from "./edits.ts";
import type { Id } from "./forge.ts";
import type { Random } from "./random.ts";
import { emptyDoc, FIELDS, type Person, SECTIONS, SERVER_CLIENT, type World } from "./world.ts";

/** What an attacker knows, and what every hostile case is made from: the room's text, their rights, everybody's ids. */
export class Target {
	readonly random: Random;
	readonly person: Person;
	readonly world: World;
	/** A replica of the room, writing under an id of the attacker. */
	readonly doc: Y.Doc;
	/** Client ids of other people. */
	readonly victims: readonly number[];

	constructor(random: Random, person: Person, world: World, state: Uint8Array, id: number, victims: readonly number[]) {
		this.random = random;
		this.person = person;
		this.world = world;
		this.victims = victims;
		this.doc = emptyDoc();
		Y.applyUpdate(this.doc, state);
		// Afterwards, or Yjs would choose another on finding itself there.
		this.doc.clientID = id;
	}

	get id(): number {
		return this.doc.clientID;
	}

	get clock(): number {
		return Y.getState(this.doc.store, this.id);
	}

	/** A section the attacker may write, or any where there is none. */
	mine(): string {
		return this.random.pick(orAny(this.world.sectionsOf(this.person), Object.keys(SECTIONS)));
	}

	/** A section the attacker may not write, or any where there is none. */
	theirs(): string {
		return this.random.pick(orAny(this.world.sectionsClosedTo(this.person), Object.keys(SECTIONS)));
	}

	myField(): string {
		const keys = Object.keys(FIELDS);
		return this.random.pick(
			orAny(
				keys.filter((key) => this.world.mayWriteField(this.person, key)),
				keys,
			),
		);
	}

	theirField(): string {
		const keys = Object.keys(FIELDS);
		return this.random.pick(
			orAny(
				keys.filter((key) => !this.world.mayWriteField(this.person, key)),
				keys,
			),
		);
	}

	/** Bytes of what `edit` does to the replica. */
	write(edit: () => void): Uint8Array {
		const before = Y.encodeStateVector(this.doc);
		const updates: Uint8Array[] = [];
		const collect = (update: Uint8Array) => updates.push(update);
		this.doc.on("update", collect);
		this.doc.transact(edit);
		this.doc.off("update", collect);
		return updates.length === 0 ? Y.encodeStateAsUpdate(this.doc, before) : Y.mergeUpdates(updates);
	}

	/** The text of a section, long enough to be cut into. */
	text(section: string): Y.Text {
		const text = this.doc.getText(liveRoot(section));
		if (text.length < 4) text.insert(0, "vide", {});
		return text;
	}

	/** Some boundary of a section; a new one where there is none. */
	boundary(section: string): Y.Map<unknown> {
		const boundaries = boundariesOf(this.text(section));
		if (boundaries.length > 0) return this.random.pick(boundaries);
		const boundary = new Y.Map<unknown>();
		this.text(section).insertEmbed(1, boundary, {});
		return boundary;
	}

	/** Some table of a section, as roots name it; null where there is none. */
	table(section: string): string | null {
		const tables = tablesOf(this.doc, section);
		return tables.length === 0 ? null : this.random.pick(tables);
	}

	/** The id of something within a section: of any unit of any item, deleted ones too. */
	idIn(section: string): Id {
		const items = itemsIn(this.doc.getText(liveRoot(section)), true);
		if (items.length === 0) return [SERVER_CLIENT, 0];
		const { id, length } = this.random.pick(items);
		return [id.client, id.clock + this.random.int(length)];
	}

	/** The id of the item that holds this type, or the name of the root. */
	parentOf(type: Y.Map<unknown> | Y.Text, section: string): string | Id {
		return type._item ? [type._item.id.client, type._item.id.clock] : liveRoot(section);
	}

	/** Ids of a unit that is the second half of a character, in a section. */
	halves(section: string): Id[] {
		return itemsIn(this.doc.getText(liveRoot(section))).flatMap(({ id, content }) => {
			if (!(content instanceof Y.ContentString)) return [];
			const { str } = content;
			return [...str.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)].map(
				({ index }): Id => [id.client, id.clock + index + 1],
			);
		});
	}
}

const orAny = <T>(some: T[], all: T[]) => (some.length > 0 ? some : all);

/** Every item below a type; with `deleted`, those that are gone too. */
export function itemsIn(type: Pick<Y.AbstractType<unknown>, "_start" | "_map">, deleted = false): Y.Item[] {
	const items: Y.Item[] = [];
	const add = (item: Y.Item | null, next: "left" | "right") => {
		for (let at = item; at !== null; at = at[next]) {
			if (at.deleted && !deleted) continue;
			items.push(at);
			if (at.content instanceof Y.ContentType) items.push(...itemsIn(at.content.type, deleted));
		}
	};
	add(type._start, "right");
	for (const item of type._map.values()) add(item, "left");
	return items;
}
