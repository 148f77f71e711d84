import { useState } from "react";
import type { DescribedConvention } from "../../shared/page/convention.ts";
import type { PartiesPage } from "../../shared/page/parties.ts";
import type { Party } from "../../shared/party/party.ts";
import { ask, send } from "../api.ts";
import { Page } from "../around/Page.tsx";
import { Said } from "../around/Said.tsx";
import { Sure } from "../around/Sure.tsx";
import { Tabs } from "../around/Tabs.tsx";
import type { Chosen } from "../opening/chosen.ts";
import { PartyPicker } from "../opening/PartyPicker.tsx";

/** The parties of a convention; the Caf's coordinator adds and removes co-signatories while it is drafted. */
export function Parties({ page: { parties: given } }: { page: PartiesPage }) {
	const { convention, mayChange } = given;
	const [parties, setParties] = useState(given.parties);
	const [said, setSaid] = useState("");
	const [wrong, setWrong] = useState("");
	const base = `/api/conventions/${encodeURIComponent(convention.id)}`;

	const refresh = async () => {
		const { value } = await ask<DescribedConvention>("GET", base);
		if (value) setParties(value.parties);
	};
	const tell = async (problem: string | undefined, done: string) => {
		setWrong(problem ?? "");
		setSaid(problem ? "" : done);
		if (!problem) await refresh();
	};
	const add = async ([chosen]: Chosen[]) => {
		if (!chosen) return;
		const body =
			chosen.id === null ? { kind: chosen.kind, ...withoutEmpty(chosen.typed) } : { organisation: chosen.id };
		const { problem } = await ask("POST", `${base}/parties`, body);
		await tell(problem?.message, `${chosen.shortName} est une partie de la convention.`);
	};
	const remove = async ({ id, shortName }: Party) => {
		const problem = await send("DELETE", `${base}/parties/${encodeURIComponent(id)}`);
		await tell(problem?.message, `${shortName} n’est plus une partie de la convention.`);
	};
	return (
		<Page title="Parties de la convention" before={<Tabs id={convention.id} title={convention.title} here="parties" />}>
			<Said text={wrong || said} wrong={wrong !== ""} />
			<section aria-label="Parties">
				<ul className="lines">
					{parties.map((party) => (
						<li key={party.id}>
							<span className="what">
								<strong>{party.shortName}</strong>
								<span>{signatoriesOf(party)}</span>
							</span>
							{mayChange && party.kind !== "caf" && (
								<div className="acts">
									<Sure
										words="Retirer"
										about={party.shortName}
										question="Son paragraphe et ses signataires quittent aussitôt le texte."
										yes="Retirer la partie"
										onYes={() => remove(party)}
									/>
								</div>
							)}
						</li>
					))}
				</ul>
			</section>
			{mayChange ? (
				<section aria-labelledby="add-party">
					<h2 id="add-party">Ajouter un co-signataire</h2>
					<p>
						Son paragraphe et ses signataires apparaissent aussitôt dans le texte. Une partie qui n’a encore rien écrit
						peut être retirée.
					</p>
					<PartyPicker taken={new Set()} several={false} onAdd={add} />
				</section>
			) : (
				<p className="hint">
					La personne qui coordonne pour la Caf ajoute ou retire des parties, tant que la convention est en rédaction.
					Étape actuelle&nbsp;: {convention.phase.toLowerCase()}.
				</p>
			)}
		</Page>
	);
}

const signatoriesOf = ({ signatories }: Party) =>
	signatories.length === 0
		? "Personne ne signe encore pour elle"
		: `Signe : ${signatories.map(({ title }) => title).join(", ")}`;

const withoutEmpty = (typed: Chosen["typed"]) => (typed?.siret ? typed : { name: typed?.name });
