import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import type { Awareness } from "y-protocols/awareness";
import { colourOf, firstNameOf } from "../../around/colours.ts";
import { type Cursor, spotOf } from "../live/cursor.ts";
import { type Presence, readPresences } from "../live/presence.ts";
import { type Binding, FLAT } from "./binding/binding.ts";
import { Labels } from "./labels.ts";
import { type Ends, endsIn, nearWords } from "./spots.ts";

/** Shows the carets and selections of the others in this section, and tells them mine. */
export const Carets = Extension.create<{ awareness: Awareness | null }>({
	name: "carets",
	priority: 999,
	addOptions: () => ({ awareness: null }),
	addProseMirrorPlugins() {
		const { awareness } = this.options;
		const { bound } = this.editor.storage;
		if (awareness === null || bound.binding === null) return [];
		const labels = new Labels(awareness, ({ state }) => headsIn(state));
		const own = new OwnCursor(awareness, () => bound.cursor);
		return [caretsPlugin(awareness, bound.binding, own, labels), labels.plugin()];
	},
});

/** Another's selection in this section, and how it looks. */
interface Caret extends Ends {
	client: number;
	name: string;
	/** null as long as nobody has said who it is. */
	colour: string | null;
}

const KEY = new PluginKey<readonly Caret[]>("carets");

const headsIn = (state: EditorState) => new Map(KEY.getState(state)?.map(({ client, head }) => [client, head]));

/** What the person does moves the others' carets along with the text; they are read anew when one of the others does something. */
function caretsPlugin(
	awareness: Awareness,
	binding: Binding,
	own: OwnCursor,
	labels: Labels,
): Plugin<readonly Caret[]> {
	return new Plugin<readonly Caret[]>({
		key: KEY,
		state: {
			init: (_, { doc }) => readCarets(awareness, endsIn(binding, doc), []),
			apply: (tr, carets) => {
				const read: readonly Caret[] | undefined = tr.getMeta(KEY);
				if (read) return read;
				if (!tr.docChanged) return carets;
				// As in the text: a caret stays beside what stands on its left.
				const at = (position: number) => nearWords(tr.doc, tr.mapping.map(position, -1));
				const mapped = carets.map((caret) => ({ ...caret, anchor: at(caret.anchor), head: at(caret.head) }));
				return tr.getMeta(FLAT) === true ? readCarets(awareness, endsIn(binding, tr.doc), mapped) : mapped;
			},
		},
		props: {
			decorations: (state) => {
				const drawn = KEY.getState(state)?.flatMap((caret) => draw(caret, labels)) ?? [];
				return DecorationSet.create(state.doc, drawn);
			},
		},
		view: (view) => {
			const tell = () => own.tell(view.hasFocus());
			const read = ({ added, updated, removed }: Record<"added" | "updated" | "removed", number[]>) => {
				const isOwn = [...added, ...updated, ...removed].every((client) => client === awareness.clientID);
				if (isOwn || view.isDestroyed) return;
				const before = KEY.getState(view.state) ?? [];
				const carets = readCarets(awareness, endsIn(binding, view.state.doc), before);
				const isSame = JSON.stringify(carets) === JSON.stringify(before);
				if (!isSame) view.dispatch(view.state.tr.setMeta(KEY, carets));
			};
			awareness.on("change", read);
			view.dom.addEventListener("focusin", tell);
			view.dom.addEventListener("focusout", tell);
			return {
				update: tell,
				destroy: () => {
					awareness.off("change", read);
					view.dom.removeEventListener("focusin", tell);
					view.dom.removeEventListener("focusout", tell);
					own.tell(false);
				},
			};
		},
	});
}

/** A caret that stands beside words which have not come yet stays, until they come, where it was `before`. */
function readCarets(
	awareness: Awareness,
	ends: (cursor: unknown) => Ends | null,
	before: readonly Caret[],
): readonly Caret[] {
	const all = readPresences(awareness);
	return [...awareness.getStates()].flatMap(([client, { cursor }]) => {
		if (client === awareness.clientID || !cursor) return [];
		const isToCome = spotOf(awareness.doc, cursor.head) === null;
		const found = isToCome ? before.find((caret) => caret.client === client) : ends(cursor);
		if (!found) return [];
		const presence = all.find((each) => each.client === client);
		const name = presence ? labelOf(presence, all) : "…";
		return [{ ...found, client, name, colour: presence ? colourOf(presence) : null }];
	});
}

/** Where I am, as one editor tells it. */
class OwnCursor {
	readonly #awareness: Awareness;
	readonly #read: () => Cursor | null;
	#told: Cursor | null = null;

	constructor(awareness: Awareness, read: () => Cursor | null) {
		this.#awareness = awareness;
		this.#read = read;
	}

	/** What another editor told stays when this one is left. */
	tell(isHere: boolean) {
		const known = this.#awareness.getLocalState()?.cursor ?? null;
		const cursor = isHere ? this.#read() : null;
		if (cursor === known || (!isHere && known !== this.#told)) return;
		this.#told = cursor;
		this.#awareness.setLocalStateField("cursor", cursor);
	}
}

function draw(caret: Caret, labels: Labels): Decoration[] {
	const { anchor, head, client, name, colour } = caret;
	const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
	const look = { class: "selected-by", style: colour ? `--person: ${colour}` : "" };
	const key = JSON.stringify([client, name, colour]);
	const element = () => labels.dress(drawCaret(caret), client);
	const selected = Decoration.inline(from, to, look, { inclusiveEnd: true });
	// A key lets the drawn element stay as long as it looks the same.
	const thin = Decoration.widget(head, element, { key, side: 10 });
	return from < to ? [selected, thin] : [thin];
}

/** The name is drawn by the style sheet, so that it is neither read out nor copied in the middle of a word. */
function drawCaret({ name, colour }: Caret): HTMLElement {
	const caret = document.createElement("span");
	caret.className = "caret";
	caret.ariaHidden = "true";
	caret.dataset.name = name;
	if (colour) caret.style.setProperty("--person", colour);
	return caret;
}

/** The first name, unless two people here share it. */
function labelOf({ person, name }: Presence, all: Presence[]): string {
	const first = firstNameOf(name);
	return all.some((other) => other.person !== person && firstNameOf(other.name) === first) ? name : first;
}
