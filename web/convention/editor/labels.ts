import { Plugin, PluginKey } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import type { Awareness } from "y-protocols/awareness";
import { FLAT } from "./binding/binding.ts";
import { layLabels } from "./label-layout.ts";

/** How long a name stays after its person moved: long enough to be read, too short to hide a line. */
const AWAKE_MS = 2_000;
/** How near the pointer has to come for a name to come back, in pixels. */
const NEAR = 12;

/** The names over the carets of one editor: each shows while its person moves and a little longer, and under the pointer. */
export class Labels {
	#awareness: Awareness;
	/** Where the caret of each client stands in an editor. */
	#heads: (view: EditorView) => ReadonlyMap<number, number>;
	#view: EditorView | null = null;
	/** Where each was when last seen, and what puts its name away again. */
	#seen = new Map<number, string>();
	#awake = new Map<number, ReturnType<typeof setTimeout>>();
	#places = new Map<number, { shift: number; below: boolean }>();
	#pointed: number | null = null;
	#frame = 0;

	constructor(awareness: Awareness, heads: (view: EditorView) => ReadonlyMap<number, number>) {
		this.#awareness = awareness;
		this.#heads = heads;
	}

	/** What ProseMirror has to tell: every change, and the pointer. */
	plugin = () =>
		new Plugin<boolean>({
			key: KEY,
			state: {
				init: () => false,
				apply: (tr, before) => (tr.docChanged ? tr.getMeta(FLAT) !== true : before),
			},
			props: {
				handleDOMEvents: {
					mousemove: (_view, event) => this.#point(event),
					mouseleave: () => this.#pointAt(null),
				},
			},
			view: (view) => {
				this.#view = view;
				this.#read();
				return { update: () => this.#read(), destroy: () => this.#destroy() };
			},
		});

	/** A caret that is drawn anew looks as it did. */
	dress(caret: HTMLElement, client: number): HTMLElement {
		caret.dataset.client = String(client);
		caret.toggleAttribute("data-awake", this.#isAwake(client));
		const { shift, below } = this.#places.get(client) ?? { shift: 0, below: false };
		caret.style.setProperty("--shift", `${Math.round(shift)}px`);
		caret.toggleAttribute("data-below", below);
		return caret;
	}

	#isAwake = (client: number) => this.#awake.has(client) || this.#pointed === client;

	/** Wakes the carets that moved. When I type, the others' carets go along with the text: they have not moved. */
	#read() {
		const view = this.#view;
		if (view === null) return;
		const isMine = KEY.getState(view.state) === true;
		const seen = new Map<number, string>();
		for (const [client, head] of this.#heads(view)) {
			const cursor = JSON.stringify(this.#awareness.getStates().get(client)?.cursor ?? null);
			const trace = `${view.state.doc.resolve(head).parentOffset} ${cursor}`;
			const before = this.#seen.get(client);
			seen.set(client, trace);
			const moved = before !== trace && !(isMine && before?.endsWith(cursor));
			if (moved) this.#wake(client);
		}
		this.#seen = seen;
		this.#draw();
	}

	#wake(client: number) {
		clearTimeout(this.#awake.get(client));
		const sleep = () => {
			this.#awake.delete(client);
			this.#draw();
		};
		this.#awake.set(client, setTimeout(sleep, AWAKE_MS));
	}

	/** Once a frame, since it measures. */
	#draw() {
		if (this.#frame === 0) this.#frame = requestAnimationFrame(this.#drawNow);
	}

	#drawNow = () => {
		this.#frame = 0;
		const carets = this.#carets();
		const awake = carets.filter(({ client }) => this.#isAwake(client));
		if (awake.length > 0) this.#lay(awake);
		for (const { caret, client } of carets) this.dress(caret, client);
	};

	#lay(awake: { caret: HTMLElement; client: number }[]) {
		const sheet = document.getElementById("paper")?.getBoundingClientRect();
		const places = layLabels(
			awake.map(({ caret }) => {
				const { left, top } = caret.getBoundingClientRect();
				return { left, top, width: Number.parseFloat(getComputedStyle(caret, "::after").width) || 0 };
			}),
			{
				left: Math.max(sheet?.left ?? 0, 0) + MARGIN,
				right: Math.min(sheet?.right ?? innerWidth, innerWidth) - MARGIN,
				top: document.querySelector(".bar")?.getBoundingClientRect().bottom ?? 0,
			},
		);
		awake.forEach(({ client }, index) => {
			const place = places[index];
			if (place) this.#places.set(client, place);
		});
	}

	#carets() {
		const carets = this.#view?.dom.querySelectorAll<HTMLElement>(".caret") ?? [];
		return [...carets].map((caret) => ({ caret, client: Number(caret.dataset.client) }));
	}

	#point({ clientX, clientY }: MouseEvent) {
		const under = this.#carets().find(({ caret }) => {
			const { left, top, bottom } = caret.getBoundingClientRect();
			return Math.abs(left - clientX) < NEAR && clientY > top - NEAR && clientY < bottom + NEAR;
		});
		this.#pointAt(under?.client ?? null);
	}

	#pointAt(client: number | null) {
		if (client === this.#pointed) return;
		this.#pointed = client;
		this.#draw();
	}

	#destroy() {
		cancelAnimationFrame(this.#frame);
		for (const timer of this.#awake.values()) clearTimeout(timer);
		this.#view = null;
	}
}

const MARGIN = 4;
const KEY = new PluginKey<boolean>("labels");
