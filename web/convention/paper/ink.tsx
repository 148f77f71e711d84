import type { ReactNode } from "react";
import type { Ink } from "../../../shared/text/ink.ts";
import { AddRow, OptionBox, RemoveRow, VariantChoice } from "./Choices.tsx";
import { FieldInText } from "./Field.tsx";
import { readingInk } from "./reading-ink.ts";
import { Section } from "./Section.tsx";

/** Draws the text on the page where it is written: inputs for fields, editors for free sections, boxes for choices. */
export const pageInk: Ink<ReactNode> = {
	...readingInk,
	field: (field) => <FieldInText field={field} />,
	section: (section) => <Section section={section} />,
	option: (item, line) => [<OptionBox key="option" item={item} line={line} />],
	variants: (variants) => [<VariantChoice key="choice" variants={variants} />],
	rowEnd: (table, row) => [<RemoveRow key="remove" table={table} row={row} />],
	tableEnd: (table) => [<AddRow key="add" table={table} />],
};
