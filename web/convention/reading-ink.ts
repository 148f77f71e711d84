import { createElement, type ReactNode } from "react";
import type { Ink } from "../../shared/text/ink.ts";

/** The few attributes that React spells its own way. */
const SPELLINGS: Record<string, string> = { class: "className", colspan: "colSpan", rowspan: "rowSpan" };

const props = (attributes: Record<string, string>, key?: string) => ({
	...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [SPELLINGS[name] ?? name, value])),
	...(key === undefined ? {} : { key }),
});

/** Draws text to read only: the value of a field, what a section shows until its editor stands. */
export const readingInk: Ink<ReactNode> = {
	element: (tag, attributes, children, key) => createElement(tag, props(attributes, key), ...children),
	text: (value) => value,
	field: (field) => field.shown,
	section: () => null,
	address: (hash) => `/api${location.pathname}/files/${hash}`,
	/** Files come with what changes them, at the end of their part. */
	file: () => [],
};
