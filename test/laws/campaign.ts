import type { Node } from "@tiptap/pm/model";
import * as Y from "yjs";
import { liveRoot, readRoot } from "../../shared/live/layout.ts";
import { Guard } from "../../shared/room/guard/guard.ts";
import { Random } from "../fuzz/random.ts";
import { type CommandName, paste, run, select, TAKING, typeText } from "./commands.ts";
import { type Editor, type Kind, SECTION } from "./editor.ts";
import { withoutNames } from "./names.ts";
import { schema } from "./schema.ts";
import { beforeCaret, countWords, freePlaces, openParts, textBlocks, WORD, wordAtCaret } from "./words.ts";

/** What one run found; but for the first five, each number is a count of broken promises. */
export interface Found {
	typed: number;
	/** Carets looked at after something came. */
	carets: number;
	/** Yjs itself took redundant marks away when something came. */
	cleanups: number;
	/** The document had no word for what a command did, and the view followed the text. */
	followed: number;
	/** Two people each took back what they had both deleted, neither knowing of the other: Yjs brings it back twice. */
	restoredTwice: number;
	/** Words that nobody took away and that are not there; there more than once; cut by something that stands within. */
	lost: number;
	doubled: number;
	cut: number;
	/** A caret that left its word. */
	strayed: number;
	/** The page wrote because something came. */
	answers: number;
	/** Characters that a command took away which takes none. */
	rewritten: number;
	/** Words of others that an undo took. */
	undoneOthers: number;
	/** Updates that the room's guard refuses. */
	refused: number;
	/** A document that is not what the text means; of two replicas; after a reload; that the schema does not take. */
	notDerived: number;
	diverged: number;
	reloaded: number;
	invalid: number;
	errors: string[];
}

export interface Options {
	actions?: number;
	/** Without tables, and without undo. */
	tables?: boolean;
	undo?: boolean;
	log?: (...what: unknown[]) => void;
}

const REMOTE = Symbol("remote");

/** One editor, and its way to the others. */
interface Peer {
	number: number;
	editor: Editor;
	up: Uint8Array[];
	down: Uint8Array[];
	/** Turns until it is online again. */
	offline: number;
	/** Words it has seen. */
	seen: Set<string>;
	/** Words that its commands took away. */
	took: Set<string>;
	receiving: boolean;
	/** The word it is typing, what is there of it, and the clock of its first letter. */
	word: string;
	partial: string;
	from: number;
	/** Somebody took that away, and the rest of the word goes wherever the caret then is. */
	isCutOff: boolean;
}

/** Who deleted what, by command. */
interface Deletion {
	client: number;
	from: number;
	to: number;
}

/** Commands at a caret somewhere, and how often they come. */
const PLACED: readonly [weight: number, name: CommandName][] = [
	[10, "enter"],
	[7, "title"],
	[6, "bullets"],
	[5, "numbers"],
	[5, "indent"],
	[3, "outdent"],
	[1, "break"],
];
const TABLE_CHANGES = [
	...(["table", "addRow", "addRow", "addRow", "addColumn", "addColumn", "addColumn"] as const),
	...(["removeRow", "removeColumn", "removeTable"] as const),
];

/** Two or three editors with random commands, delays and stretches offline; the same seed gives the same run. */
export class Campaign {
	readonly #random: Random;
	readonly #kind: Kind;
	readonly #options: Required<Omit<Options, "log">> & Pick<Options, "log">;
	readonly #server = new Y.Doc();
	/** What a room with a guard makes of the same updates. */
	readonly #guard: Guard | null;
	readonly #peers: Peer[] = [];
	readonly #found: Found = {
		...{ typed: 0, carets: 0, cleanups: 0, followed: 0, restoredTwice: 0, lost: 0, doubled: 0 },
		...{ cut: 0, strayed: 0, answers: 0, rewritten: 0, undoneOthers: 0, refused: 0 },
		...{ notDerived: 0, diverged: 0, reloaded: 0, invalid: 0, errors: [] },
	};
	readonly #words = new Set<string>();
	/** Words whose loss is somebody's own doing. */
	readonly #forgiven = new Set<string>();
	readonly #authors = new Map<string, number>();
	/** By word: the people whose undo brought it back. */
	readonly #restorers = new Map<string, Set<number>>();
	/** By word: the client and the clocks it was typed under. */
	readonly #ids = new Map<string, Deletion>();
	readonly #deletions: Deletion[] = [];
	#serial = 100;
	#command = "";

	constructor(kind: Kind, seed: number, { actions = 120, tables = true, undo = true, log }: Options = {}) {
		this.#random = new Random(seed);
		this.#kind = kind;
		this.#options = { actions, tables, undo, log };
		this.#server.clientID = 1;
		kind.seed(this.#server, this.#startingDocument());
		this.#guard = kind.name === "flat" ? guardOf(this.#server) : null;
		for (let number = 0; number < 2 + (seed % 2); number++) this.#peers.push(this.#join(number));
		this.#server.on("update", (update, origin) => {
			for (const peer of this.#peers) if (peer !== origin) peer.down.push(update);
		});
	}

	run(): Found {
		try {
			for (let action = 0; action < this.#options.actions; action++) this.#turn(action);
			this.#settle();
			this.#judge();
		} catch (error) {
			this.#found.errors.push((error as Error).message);
			this.#options.log?.((error as Error).stack);
		}
		return this.#found;
	}

	#word(number: number): string {
		const word = `w${number}x${this.#serial++}z`;
		this.#found.typed++;
		this.#words.add(word);
		this.#authors.set(word, number);
		return word;
	}

	#startingDocument(): Node {
		const words = (count: number) => Array.from({ length: count }, () => this.#word(9)).join(" ");
		const p = (count: number) => ({ type: "paragraph", content: [{ type: "text", text: words(count) }] });
		const item = (count: number) => ({ type: "listItem", content: [p(count)] });
		const cell = (type: string) => ({ type, content: [p(1)] });
		const row = (type: string) => ({ type: "tableRow", content: [cell(type), cell(type)] });
		const table = () => ({ type: "table", content: [row("tableHeader"), row("tableCell")] });
		return schema.nodeFromJSON({
			type: "doc",
			content: [
				p(4),
				{ type: "heading", attrs: { level: 3 }, content: [{ type: "text", text: words(2) }] },
				p(3),
				{ type: "bulletList", content: [item(2), item(2), item(1)] },
				...(this.#options.tables ? [table()] : []),
				p(2),
			],
		});
	}

	#join(number: number): Peer {
		const doc = new Y.Doc();
		doc.clientID = 10 + number;
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.#server), REMOTE);
		const editor = this.#kind.edit(doc);
		const peer: Peer = {
			...{ number, editor, up: [], down: [], offline: 0, receiving: false },
			...{ seen: new Set<string>(), took: new Set<string>() },
			...{ word: "", partial: "", from: 0, isCutOff: false },
		};
		doc.on("update", (update, origin) => {
			if (origin === REMOTE) return;
			if (peer.receiving) {
				if (editor.isOwn(origin)) this.#found.answers++;
				else this.#found.cleanups++;
			}
			peer.up.push(update);
		});
		doc.on("afterTransaction", (transaction) => this.#watch(peer, transaction));
		return peer;
	}

	/** Notes what a person's own command deletes; one that takes nothing must delete no character. */
	#watch(peer: Peer, transaction: Y.Transaction): void {
		if (this.#kind.name !== "flat" || !peer.editor.isOwn(transaction.origin)) return;
		if (TAKING.includes(this.#command)) {
			for (const [client, ranges] of transaction.deleteSet.clients)
				for (const { clock, len } of ranges) this.#deletions.push({ client, from: clock, to: clock + len });
			return;
		}
		Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
			if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return;
			this.#found.rewritten += struct.length;
			this.#options.log?.("  rewritten", this.#command, struct.content.str);
		});
	}

	#turn(action: number): void {
		const random = this.#random;
		const peer = random.pick(this.#peers);
		const { editor } = peer;
		const before = countWords(editor.state.doc);
		const partsBefore = openParts(editor.state.doc);
		for (const word of before.keys()) peer.seen.add(word);
		if (random.chance(0.02)) peer.offline = 20 + random.int(200);
		editor.endStep();
		this.#act(peer);
		this.#options.log?.(action, peer.number, this.#command, editor.state.doc.toString());
		if (this.#command !== "type") this.#forgive(peer, before, partsBefore);
		this.#command = "";
		this.#network();
		if (random.chance(0.5)) this.#wander(peer);
		this.#checkDerived(peer);
	}

	/** What a command took from the text its person saw is no loss. */
	#forgive(peer: Peer, before: Map<string, number>, partsBefore: Set<string>): void {
		const { doc } = peer.editor.state;
		const after = countWords(doc);
		const isUndo = this.#command === "undo" || this.#command === "redo";
		for (const word of before.keys()) {
			if (after.has(word)) continue;
			this.#forgiven.add(word);
			if (!isUndo) peer.took.add(word);
			else if (this.#authors.get(word) !== peer.number && !peer.took.has(word)) {
				this.#found.undoneOthers++;
				this.#options.log?.("  undo took", word);
			}
		}
		const left = openParts(doc);
		for (const part of partsBefore)
			if (!left.has(part))
				for (const word of this.#words) if (word.startsWith(part) && !peer.seen.has(word)) this.#forgiven.add(word);
	}

	#act(peer: Peer): void {
		const { tables, undo } = this.#options;
		const acts: [weight: number, act: () => void][] = [
			[36, () => this.#type(peer)],
			[8, () => this.#joinBackward(peer)],
			[3, () => this.#onRange(peer, "remove")],
			[5, () => this.#onRange(peer, "bold")],
			[3, () => this.#paste(peer)],
			[undo ? 5 : 0, () => this.#undo(peer)],
			[tables ? 3 : 0, () => this.#inTable(peer, this.#random.pick(TABLE_CHANGES))],
			...PLACED.map(([weight, name]): [number, () => void] => [weight, () => this.#at(peer, name)]),
		];
		let left = this.#random.int(acts.reduce((sum, [weight]) => sum + weight, 0));
		for (const [weight, act] of acts) {
			left -= weight;
			if (left >= 0) continue;
			act();
			return;
		}
	}

	#joinBackward(peer: Peer): void {
		select(peer.editor, this.#random.pick(textBlocks(peer.editor.state.doc)).at);
		this.#run(peer, "backspace");
	}

	#run(peer: Peer, name: CommandName): void {
		this.#command = name;
		run(peer.editor, name);
	}

	#at(peer: Peer, name: CommandName): void {
		select(peer.editor, this.#place(peer.editor));
		this.#run(peer, name);
	}

	#onRange(peer: Peer, name: CommandName): void {
		const [a, b] = [this.#place(peer.editor), this.#place(peer.editor)];
		if (a === b || Math.abs(a - b) > 120) return;
		select(peer.editor, a, b);
		this.#run(peer, name);
		const { from } = peer.editor.state.selection;
		if (peer.editor.state.doc.resolve(from).parent.isTextblock) select(peer.editor, from);
	}

	#inTable(peer: Peer, name: CommandName): void {
		if (name === "table") {
			this.#at(peer, name);
			return;
		}
		const { doc } = peer.editor.state;
		const cells = textBlocks(doc).filter(({ at }) => doc.resolve(at).node(1).type.name === "table");
		if (cells.length === 0) return;
		select(peer.editor, this.#random.pick(cells).at);
		this.#run(peer, name);
	}

	#paste(peer: Peer): void {
		select(peer.editor, this.#place(peer.editor));
		this.#command = "paste";
		const words = [this.#word(peer.number), this.#word(peer.number)] as const;
		const { store, clientID } = peer.editor.doc;
		const before = Y.getState(store, clientID);
		paste(peer.editor, ` ${words[0]} `, ` ${words[1]} `);
		for (const word of words) this.#find(peer, word, before);
	}

	/** Notes under which clocks a word was written, from this one on. */
	#find({ editor: { doc } }: Peer, word: string, from: number): void {
		for (const struct of doc.store.clients.get(doc.clientID) ?? []) {
			if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue;
			const at = struct.id.clock + struct.content.str.indexOf(word);
			if (at < Math.max(from, struct.id.clock)) continue;
			this.#ids.set(word, { client: doc.clientID, from: at, to: at + word.length });
		}
	}

	#undo(peer: Peer): void {
		const before = countWords(peer.editor.state.doc);
		this.#command = this.#random.chance(0.8) ? "undo" : "redo";
		if (this.#command === "undo") peer.editor.undo();
		else peer.editor.redo();
		for (const word of countWords(peer.editor.state.doc).keys()) {
			if (before.has(word)) continue;
			this.#restorers.set(word, (this.#restorers.get(word) ?? new Set()).add(peer.number));
		}
	}

	/** Letter by letter, while things come and go. */
	#type(peer: Peer): void {
		const { editor } = peer;
		this.#command = "type";
		select(editor, this.#place(editor));
		const word = this.#word(peer.number);
		typeText(editor, " ");
		const isComposed = this.#random.chance(0.3);
		if (isComposed) editor.compose(true);
		peer.word = word;
		peer.from = Y.getState(editor.doc.store, editor.doc.clientID);
		for (const letter of word) {
			this.#command = "type";
			typeText(editor, letter);
			peer.partial += letter;
			if (this.#random.chance(0.25)) this.#network();
		}
		if (isComposed) this.#endComposing(peer);
		peer.partial = "";
		peer.isCutOff = false;
		const to = Y.getState(editor.doc.store, editor.doc.clientID);
		this.#ids.set(word, { client: editor.doc.clientID, from: peer.from, to });
		typeText(editor, " ");
	}

	/** What waited for the word is shown. */
	#endComposing(peer: Peer): void {
		const { doc } = peer.editor.state;
		peer.editor.compose(false);
		this.#checkTyping(peer, doc);
	}

	/** The caret stands behind what is typed of a word, unless somebody took that away. */
	#checkTyping(peer: Peer, before: Node): void {
		const { editor, partial } = peer;
		if (occurrences(editor.state.doc, partial) < occurrences(before, partial)) this.#cutOff(peer);
		if (peer.isCutOff) return;
		this.#found.carets++;
		if (!beforeCaret(editor.state).endsWith(partial)) this.#stray(peer, partial, before);
	}

	#cutOff(peer: Peer): void {
		const { doc } = peer.editor;
		peer.isCutOff = true;
		const typed = { client: doc.clientID, from: peer.from, to: Y.getState(doc.store, doc.clientID) };
		if (this.#isTaken(typed, doc)) this.#forgiven.add(peer.word);
	}

	/** Not within a word, nor right behind one that somebody is typing. */
	#place(editor: Editor): number {
		const { at, text } = this.#random.pick(textBlocks(editor.state.doc));
		const free = freePlaces(text);
		const isAtEnd = this.#random.chance(0.3) && free.at(-1) === text.length;
		return at + (isAtEnd ? text.length : this.#random.pick(free));
	}

	/** The caret goes into some word. */
	#wander({ editor }: Peer): void {
		const places = textBlocks(editor.state.doc).flatMap(({ at, text }) =>
			[...text.matchAll(WORD)].map(({ 0: word, index }) => at + index + 1 + this.#random.int(word.length - 1)),
		);
		if (places.length > 0) select(editor, this.#random.pick(places));
	}

	#network(): void {
		const command = this.#command;
		this.#command = "";
		for (const peer of this.#peers) {
			if (peer.offline > 0) {
				peer.offline--;
				continue;
			}
			if (this.#random.chance(0.5)) this.#send(peer);
			if (this.#random.chance(0.5)) this.#receive(peer);
		}
		this.#command = command;
	}

	#send(peer: Peer): void {
		const update = peer.up.shift();
		if (!update) return;
		Y.applyUpdate(this.#server, update, peer);
		if (this.#guard?.judge(update, EVERYBODY).failed !== true) return;
		this.#found.refused++;
		this.#options.log?.("refused", peer.number, Y.decodeUpdate(update));
	}

	#receive(peer: Peer): void {
		const update = peer.down.shift();
		if (!update) return;
		const { editor } = peer;
		const held = peer.partial === "" ? wordAtCaret(editor.state) : null;
		const before = editor.state.doc;
		peer.receiving = true;
		try {
			Y.applyUpdate(editor.doc, update, REMOTE);
		} finally {
			peer.receiving = false;
		}
		if (peer.partial !== "") {
			this.#checkTyping(peer, before);
		} else if (held && countWords(editor.state.doc).get(held.word) === 1) {
			this.#found.carets++;
			const now = wordAtCaret(editor.state);
			if (now?.word !== held.word || now.offset !== held.offset) this.#stray(peer, held.word, before);
		}
	}

	#stray(peer: Peer, word: string, before: Node): void {
		this.#found.strayed++;
		this.#options.log?.(
			"  before",
			before.toString(),
			peer.editor.state.selection.toJSON(),
			peer.editor.state.selection.$head.parent.textContent,
		);
		this.#options.log?.("  caret of", peer.number, "left", word, peer.editor.state.doc.toString());
	}

	#checkDerived({ editor }: Peer): void {
		if (editor.read().eq(withoutNames(editor.state.doc))) return;
		this.#found.notDerived++;
		this.#options.log?.("  NOT DERIVED", editor.read().toString(), editor.state.doc.toString());
	}

	#settle(): void {
		for (const peer of this.#peers) peer.offline = 0;
		for (let round = 0; this.#peers.some(({ up, down }) => up.length + down.length > 0); round++) {
			if (round > 1000) throw new Error("the editors answer each other for ever");
			for (const peer of this.#peers) {
				while (peer.up.length > 0) this.#send(peer);
				while (peer.down.length > 0) this.#receive(peer);
			}
		}
	}

	#judge(): void {
		const [first] = this.#peers;
		const final = withoutNames((first as Peer).editor.state.doc);
		for (const peer of this.#peers) {
			if (!withoutNames(peer.editor.state.doc).eq(final)) this.#found.diverged++;
			this.#checkDerived(peer);
			try {
				peer.editor.state.doc.check();
			} catch {
				this.#found.invalid++;
			}
		}
		const again = new Y.Doc();
		Y.applyUpdate(again, Y.encodeStateAsUpdate(this.#server));
		if (!withoutNames(this.#kind.edit(again).state.doc).eq(final)) this.#found.reloaded++;
		this.#judgeWords(final, again);
	}

	#judgeWords(final: Node, doc: Y.Doc): void {
		const counts = countWords(final);
		const rest = textBlocks(final)
			.map(({ text }) => text.replace(WORD, "·"))
			.join("\n");
		for (const word of this.#words) {
			const count = counts.get(word) ?? 0;
			if (count > 1) this.#note((this.#restorers.get(word)?.size ?? 0) > 1 ? "restoredTwice" : "doubled", word);
			if (count > 0 || this.#forgiven.has(word) || this.#wasTaken(word, doc)) continue;
			this.#note(this.#stands(word, doc) || isCut(word, rest) ? "cut" : "lost", word);
		}
	}

	#note(what: "restoredTwice" | "doubled" | "cut" | "lost", word: string): void {
		this.#found[what]++;
		this.#options.log?.(what, word);
	}

	/** Somebody's command deleted a letter of it, or the row, the column or the table it was typed in. */
	#wasTaken(word: string, doc: Y.Doc): boolean {
		const id = this.#ids.get(word);
		return id !== undefined && this.#isTaken(id, doc);
	}

	/** Whether each of its letters is there, whatever stands between them. */
	#stands(word: string, doc: Y.Doc): boolean {
		const id = this.#ids.get(word);
		if (id === undefined) return false;
		for (let clock = id.from; clock < id.to; clock++) {
			const item = Y.getItem(doc.store, Y.createID(id.client, clock));
			if (!(item instanceof Y.Item) || item.deleted) return false;
		}
		return true;
	}

	#isTaken({ client, from, to }: Deletion, doc: Y.Doc): boolean {
		if (this.#deletions.some((each) => each.client === client && each.from < to && each.to > from)) return true;
		return isInGoneCell(doc, client, from);
	}
}

/** May write everything: who may what is tried elsewhere. */
const EVERYBODY = {
	refusal: null,
	refusesSection: () => null,
	refusesField: () => null,
	owns: () => true,
	refusesClients: () => null,
};

function guardOf(server: Y.Doc): Guard {
	const doc = new Y.Doc();
	doc.getText(liveRoot(SECTION));
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(server));
	return new Guard(doc);
}

const occurrences = (doc: Node, part: string) => doc.textBetween(0, doc.content.size, " ").split(part).length - 1;

/** What is left of a word that was cut: its end, or most of its beginning. */
function isCut(word: string, rest: string): boolean {
	if (rest.includes(word.slice(word.indexOf("x") + 1))) return true;
	for (let length = 4; length < word.length; length++) if (rest.includes(word.slice(0, length))) return true;
	return false;
}

function isInGoneCell(doc: Y.Doc, client: number, clock: number): boolean {
	const item = Y.getItem(doc.store, Y.createID(client, clock));
	if (!(item instanceof Y.Item)) return false;
	const name = [...doc.share].find(([, type]) => type === item.parent)?.[0] ?? "";
	const root = readRoot(name);
	if (root?.holds !== "text" || root.path === SECTION) return false;
	const [section, table, row, column] = root.path.split("/");
	const has = (list: string, id: string | undefined) =>
		doc.getArray<unknown>(`${section}/${table}/${list}`).toArray().includes(id);
	const boundaries = doc.getText(`live/${section}`).toDelta() as { insert: unknown }[];
	const stands =
		doc.getText(`live/${section}`).getAttribute("i") === table ||
		boundaries.some(({ insert }) => insert instanceof Y.Map && insert.get("i") === table);
	return !stands || !has("rows", row) || !has("cols", column);
}
