import { inWordsInParis } from "../day.ts";
import { designationOf } from "../party/agreement.ts";
import type { Text } from "../text/text.ts";
import type { Calendar } from "./calendar.ts";
import type { Case } from "./case.ts";
import { chapter, head, heading, list, paper, paragraph, table } from "./paper.ts";

/** The calendar as a table to print, with its sources. */
export function calendarPaper(text: Text, { party }: Case, { due, conflicts }: Calendar): Text {
	const rows = due.map(({ day, title, detail, source }) => [dayOf(day), title, detail, source]);
	return paper(`Calendrier : ${text.title}`, text, [
		head(heading("Calendrier jusqu'à la signature"), paragraph(text.title), paragraph(designationOf(party))),
		...(conflicts.length > 0 ? [chapter("À régler d'abord", list(conflicts))] : []),
		chapter(null, table([["Au plus tard le", "Étape", "Pourquoi ce jour", "Source"], ...rows])),
	]);
}

/** "mardi 31 mars 2026". */
const dayOf = (day: string) => inWordsInParis("weekday", new Date(`${day}T12:00:00Z`));
