import { type Editor, type Extensions, Mark, mergeAttributes } from "@tiptap/core";
import { Heading } from "@tiptap/extension-heading";
import { Link } from "@tiptap/extension-link";
import { ListItem, OrderedList } from "@tiptap/extension-list";
import { TableCell, TableHeader } from "@tiptap/extension-table";
import { StarterKit } from "@tiptap/starter-kit";
import { attributeRules, isSafeHref, MAX_SPAN } from "../../../shared/schema.ts";
import { SectionRow, SectionTable } from "./table.ts";

/** Titles pasted from elsewhere land on the two levels a free section has. */
const SectionHeading = Heading.extend({
	addAttributes: () => ({ level: { default: 3, rendered: false } }),
	parseHTML: () => [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: level <= 3 ? 3 : 4 } })),
}).configure({ levels: [3, 4] });

/** An address and nothing else; what leads elsewhere than the web or a mailbox is pasted as plain words. */
const SectionLink = Link.extend({
	inclusive: false,
	addAttributes: () => ({ href: { default: null } }),
	parseHTML: () => [{ tag: "a[href]", getAttrs: (element) => isSafeHref(element.getAttribute("href")) && null }],
	renderHTML: ({ HTMLAttributes }) => [
		"a",
		mergeAttributes(HTMLAttributes, { rel: "noopener noreferrer", target: "_blank" }),
		0,
	],
}).configure({
	autolink: false,
	openOnClick: false,
	defaultProtocol: "https",
	isAllowedUri: isSafeHref,
});

const Superscript = Mark.create({
	name: "superscript",
	parseHTML: () => [{ tag: "sup" }, { style: "vertical-align=super" }],
	renderHTML: ({ HTMLAttributes }) => ["sup", HTMLAttributes, 0],
	addKeyboardShortcuts() {
		return { "Mod-.": () => this.editor.commands.toggleMark(this.name) };
	},
});

/** Tab moves on to the next place of the page, as everywhere else: Word's other keys indent, and the toolbar does. */
const SectionListItem = ListItem.extend({
	addKeyboardShortcuts() {
		return {
			Enter: () => this.editor.commands.splitListItem(this.name),
			"Alt-Shift-ArrowRight": () => sinkItem(this.editor),
			"Alt-Shift-ArrowLeft": () => this.editor.commands.liftListItem(this.name),
			"Mod-]": () => sinkItem(this.editor),
			"Mod-[": () => this.editor.commands.liftListItem(this.name),
		};
	},
});

/** Lists within lists, and cells, as deep as a room takes them with what they hold. */
const MAX_ITEM_DEPTH = 16;

/** Indents an item, unless the room would refuse one so deep. */
export function sinkItem(editor: Editor): boolean {
	return editor.state.selection.$head.depth < MAX_ITEM_DEPTH && editor.chain().focus().sinkListItem("listItem").run();
}

const SectionOrderedList = OrderedList.extend({
	addAttributes: () => ({
		start: {
			default: 1,
			parseHTML: (element) => accepted("orderedList", "start", Number(element.getAttribute("start") ?? 1), 1),
		},
		type: {
			default: null,
			parseHTML: (element) => accepted("orderedList", "type", element.getAttribute("type"), null),
		},
	}),
});

interface Pasted {
	getAttribute(name: string): string | null;
}

const cellAttributes = () => ({
	colspan: { default: 1, parseHTML: (element: Pasted) => span(element, "colspan") },
	rowspan: { default: 1, parseHTML: (element: Pasted) => span(element, "rowspan") },
	colwidth: { default: null, rendered: false, parseHTML: () => null },
});

function span(element: Pasted, name: string): number {
	const count = Math.trunc(Number(element.getAttribute(name)));
	return Math.min(Math.max(count || 1, 1), MAX_SPAN);
}

/** What the room would refuse is not pasted. */
function accepted<T>(node: string, attribute: string, value: T, otherwise: T): T {
	return attributeRules[node]?.[attribute]?.(value) ? value : otherwise;
}

/** Document, paragraph, text, bullets, bold, italic, line break and gap cursor. */
const Base = StarterKit.configure({
	// A section's schema has no place for them.
	blockquote: false,
	code: false,
	codeBlock: false,
	horizontalRule: false,
	strike: false,
	underline: false,
	// The page has one history; nothing is written that nobody typed; keys in a list do what Word's do.
	undoRedo: false,
	trailingNode: false,
	listKeymap: false,
	dropcursor: false,
	// Ours stand in for them.
	heading: false,
	link: false,
	listItem: false,
	orderedList: false,
});

/** The nodes and marks of a free section: the same schema as shared/schema.ts, held to it by test/unit/editor-schema.test.ts. */
export const nodesAndMarks: Extensions = [
	Base,
	SectionHeading,
	SectionOrderedList,
	SectionListItem,
	SectionTable,
	SectionRow,
	TableCell.extend({ addAttributes: cellAttributes }),
	TableHeader.extend({ addAttributes: cellAttributes }),
	SectionLink,
	Superscript,
];
