import { type ReactNode, useState } from "react";
import { phaseWords } from "../../shared/convention/phase.ts";
import { enumerate } from "../../shared/french.ts";
import type { DescribedConvention } from "../../shared/page/convention.ts";
import type { PartiesPage } from "../../shared/page/parties.ts";
import type { Party } from "../../shared/party/party.ts";
import { delegationOf, nameOf, type Signatory } from "../../shared/party/signatory.ts";
import { refusesSignatories } from "../../shared/party/signing.ts";
import { typeset } from "../../shared/text/typography.ts";
import { ask, send } from "../api.ts";
import { Directed } from "../around/Directed.tsx";
import { useReturn } from "../around/focus.ts";
import { Page } from "../around/Page.tsx";
import { Said } from "../around/Said.tsx";
import { Sure } from "../around/Sure.tsx";
import { Tabs } from "../around/Tabs.tsx";
import type { Chosen } from "../opening/chosen.ts";
import { PartyPicker } from "../opening/PartyPicker.tsx";
import { namesToOffer, SignatoriesForm } from "./SignatoriesForm.tsx";

/** The parties of a convention; the Caf's coordinator adds and removes co-signatories while it is drafted. */
export function Parties({ page: { parties: given } }: { page: PartiesPage }) {
	const { convention, mayChange, me } = given;
	const [parties, setParties] = useState(given.parties);
	const [people, setPeople] = useState(given.people);
	const [said, setSaid] = useState("");
	const [wrong, setWrong] = useState("");
	const base = `/api/conventions/${encodeURIComponent(convention.id)}`;

	const refresh = async () => {
		const { value } = await ask<DescribedConvention>("GET", base);
		if (!value) return;
		setParties(value.parties);
		setPeople(value.people);
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
	const maySay = ({ id }: Party) => {
		const isAbsent = !people.some(({ party }) => party === id);
		return refusesSignatories(me, id, convention.phase, isAbsent) === null;
	};
	return (
		<Page title="Parties de la convention" before={<Tabs id={convention.id} title={convention.title} here="parties" />}>
			<Said text={wrong || said} wrong={wrong !== ""} />
			<section aria-label="Parties">
				<ul className="lines">
					{parties.map((party) => (
						<PartyLine
							key={party.id}
							convention={convention.id}
							party={party}
							names={namesToOffer(party, people)}
							maySay={maySay(party)}
							onSaid={() => tell(undefined, `Les signataires de ${party.shortName} sont enregistrés.`)}
						>
							{mayChange && party.kind !== "caf" && (
								<Sure
									words="Retirer"
									about={party.shortName}
									question="Son paragraphe et ses signataires quittent aussitôt le texte."
									yes="Retirer la partie"
									onYes={() => remove(party)}
								/>
							)}
						</PartyLine>
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
					Étape actuelle&nbsp;: {phaseWords(convention.phase).toLowerCase()}.
				</p>
			)}
		</Page>
	);
}

interface PartyLineProps {
	convention: string;
	party: Party;
	names: string[];
	/** This person says who signs for it. */
	maySay: boolean;
	onSaid: () => Promise<void>;
	children: ReactNode;
}

/** A party with those who sign for it; who may say so changes them where they stand. */
function PartyLine({ convention, party, names, maySay, onSaid, children }: PartyLineProps) {
	const [saying, setSaying] = useState(false);
	const [say, comeBack] = useReturn();
	const leave = () => {
		setSaying(false);
		comeBack();
	};
	return (
		<li>
			<span className="what">
				<strong>
					<bdi>{typeset(party.shortName)}</bdi>
				</strong>
				<span>
					<Directed words={typeset(signatoriesOf(party))} />
				</span>
			</span>
			{saying ? (
				<SignatoriesForm
					convention={convention}
					party={party}
					names={names}
					onCancel={leave}
					onSaved={() => {
						leave();
						void onSaid();
					}}
				/>
			) : (
				<div className="acts">
					{maySay && (
						<button type="button" className="plain" ref={say} onClick={() => setSaying(true)}>
							Modifier qui signe<span className="unseen"> pour {party.shortName}</span>
						</button>
					)}
					{children}
				</div>
			)}
		</li>
	);
}

const signatoriesOf = ({ signatories }: Party) =>
	signatories.length === 0
		? "Personne ne signe encore pour elle"
		: `${signatories.length > 1 ? "Signent" : "Signe"} : ${enumerate(signatories.map(wordsOf))}`;

/** "La Maire, Madame Anne Le Goff", "Le Maire (à nommer)". */
function wordsOf(signatory: Signatory): string {
	const name = nameOf(signatory);
	const words = name === "" ? `${signatory.title} (à nommer)` : `${signatory.title}, ${name}`;
	return [words, delegationOf(signatory)].filter(Boolean).join(", ");
}

const withoutEmpty = (typed: Chosen["typed"]) => (typed?.siret ? typed : { name: typed?.name });
