import { typeset } from "../../shared/text/typography.ts";
import { type ModelCard, usualFirst } from "./first-draft.ts";

/** What a model is for, in a sentence; one that is not named here is told by its title and its size alone. */
const PURPOSES: Record<string, string> = {
	"ctg-2024":
		"Le cadre des actions de la Caf et des collectivités sur un territoire : diagnostic, objectifs partagés, plan d’actions et pilotage.",
	"acte-engagement-ctg":
		"Pour une année : la collectivité s’engage à préparer une convention territoriale globale avec la Caf.",
};

interface ModelsProps {
	models: ModelCard[];
	/** Its id. */
	chosen: string;
	onChoose: (id: string) => void;
}

/** The models to choose from, the usual one first. */
export function Models({ models, chosen, onChoose }: ModelsProps) {
	return (
		<fieldset className="models">
			<legend className="unseen">Modèle</legend>
			{usualFirst(models).map(({ id, title, articles, annexes }) => (
				<label key={id} className="model">
					<input type="radio" name="model" checked={id === chosen} onChange={() => onChoose(id)} />
					<strong>{typeset(title)}</strong>
					<span>{PURPOSES[id]}</span>
					<small>
						{articles} articles, {annexes} annexes
					</small>
				</label>
			))}
		</fieldset>
	);
}
