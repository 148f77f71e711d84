import type { OpeningPage } from "../../shared/page/opening.ts";
import { typeset } from "../../shared/text/typography.ts";
import { FormField } from "../around/FormField.tsx";
import { ChosenParties } from "./ChosenParties.tsx";
import { withAdded } from "./chosen.ts";
import { PartyPicker } from "./PartyPicker.tsx";
import type { StepProps } from "./Step.tsx";

type Caf = OpeningPage["opening"]["cafs"][number];

interface Props extends StepProps {
	cafs: Caf[];
	/** The one that opens the convention. */
	caf: Caf | undefined;
}

/** Which Caf, where this person is of several, and the other parties. */
export function WithWhom({ cafs, caf, draft, problemOf, onChange }: Props) {
	const problem = problemOf("parties");
	return (
		<>
			{cafs.length > 1 && (
				<FormField label="Votre Caf">
					{(attributes) => (
						<select
							{...attributes}
							value={caf?.id}
							onChange={({ target }) => onChange({ caf: target.value, roles: {} })}
						>
							{cafs.map(({ id, shortName }) => (
								<option key={id} value={id}>
									{shortName}
								</option>
							))}
						</select>
					)}
				</FormField>
			)}
			<div id="opening-parties" tabIndex={-1} data-wrong={problem !== "" || undefined}>
				{problem && <p className="wrong">{typeset(problem)}</p>}
				<PartyPicker
					taken={new Set([draft.caf, ...draft.parties.flatMap(({ id }) => id ?? [])])}
					onAdd={(added) => onChange({ parties: withAdded(draft.parties, added) })}
				/>
				<ChosenParties draft={draft} caf={caf?.shortName ?? ""} problemOf={problemOf} onChange={onChange} />
			</div>
		</>
	);
}
