import { useRef, useState } from "react";
import type { Party } from "../../shared/state.ts";
import { typeset } from "../../shared/text/typography.ts";
import { ask, send } from "../api.ts";
import type { PartiesPage } from "../bootstrap.ts";
import type { Chosen } from "./chosen.ts";
import { PartyPicker } from "./PartyPicker.tsx";

/** The parties of a convention; the Caf's coordinator adds and removes co-signatories while it is drafted. */
export function Parties({ page: { parties: given } }: { page: PartiesPage }) {
	const { convention, mayChange } = given;
	const [parties, setParties] = useState(given.parties);
	const [said, setSaid] = useState("");
	const [wrong, setWrong] = useState("");
	const status = useRef<HTMLParagraphElement>(null);
	const base = `/api/conventions/${encodeURIComponent(convention.id)}`;

	const refresh = async () => {
		const { value } = await ask<{ parties: Party[] }>("GET", base);
		if (value) setParties(value.parties);
	};
	const tell = async (problem: string | undefined, done: string) => {
		setWrong(problem ?? "");
		setSaid(problem ? "" : done);
		if (!problem) await refresh();
		status.current?.focus();
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
		<main className="opening" id="main" tabIndex={-1}>
			<p className="up">
				<a href={`/conventions/${convention.id}`}>{typeset(convention.title)}</a>
			</p>
			<h1>Parties de la convention</h1>
			<p className="said" ref={status} tabIndex={-1} role={wrong ? "alert" : "status"}>
				{wrong ? <span className="wrong">{typeset(wrong)}</span> : typeset(said)}
			</p>
			<section>
				<ul className="chosen">
					{parties.map((party) => (
						<li key={party.id}>
							<p>
								<strong>{party.shortName}</strong> <span>{signatoriesOf(party)}</span>
							</p>
							{mayChange && party.kind !== "caf" && (
								<button type="button" className="remove" onClick={() => remove(party)}>
									Retirer<span className="unseen"> {party.shortName}</span>
								</button>
							)}
						</li>
					))}
				</ul>
			</section>
			{mayChange ? (
				<section aria-labelledby="add-party">
					<h2 id="add-party">Ajouter un co-signataire</h2>
					<p className="hint">
						Son paragraphe et ses signataires apparaissent aussitôt dans le texte, pour tous ceux qui l’ont ouvert. Une
						partie qui n’a encore rien écrit peut être retirée.
					</p>
					<PartyPicker taken={new Set()} several={false} onAdd={add} />
				</section>
			) : (
				<p className="hint">
					La personne qui coordonne pour la Caf ajoute ou retire des parties, tant que la convention est en rédaction.
					Étape actuelle : {convention.phase.toLowerCase()}.
				</p>
			)}
		</main>
	);
}

const signatoriesOf = ({ signatories }: Party) =>
	signatories.length === 0
		? "Personne ne signe encore pour elle"
		: `Signe : ${signatories.map(({ title }) => title).join(", ")}`;

const withoutEmpty = (typed: Chosen["typed"]) => (typed?.siret ? typed : { name: typed?.name });
