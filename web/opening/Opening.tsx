import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { endsFor, type OpeningProblem } from "../../shared/opening.ts";
import { typeset } from "../../shared/text/typography.ts";
import { ask } from "../api.ts";
import { Field } from "../around/Field.tsx";
import { Page } from "../around/Page.tsx";
import { LEAVING, Submit, useWaiting } from "../around/Press.tsx";
import type { OpeningPage } from "../bootstrap.ts";
import { ChosenParties } from "./ChosenParties.tsx";
import { Colleagues } from "./Colleagues.tsx";
import { withAdded } from "./chosen.ts";
import { type Draft, problemsOf, requestOf, titleOf } from "./draft.ts";
import { type Invitation, Invitations } from "./Invited.tsx";
import { PartyPicker } from "./PartyPicker.tsx";
import { Years } from "./Years.tsx";

type ModelCard = OpeningPage["opening"]["models"][number];

/** What a model is for, in a sentence; one that is not named here is told by its title and its size alone. */
const PURPOSES: Record<string, string> = {
	"ctg-2024":
		"Le cadre des actions de la Caf et des collectivités sur un territoire : diagnostic, objectifs partagés, plan d’actions et pilotage.",
	"acte-engagement-ctg":
		"Pour une année : la collectivité s’engage à préparer une convention territoriale globale avec la Caf.",
};

/** A person of a Caf opens a convention: the model, where and when, with whom. What was typed stays until it is open. */
export function Opening({ page: { opening } }: { page: OpeningPage }) {
	const [draft, setDraft] = useState<Draft>(() => firstDraft(opening));
	const [shown, setShown] = useState<OpeningProblem[]>([]);
	const [waiting, run] = useWaiting();
	const [opened, setOpened] = useState<{ id: string; invitations: Invitation[] } | null>(null);
	const alert = useRef<HTMLDivElement>(null);
	const model = opening.models.find(({ id }) => id === draft.model) ?? (opening.models[0] as ModelCard);
	const caf = opening.cafs.find(({ id }) => id === draft.caf) ?? opening.cafs[0];
	const change = (more: Partial<Draft>) => setDraft((current) => ({ ...current, ...more }));
	// What was put right is no longer said to be wrong; nothing new is, before the next try.
	const still = shown.length === 0 ? [] : problemsOf(draft, model);
	const problems = shown.filter(
		({ field, message }) => field === "" || still.some((each) => each.field === field && each.message === message),
	);
	const problemOf = (field: string) => problems.find((each) => each.field === field)?.message ?? "";

	const tell = (found: OpeningProblem[]) => {
		setShown(found);
		requestAnimationFrame(() => alert.current?.focus());
	};
	const open = async () => {
		const { value, problem } = await ask<Opened>("POST", "/api/conventions", requestOf(draft, model));
		if (problem) return tell([{ field: "", message: problem.message }]);
		const invitations = invitationsOf(draft, value);
		if (invitations.length > 0) return setOpened({ id: value.id, invitations });
		location.assign(`/conventions/${value.id}`);
		return LEAVING;
	};
	const submit = (event: FormEvent) => {
		event.preventDefault();
		const found = problemsOf(draft, model);
		if (found.length > 0) tell(found);
		else void run(open);
	};

	if (opened) return <Invitations {...opened} />;
	return (
		<Page title="Ouvrir une convention">
			<form className="opening" onSubmit={submit} noValidate>
				{problems.length > 0 && <Alert problems={problems} reference={alert} />}
				<Step number={1} title="Le modèle">
					<Models models={usualFirst(opening.models)} chosen={model.id} onChoose={(id) => change({ model: id })} />
				</Step>
				<Step number={2} title="Où et quand">
					<Field
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
								onChange={({ target }) => change({ territory: target.value })}
							/>
						)}
					</Field>
					<Years draft={draft} model={model} problemOf={problemOf} onChange={change} />
				</Step>
				<Step number={3} title="Avec qui">
					{opening.cafs.length > 1 && (
						<Field label="Votre Caf">
							{(attributes) => (
								<select
									{...attributes}
									value={caf?.id}
									onChange={({ target }) => change({ caf: target.value, roles: {} })}
								>
									{opening.cafs.map(({ id, shortName }) => (
										<option key={id} value={id}>
											{shortName}
										</option>
									))}
								</select>
							)}
						</Field>
					)}
					<div id="opening-parties" tabIndex={-1} data-wrong={problemOf("parties") !== "" || undefined}>
						{problemOf("parties") && <p className="wrong">{typeset(problemOf("parties"))}</p>}
						<PartyPicker
							taken={new Set([draft.caf, ...draft.parties.flatMap(({ id }) => id ?? [])])}
							onAdd={(added) => change({ parties: withAdded(draft.parties, added) })}
						/>
						<ChosenParties draft={draft} caf={caf?.shortName ?? ""} problemOf={problemOf} onChange={change} />
					</div>
				</Step>
				{caf && (
					<Step number={4} title="À la Caf">
						<Colleagues
							me={opening.me}
							colleagues={caf.colleagues}
							roles={draft.roles}
							onChange={(roles) => change({ roles })}
						/>
					</Step>
				)}
				<Step number={caf ? 5 : 4} title="Le titre">
					<Field id="opening-title" label="Titre" hint="C’est ainsi que chacun la trouvera dans sa liste.">
						{(attributes) => (
							<input
								{...attributes}
								type="text"
								maxLength={200}
								value={draft.title ?? titleOf(draft, model)}
								onChange={({ target }) => change({ title: target.value })}
								onBlur={() => draft.title?.trim() === "" && change({ title: null })}
							/>
						)}
					</Field>
				</Step>
				<p className="acts">
					<Submit waiting={waiting}>Ouvrir la convention</Submit>
					<a className="plain" href="/">
						Annuler
					</a>
				</p>
			</form>
		</Page>
	);
}

interface Opened {
	id: string;
	parties: { id: string; organisation: string }[];
	newParties: string[];
}

function firstDraft({ models, cafs }: OpeningPage["opening"]): Draft {
	return {
		model: usualFirst(models)[0]?.id ?? "",
		caf: cafs[0]?.id ?? "",
		territory: "",
		starts: String(new Date().getFullYear() + 1),
		ends: "",
		plan: "",
		parties: [],
		roles: {},
		addresses: {},
		title: null,
	};
}

/** Most conventions are opened from the model that lasts longest. */
const usualFirst = (models: ModelCard[]) =>
	models.toSorted((one, other) => endsFor(0, other).length - endsFor(0, one).length);

/** Whom to invite for which party. */
function invitationsOf({ parties, addresses }: Draft, { parties: seats, newParties }: Opened): Invitation[] {
	const fresh = parties.filter(({ id }) => id === null);
	return parties.flatMap((party) => {
		const organisation = party.id ?? newParties[fresh.indexOf(party)];
		const seat = seats.find((each) => each.organisation === organisation);
		const email = addresses[party.key]?.trim();
		return email && seat ? [{ party: seat.id, name: party.shortName, email }] : [];
	});
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
	return (
		<section aria-labelledby={`step-${number}`}>
			<h2 id={`step-${number}`}>
				<span className="number" aria-hidden="true">
					{number}
				</span>
				{title}
			</h2>
			{children}
		</section>
	);
}

function Models({ models, chosen, onChoose }: { models: ModelCard[]; chosen: string; onChoose: (id: string) => void }) {
	return (
		<fieldset className="models">
			<legend className="unseen">Modèle</legend>
			{models.map(({ id, title, articles, annexes }) => (
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

/** Everything that is wrong, each leading to its place. */
function Alert({
	problems,
	reference,
}: {
	problems: OpeningProblem[];
	reference: React.RefObject<HTMLDivElement | null>;
}) {
	return (
		<div className="alert" role="alert" tabIndex={-1} ref={reference}>
			<p>{problems.length === 1 ? "Une chose est à revoir :" : `${problems.length} choses sont à revoir :`}</p>
			<ul>
				{problems.map(({ field, message }) => (
					<li key={field + message}>
						{field === "" ? typeset(message) : <a href={`#${placeOf(field)}`}>{typeset(message)}</a>}
					</li>
				))}
			</ul>
		</div>
	);
}

/** The id of what a problem speaks of. */
const placeOf = (field: string) =>
	field.startsWith("newParties")
		? "opening-parties"
		: `opening-${field.replace("addresses.", "address ").replaceAll(" ", "-")}`;
