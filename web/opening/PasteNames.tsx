import { useState } from "react";
import type { NamedOrganisations } from "../../shared/page/organisation.ts";
import { ask } from "../api.ts";
import { FormField } from "../around/FormField.tsx";
import { Press } from "../around/Press.tsx";
import { type Chosen, pasted, type Way } from "./chosen.ts";

/** Adds each organisation of a pasted list of names. */
export function PasteNames({ onAdd, onCancel }: Way) {
	const [text, setText] = useState("");
	const [problem, setProblem] = useState("");
	const names = [...new Set(text.split(/[\n;]/).map((line) => line.trim()))].filter(Boolean);
	const read = async () => {
		if (names.length === 0) return setProblem("Collez au moins un nom.");
		const { value, problem } = await ask<NamedOrganisations>("POST", "/api/organisations/named", { names });
		if (problem) return setProblem(problem.message);
		const added = names.map((name, at) => pasted(name, value.organisations[at] ?? []));
		onAdd(added, pastedWords(added));
	};
	return (
		<div className="inset">
			<FormField
				label="Noms des organismes, un par ligne"
				hint="Les communes absentes de Copacte y entreront."
				problem={problem}
			>
				{(attributes) => (
					<textarea {...attributes} rows={8} value={text} onChange={({ target }) => setText(target.value)} />
				)}
			</FormField>
			<p className="acts">
				<Press className="primary" onPress={read}>
					{names.length > 1 ? `Ajouter ces ${names.length} noms` : "Ajouter"}
				</Press>
				<button type="button" className="plain" onClick={onCancel}>
					Annuler
				</button>
			</p>
		</div>
	);
}

function pastedWords(added: Chosen[]): string {
	const unclear = added.filter(({ candidates }) => candidates.length > 0).length;
	const fresh = added.filter(({ id, candidates }) => id === null && candidates.length === 0).length;
	const parts = [`${added.length} ${added.length > 1 ? "noms ajoutés" : "nom ajouté"}`];
	if (fresh > 0) parts.push(`${fresh} à inscrire dans Copacte`);
	if (unclear > 0) parts.push(`${unclear} à préciser`);
	return `${parts.join(", ")}.`;
}
