import { type FormEvent, useRef, useState } from "react";
import type { FieldProblem } from "../../shared/failure.ts";
import type { Opened, OpeningPage } from "../../shared/page/opening.ts";
import { ask } from "../api.ts";
import { Page } from "../around/Page.tsx";
import { LEAVING, Submit, useWaiting } from "../around/Press.tsx";
import { Colleagues } from "./Colleagues.tsx";
import { type Draft, problemsOf, requestOf } from "./draft.ts";
import { firstDraft, type ModelCard } from "./first-draft.ts";
import { type Coordinator, coordinatorsOf, Invited } from "./Invited.tsx";
import { Models } from "./Models.tsx";
import { Problems } from "./Problems.tsx";
import { Step } from "./Step.tsx";
import { TitleField } from "./TitleField.tsx";
import { WhereAndWhen } from "./WhereAndWhen.tsx";
import { WithWhom } from "./WithWhom.tsx";

/** A person of a Caf opens a convention: the model, where and when, with whom. What was typed stays until it is open. */
export function Opening({ page: { opening } }: { page: OpeningPage }) {
	const [draft, setDraft] = useState<Draft>(() => firstDraft(opening));
	const [shown, setShown] = useState<FieldProblem[]>([]);
	const [waiting, run] = useWaiting();
	const [opened, setOpened] = useState<{ id: string; coordinators: Coordinator[] } | null>(null);
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
	const step = { draft, problemOf, onChange: change };

	const tell = (found: FieldProblem[]) => {
		setShown(found);
		requestAnimationFrame(() => alert.current?.focus());
	};
	const open = async () => {
		const { value, problem } = await ask<Opened>("POST", "/api/conventions", requestOf(draft, model));
		if (problem) return tell([{ field: "", message: problem.message }]);
		const coordinators = coordinatorsOf(draft, value);
		if (coordinators.length > 0) return setOpened({ id: value.id, coordinators });
		location.assign(`/conventions/${value.id}`);
		return LEAVING;
	};
	const submit = (event: FormEvent) => {
		event.preventDefault();
		const found = problemsOf(draft, model);
		if (found.length > 0) tell(found);
		else void run(open);
	};

	if (opened) return <Invited {...opened} />;
	return (
		<Page title="Ouvrir une convention">
			<form className="opening" onSubmit={submit} noValidate>
				{problems.length > 0 && <Problems problems={problems} reference={alert} />}
				<Step number={1} title="Le modèle">
					<Models models={opening.models} chosen={model.id} onChoose={(id) => change({ model: id })} />
				</Step>
				<Step number={2} title="Où et quand">
					<WhereAndWhen {...step} model={model} />
				</Step>
				<Step number={3} title="Avec qui">
					<WithWhom {...step} cafs={opening.cafs} caf={caf} />
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
					<TitleField {...step} model={model} />
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
