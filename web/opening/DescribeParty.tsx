import { type FormEvent, useState } from "react";
import { KIND_WORDS } from "../../shared/party/organisation.ts";
import type { PartyKind } from "../../shared/party/party.ts";
import { isSiret, siretDigits } from "../../shared/party/siret.ts";
import { Choice, FormField } from "../around/FormField.tsx";
import { described, type Way } from "./chosen.ts";

const KINDS = Object.entries(KIND_WORDS) as [PartyKind, string][];

/** Adds an organisation that is not in Copacte yet; `name` is what was searched. */
export function DescribeParty({ name: typed, onAdd, onCancel }: Way & { name: string }) {
	const [kind, setKind] = useState<PartyKind>("commune");
	const [name, setName] = useState(/^[\d\s]+$/.test(typed) ? "" : typed);
	const [siret, setSiret] = useState("");
	const [shown, setShown] = useState(false);
	const problems = {
		name: name.trim() === "" ? "Indiquez le nom de cet organisme." : "",
		siret:
			siret.trim() !== "" && !isSiret(siretDigits(siret))
				? "Ce SIRET n'est pas juste : il a 14 chiffres. Recopiez-le, ou laissez-le vide."
				: "",
	};
	const add = (event?: FormEvent) => {
		event?.preventDefault();
		setShown(true);
		if (problems.name || problems.siret) return;
		const added = described(kind, name, siret.trim());
		onAdd([added], `${added.shortName} : ajouté.`);
	};
	return (
		<div className="inset">
			<Choice label="Ce que c’est" value={kind} choices={KINDS} onChange={setKind} />
			<FormField label="Nom" hint="Pour une commune, son nom suffit." problem={shown ? problems.name : ""}>
				{(attributes) => (
					<input {...attributes} type="text" value={name} onChange={({ target }) => setName(target.value)} />
				)}
			</FormField>
			<FormField label="SIRET (facultatif)" problem={shown ? problems.siret : ""}>
				{(attributes) => (
					<input
						{...attributes}
						type="text"
						inputMode="numeric"
						value={siret}
						onChange={({ target }) => setSiret(target.value)}
					/>
				)}
			</FormField>
			<p className="acts">
				<button type="button" className="primary" onClick={() => add()}>
					Ajouter
				</button>
				<button type="button" className="plain" onClick={onCancel}>
					Annuler
				</button>
			</p>
		</div>
	);
}
