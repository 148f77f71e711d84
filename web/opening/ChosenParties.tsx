import { FormField } from "../around/FormField.tsx";
import { type Chosen, chosenFrom, wordsFor } from "./chosen.ts";
import type { StepProps } from "./Step.tsx";

interface Props extends StepProps {
	/** The short name of the Caf that opens the convention. */
	caf: string;
}

/** The parties that were chosen, the Caf first; each with the address of the person who will coordinate for it. */
export function ChosenParties({ draft, caf, problemOf, onChange }: Props) {
	const { parties, addresses } = draft;
	const replace = (key: string, by: Chosen[]) =>
		onChange({ parties: parties.flatMap((each) => (each.key === key ? by : [each])) });
	return (
		<>
			<p className="count" role="status">
				{parties.length === 0
					? "Aucune autre partie pour le moment."
					: `${parties.length + 1} parties, la Caf comprise.`}
			</p>
			{parties.length > 0 && (
				<p className="hint">
					À chaque adresse part une invitation&nbsp;: cette personne choisira ensuite qui participe pour son organisme.
					Vous pourrez aussi inviter plus tard.
				</p>
			)}
			<ul className="lines chosen" aria-label="Parties de la convention">
				<li>
					<span className="what">
						<strong>{caf}</strong>
						<span>Caf, ouvre la convention</span>
					</span>
				</li>
				{parties.map((party) => (
					<li key={party.key}>
						<span className="what">
							<strong>
								<bdi>{party.shortName}</bdi>
							</strong>
							<span>{wordsFor(party)}</span>
						</span>
						{party.candidates.length > 0 ? (
							<Which party={party} onChoose={(which) => replace(party.key, [which])} />
						) : (
							<FormField
								id={`opening-address-${party.key.replaceAll(" ", "-")}`}
								label={`Adresse de qui coordonnera pour ${party.shortName}, facultatif`}
								quiet
								problem={problemOf(`addresses.${party.key}`)}
							>
								{(attributes) => (
									<input
										{...attributes}
										type="email"
										autoComplete="off"
										placeholder="Adresse de qui coordonnera"
										value={addresses[party.key] ?? ""}
										onChange={({ target }) => onChange({ addresses: { ...addresses, [party.key]: target.value } })}
									/>
								)}
							</FormField>
						)}
						<button type="button" className="plain" onClick={() => replace(party.key, [])}>
							Retirer<span className="unseen"> {party.shortName}</span>
						</button>
					</li>
				))}
			</ul>
		</>
	);
}

function Which({ party, onChoose }: { party: Chosen; onChoose: (which: Chosen) => void }) {
	return (
		<FormField label={`Lequel est « ${party.shortName} » ?`}>
			{(attributes) => (
				<select
					{...attributes}
					value=""
					onChange={({ target }) => {
						const which = party.candidates.find(({ id }) => id === target.value);
						if (which) onChoose(chosenFrom(which));
					}}
				>
					<option value="">Choisir</option>
					{party.candidates.map(({ id, shortName, siret }) => (
						<option key={id} value={id}>
							{[shortName, siret].filter(Boolean).join(", ")}
						</option>
					))}
				</select>
			)}
		</FormField>
	);
}
