import type { OpeningModel } from "../../shared/opening.ts";
import { FormField } from "../around/FormField.tsx";
import { titleOf } from "./draft.ts";
import type { StepProps } from "./Step.tsx";

interface Props extends Pick<StepProps, "draft" | "onChange"> {
	model: OpeningModel;
}

/** The convention's title: the one that is proposed until another is typed, and again once that is emptied. */
export function TitleField({ draft, model, onChange }: Props) {
	return (
		<FormField id="opening-title" label="Titre" hint="C’est ainsi que chacun la trouvera dans sa liste.">
			{(attributes) => (
				<input
					{...attributes}
					type="text"
					maxLength={200}
					value={draft.title ?? titleOf(draft, model)}
					onChange={({ target }) => onChange({ title: target.value })}
					onBlur={() => draft.title?.trim() === "" && onChange({ title: null })}
				/>
			)}
		</FormField>
	);
}
