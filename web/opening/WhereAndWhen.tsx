import { landmarksOf } from "../../shared/convention/landmarks.ts";
import { endsFor, type OpeningModel } from "../../shared/opening.ts";
import { FormField } from "../around/FormField.tsx";
import type { StepProps } from "./Step.tsx";

type Props = StepProps & { model: OpeningModel };

/** The territory, and from when to when. */
export function WhereAndWhen(props: Props) {
	const { draft, problemOf, onChange } = props;
	return (
		<>
			<FormField
				id="opening-territory"
				label="Territoire"
				hint="La commune, l’intercommunalité ou le secteur concerné."
				problem={problemOf("territory")}
			>
				{(attributes) => (
					<input
						{...attributes}
						type="text"
						maxLength={200}
						value={draft.territory}
						onChange={({ target }) => onChange({ territory: target.value })}
					/>
				)}
			</FormField>
			<Years {...props} />
		</>
	);
}

/** From when to when, and until when the plan d'actions: only what the model asks, and only years that it allows (R8, R10). */
function Years({ draft, model, problemOf, onChange }: Props) {
	const { start, end, plan } = landmarksOf(model);
	if (!start) return null;
	const isYear = /^\d{4}$/.test(draft.starts.trim());
	const ends = isYear ? endsFor(Number(draft.starts), model) : [];
	const last = ends.at(-1);
	return (
		<div className="years">
			<FormField id="opening-starts" label="Première année" problem={problemOf("starts")}>
				{(attributes) => (
					<input
						{...attributes}
						type="text"
						inputMode="numeric"
						maxLength={4}
						value={draft.starts}
						onChange={({ target }) => onChange({ starts: target.value, ends: "" })}
					/>
				)}
			</FormField>
			{end && ends.length > 1 && (
				<FormField id="opening-ends" label="Dernière année" problem={problemOf("ends")}>
					{(attributes) => (
						<select
							{...attributes}
							value={draft.ends || last}
							onChange={({ target }) => onChange({ ends: target.value })}
						>
							{ends.map((year) => (
								<option key={year} value={year}>
									{year}
								</option>
							))}
						</select>
					)}
				</FormField>
			)}
			{plan && isYear && (
				<FormField id="opening-plan" label="Plan d’actions attendu le (facultatif)" problem={problemOf("plan")}>
					{(attributes) => (
						<input
							{...attributes}
							type="date"
							min={`${Number(draft.starts) + (plan.rule?.min ?? 0)}-01-01`}
							max={`${Number(draft.starts) + (plan.rule?.max ?? 0)}-12-31`}
							value={draft.plan}
							onChange={({ target }) => onChange({ plan: target.value })}
						/>
					)}
				</FormField>
			)}
			{last !== undefined && (
				<p className="hint term">
					Du 1er janvier {draft.starts} au 31 décembre {draft.ends || last}.
				</p>
			)}
		</div>
	);
}
