import type { Node } from "@tiptap/pm/model";
import * as Y from "yjs";
import { toDoc } from "../../../shared/live/document.ts";
import { seed } from "../../../shared/live/seed.ts";
import { type Element, type Mounted, mount, SECTION } from "../../e2e/composition/mounted.ts";
import { withoutNames } from "../names.ts";
import { beforeCaret, countWords, freePlaces, openParts, textBlocks } from "../words.ts";

/** What the campaign asks of the page: two editors that are seen, and a network between them that is slow. */
export interface Laws {
	start(paragraphs: string[]): void;
	/** Puts the caret of one of them where no word stands; `at` and `within` choose, from 0 to 1. */
	place(who: number, at: number, within: number): void;
	/** Updates that wait for this one. */
	waiting(who: number): number;
	/** So many of them arrive. */
	deliver(who: number, count: number): void;
	read(who: number): Read;
	/** Once the editor knows what the keyboard has selected: a browser tells it later than the key. */
	selected(): Promise<void>;
	/** Once nothing waits for a word any more. */
	settled(who: number): Promise<void>;
	judge(): { words: Record<string, number>; differ: string[] };
}

export interface Read {
	words: Record<string, number>;
	/** Beginnings of words that have not all come yet. */
	parts: string[];
	text: string;
	beforeCaret: string;
	/** Is the document what the text means? Always, unless something is held. */
	isDerived: boolean;
	/** Times it wrote because something came. */
	answers: number;
}

declare const document: { querySelector(selector: string): Element };
declare const requestAnimationFrame: (call: () => void) => void;

const nextFrame = () => new Promise<void>((resolve) => requestAnimationFrame(resolve));

interface Peer extends Mounted {
	inbox: Uint8Array[];
	isReceiving: boolean;
	answers: number;
}

let peers: Peer[] = [];
const peer = (who: number) => peers[who] as Peer;

function join(number: number, state: Uint8Array): Peer {
	const doc = new Y.Doc();
	doc.clientID = 10 + number;
	Y.applyUpdate(doc, state, "network");
	const joined = {
		...mount(doc, document.querySelector(`#editor${number}`)),
		inbox: [],
		isReceiving: false,
		answers: 0,
	};
	doc.on("update", (update: Uint8Array, origin: unknown) => {
		if (origin === "network") return;
		const one = peer(number);
		if (one.isReceiving && (origin === one.binding || origin === one.history)) one.answers++;
		for (const other of peers) if (other !== one) other.inbox.push(update);
	});
	return joined;
}

const words = ({ editor }: Peer) => Object.fromEntries(countWords(editor.state.doc));

const meant = ({ editor, doc }: Pick<Peer, "editor" | "doc">) =>
	editor.schema.nodeFromJSON({ type: "doc", content: toDoc(doc, SECTION) });

const laws: Laws = {
	start(paragraphs) {
		for (const { editor } of peers) editor.destroy();
		const base = new Y.Doc();
		base.clientID = 3;
		const nodes = paragraphs.map((text) => ({ type: "paragraph", content: [{ type: "text", text }] }));
		base.transact(() => seed(base, SECTION, nodes));
		const state = Y.encodeStateAsUpdate(base);
		peers = [0, 1].map((number) => join(number, state));
	},
	place(who, at, within) {
		const { editor } = peer(who);
		const blocks = textBlocks(editor.state.doc);
		const block = blocks[Math.floor(at * blocks.length)] as (typeof blocks)[number];
		const free = freePlaces(block.text);
		editor.commands.setTextSelection(block.at + (free[Math.floor(within * free.length)] as number));
		// TipTap's own would wait for a frame, and the next key would go elsewhere.
		editor.view.focus();
	},
	waiting: (who) => peer(who).inbox.length,
	deliver(who, count) {
		const one = peer(who);
		one.isReceiving = true;
		for (const update of one.inbox.splice(0, count)) Y.applyUpdate(one.doc, update, "network");
		one.isReceiving = false;
	},
	read(who) {
		const one = peer(who);
		const { state } = one.editor;
		return {
			words: words(one),
			parts: [...openParts(state.doc)],
			text: state.doc.textBetween(0, state.doc.content.size, "\n", "\n"),
			beforeCaret: beforeCaret(state),
			isDerived: one.binding.isHolding || meant(one).eq(withoutNames(state.doc)),
			answers: one.answers,
		};
	},
	async selected() {
		// A change of the selection is told within the frame.
		for (let frame = 0; frame < 2; frame++) await nextFrame();
	},
	async settled(who) {
		const { editor, binding } = peer(who);
		for (let frame = 0; editor.view.composing || binding.isHolding; frame++) {
			if (frame > 300) throw new Error("a word that is never composed");
			await nextFrame();
		}
	},
	judge() {
		const [one, other] = [peer(0), peer(1)];
		const newcomer = new Y.Doc();
		Y.applyUpdate(newcomer, Y.encodeStateAsUpdate(one.doc));
		// Each editor has a schema of its own.
		const written = (node: Node) => JSON.stringify(withoutNames(node).toJSON());
		const shown = written(one.editor.state.doc);
		const readings = {
			"the other": written(other.editor.state.doc),
			"a newcomer": written(meant({ editor: one.editor, doc: newcomer })),
			"the text": written(meant(one)),
		};
		return {
			words: words(one),
			differ: Object.entries(readings).flatMap(([name, text]) =>
				text === shown ? [] : [`${name}: ${text}, not ${shown}`],
			),
		};
	},
};

(globalThis as unknown as { laws: Laws }).laws = laws;
