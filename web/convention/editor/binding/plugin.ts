import { Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { type Binding, FLAT } from "./binding.ts";
import { disturbs } from "./composing.ts";
import { nameTables } from "./names.ts";
import { wholeTables } from "./ranges.ts";

/** What a person did and the text does not hold yet. */
type Pending = readonly Transaction[];

const key = new PluginKey<Pending>("binding");

/** A browser ends a composition before the editor has read its last word. */
const LAST_WORD_MS = 50;

/**
 * Keeps an editor and a section's flat text in step. Transactions are gathered as the state takes them, and written once
 * the view has them: some are only tried, and one dispatch may bring several.
 */
export function bindingPlugin(binding: Binding): Plugin<Pending> {
	return new Plugin<Pending>({
		key,
		state: {
			init: () => [],
			apply: (tr, pending, before) => {
				const left = before.doc === binding.shown ? [] : pending;
				return tr.docChanged && tr.getMeta(FLAT) !== true ? [...left, tr] : left;
			},
		},
		appendTransaction: (transactions, before, now) => {
			const isMade = transactions.some((tr) => tr.docChanged && tr.getMeta(FLAT) !== true);
			return (isMade ? nameTables(before, now) : null) ?? wholeTables(transactions, before, now);
		},
		props: {
			handleDOMEvents: {
				compositionend: (view) => void setTimeout(() => settle(view, binding), LAST_WORD_MS),
			},
		},
		view: (view) => {
			binding.isBusy = (now, ranges) => view.composing && disturbs(view.state, now, ranges);
			binding.connect(view);
			return {
				update: () => {
					flush(view, binding);
					settle(view, binding);
				},
				destroy: () => binding.disconnect(),
			};
		},
	});
}

function flush(view: EditorView, binding: Binding): void {
	const { doc } = view.state;
	if (doc !== binding.shown) binding.write(key.getState(view.state) ?? [], doc);
}

/** What waited for a word is shown once the word is there. */
function settle(view: EditorView, binding: Binding): void {
	if (!view.isDestroyed && !view.composing && binding.isHolding) binding.release();
}
