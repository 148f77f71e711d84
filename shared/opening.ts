import { landmarksOf } from "./convention/landmarks.ts";
import type { State } from "./convention/state.ts";
import type { FieldProblem } from "./failure.ts";
import type { Field, Model } from "./model/model.ts";
import { MAX_PARTIES, type PartyKind, sideOf } from "./party/party.ts";
import { isSiret, siretDigits } from "./party/siret.ts";
import { checkField } from "./text/check.ts";
import { isBlank } from "./text/value.ts";

/** What a person of a Caf says of the convention that they open. All but the model may come later. */
export interface OpeningDraft {
	title?: string | undefined;
	territory?: string | undefined;
	/** First and last year. */
	starts?: number | undefined;
	ends?: number | undefined;
	/** The day by which the plan d'actions is due: `2027-03-31`. */
	plan?: string | undefined;
	/** Ids of organisations. */
	parties?: string[] | undefined;
	/** Bodies that are not in the directory. */
	newParties?: NewParty[] | undefined;
}

export interface NewParty {
	kind: PartyKind;
	/** As typed: "Lys-lez-Lannoy" is enough for a commune. */
	name: string;
	/** As typed; may be left out. */
	siret?: string | undefined;
}

/** The part of a model that opening one needs. */
export type OpeningModel = Pick<Model, "shortTitle" | "fields">;

/** Everything that is wrong with what was said; what was not said yet is fine. */
export function problemsIn(draft: OpeningDraft, model: OpeningModel): FieldProblem[] {
	return [...yearProblems(draft, model), ...partyProblems(draft)];
}

/** What a convention cannot begin without, and nobody said. */
export function missingIn(draft: OpeningDraft, model: OpeningModel, kinds: PartyKind[]): FieldProblem[] {
	const { territory, start } = landmarksOf(model);
	const missing: FieldProblem[] = [];
	if (territory && isBlank(draft.territory ?? ""))
		missing.push({ field: "territory", message: "Indiquez le territoire, par exemple le nom de la commune." });
	if (start && draft.starts === undefined)
		missing.push({ field: "starts", message: "Indiquez l'année de début en quatre chiffres, comme 2027." });
	if (!kinds.some((kind) => sideOf(kind) === "commune"))
		missing.push({
			field: "parties",
			message: "Ajoutez au moins une commune ou une intercommunalité : une convention lie une Caf et une collectivité.",
		});
	return missing;
}

/** The fields of the text that are known from the start. */
export function firstFields(draft: OpeningDraft, model: OpeningModel, caf: { shortName: string }): State["fields"] {
	const { territory, start, end, plan } = landmarksOf(model);
	const cafName = model.fields.find(({ key }) => key === "caf.nom") ?? null;
	const said: [Field | null, string | undefined][] = [
		[territory, draft.territory?.trim()],
		[start, draft.starts === undefined ? undefined : `${draft.starts}-01-01`],
		[end, (draft.ends ?? onlyEnd(draft, end))?.toString()],
		[plan, draft.plan],
		[cafName, caf.shortName],
	];
	return Object.fromEntries(said.flatMap(([field, value]) => (field && value ? [[field.key, value]] : [])));
}

/** "CTG 2027-2031 · Lys-lez-Lannoy": what people would call it. */
export function proposedTitle({ territory, starts, ends }: OpeningDraft, model: OpeningModel): string {
	const last = ends ?? onlyEnd({ starts }, landmarksOf(model).end);
	const years = last === undefined || last === starts ? starts : `${starts}-${last}`;
	const name = [model.shortTitle, years].filter(Boolean).join(" ");
	return [name, territory?.trim()].filter(Boolean).join(" · ");
}

/** The last years that a convention from this model may have; more than one only where there is a choice. */
export function endsFor(starts: number, model: OpeningModel): number[] {
	const rule = landmarksOf(model).end?.rule;
	if (!rule) return [];
	return Array.from({ length: rule.max - rule.min + 1 }, (_, at) => starts + rule.min + at);
}

/** The last year, where the model leaves no choice: an acte d'engagement lasts one (R27). */
function onlyEnd({ starts }: Pick<OpeningDraft, "starts">, end: Field | null): number | undefined {
	if (starts === undefined || !end?.rule || end.rule.min !== end.rule.max) return undefined;
	return starts + end.rule.max;
}

/** Nobody opens one for another age; such a year is a slip of the hand. */
const [FIRST_YEAR, LAST_YEAR] = [2000, 2100];

function yearProblems(draft: OpeningDraft, model: OpeningModel): FieldProblem[] {
	const { start, end, plan } = landmarksOf(model);
	const values = firstFields(draft, model, { shortName: "" });
	const problems: FieldProblem[] = [];
	const check = (name: "ends" | "plan", field: Field | null) => {
		const message = field && checkField(field, values[field.key] ?? "", values);
		if (message) problems.push({ field: name, message });
	};
	if (start && draft.starts !== undefined && (draft.starts < FIRST_YEAR || draft.starts > LAST_YEAR)) {
		return [{ field: "starts", message: "Indiquez l'année de début en quatre chiffres, comme 2027." }];
	}
	check("ends", end);
	check("plan", plan);
	return problems;
}

function partyProblems({ parties = [], newParties = [] }: OpeningDraft): FieldProblem[] {
	const problems: FieldProblem[] = [];
	if (parties.length + newParties.length > MAX_PARTIES) {
		problems.push({
			field: "parties",
			message: `Une convention a ${MAX_PARTIES} parties au plus, en dehors de la Caf. Retirez-en.`,
		});
	}
	for (const [at, { name, siret = "" }] of newParties.entries()) {
		if (isBlank(name)) problems.push({ field: `newParties.${at}.name`, message: "Indiquez le nom de cet organisme." });
		if (!isBlank(siret) && !isSiret(siretDigits(siret)))
			problems.push({
				field: `newParties.${at}.siret`,
				message: "Ce SIRET n'est pas juste : il a 14 chiffres. Recopiez-le, ou laissez-le vide.",
			});
	}
	return problems;
}
