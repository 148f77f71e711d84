import type { ReactNode } from "react";
import type { Ink } from "../../../shared/text/ink.ts";
import { LaterFiles } from "../files/later.tsx";
import { readingInk } from "../reading-ink.ts";
import { SayWhoSigns } from "../signing/SayWhoSigns.tsx";
import { OptionBox, OptionsHint, RowEnd, TableEnd, VariantChoice } from "./Choices.tsx";
import { FieldInText } from "./Field.tsx";
import { Section, SectionStatus } from "./Section.tsx";

/** Draws the text on the page where it is written: inputs for fields, editors for free sections, boxes for choices. */
export const pageInk: Ink<ReactNode> = {
	...readingInk,
	field: (field) => <FieldInText field={field} />,
	section: (section) => <Section section={section} />,
	sectionStatus: (section) => [<SectionStatus key="status" section={section} />],
	options: () => [<OptionsHint key="hint" />],
	option: (item, line) => [<OptionBox key="option" item={item} line={line} />],
	variants: (variants) => [<VariantChoice key="choice" variants={variants} />],
	rowEnd: (table, row) => [<RowEnd key="remove" table={table} row={row} />],
	tableEnd: (table) => [<TableEnd key="add" table={table} />],
	partEnd: (part) => (part.kind === "annex" ? [<LaterFiles key="files" part={part} />] : []),
	signatoriesEnd: (party) => [<SayWhoSigns key="say" party={party} />],
	logoEnd: (party) => [<LaterFiles key="choice" party={party} />],
};
