import { type FormEvent, useState } from "react";
import type { OrganisationPeople } from "../../shared/page/organisation.ts";
import { departmentOf } from "../../shared/party/departments.ts";
import { ask, type Problem } from "../api.ts";
import { Avatar } from "../around/Avatar.tsx";
import { Directed } from "../around/Directed.tsx";
import { TextField } from "../around/FormField.tsx";
import { useArrival, useReturn } from "../around/focus.ts";
import { Page } from "../around/Page.tsx";
import { LEAVING, Submit, useWaiting } from "../around/Press.tsx";
import { Said } from "../around/Said.tsx";
import { Sure } from "../around/Sure.tsx";
import { problemIn, Trouble } from "../around/Trouble.tsx";
import { Invitations } from "../invitations/Invitations.tsx";
import { OrganisationLogo } from "./OrganisationLogo.tsx";

type Someone = OrganisationPeople["people"][number];

/** An organisation: who is there, under which title, and who was invited. */
export function Organisation({ id, first }: { id: string; first: OrganisationPeople }) {
	const [seen, setSeen] = useState(first);
	const [done, setDone] = useState("");
	const { organisation, people, invitations, manages, me } = seen;
	const path = `/api/organisations/${encodeURIComponent(id)}`;
	const follow = async (done: string) => {
		const { value } = await ask<OrganisationPeople>("GET", path);
		if (value) setSeen(value);
		setDone(done);
	};
	const department = departmentOf(organisation.department ?? "");
	const facts = [organisation.siret && `SIRET ${grouped(organisation.siret)}`, department?.name].filter(Boolean);
	return (
		<Page title={organisation.shortName} about={facts.join(" · ")}>
			<Said text={done} />
			<section aria-labelledby="people">
				<h2 id="people">Personnes</h2>
				<ul className="lines">
					{people.map((someone) => (
						<Line key={someone.person} {...{ someone, path, manages, me, kind: organisation.kind, onChange: follow }} />
					))}
				</ul>
				{manages && <Invitations invitations={invitations} onChange={follow} />}
			</section>
			{manages && <Invite path={path} onSent={(email) => follow(`Invitation envoyée à ${email}.`)} />}
			<OrganisationLogo
				path={path}
				name={organisation.shortName}
				hash={organisation.logo}
				mayChange={manages}
				onChange={follow}
			/>
		</Page>
	);
}

interface LineProps {
	someone: Someone;
	path: string;
	manages: boolean;
	me: string;
	kind: OrganisationPeople["organisation"]["kind"];
	onChange: (done: string) => Promise<void>;
}

function Line({ someone, path, manages, me, kind, onChange }: LineProps) {
	const [editing, setEditing] = useState(false);
	const [edit, comeBack] = useReturn();
	const [problem, setProblem] = useState<Problem | null>(null);
	const { person, name, title } = someone;
	const mine = person === me;
	const here = `${path}/people/${encodeURIComponent(person)}`;
	const remove = async () => {
		const { problem } = await ask("DELETE", here);
		setProblem(problem);
		if (problem) return null;
		if (!mine) return onChange(`${name} n’est plus dans l’organisme.`);
		location.assign("/");
		return LEAVING;
	};
	const finish = (done: string) => {
		setEditing(false);
		comeBack();
		if (done) void onChange(done);
	};
	return (
		<li>
			<Avatar person={person} name={name} kind={kind} />
			<span className="what">
				<strong>
					<bdi>{name || someone.email}</bdi>
					{mine && " (vous)"}
				</strong>
				<span>
					<Directed words={[title, someone.manages && "gère l’organisme"].filter(Boolean).join(" · ")} />
				</span>
			</span>
			<div className="acts">
				{manages && !editing && (
					<button type="button" className="plain" ref={edit} onClick={() => setEditing(true)}>
						Modifier<span className="unseen"> {name}</span>
					</button>
				)}
				{(manages || mine) && (
					<Sure
						words={mine ? "Quitter" : "Retirer"}
						about={mine ? "l’organisme" : name}
						question={`${mine ? "Vous perdrez" : `${name} perdra`} aussitôt l’accès aux conventions de l’organisme.`}
						yes={mine ? "Quitter l’organisme" : "Retirer de l’organisme"}
						onYes={remove}
					/>
				)}
			</div>
			<Trouble problem={problem} />
			{editing && <Edit someone={someone} path={here} onDone={finish} />}
		</li>
	);
}

function Edit({ someone, path, onDone }: { someone: Someone; path: string; onDone: (done: string) => void }) {
	const [title, setTitle] = useState(someone.title);
	const [manages, setManages] = useState(someone.manages);
	const [problem, setProblem] = useState<Problem | null>(null);
	const form = useArrival<HTMLFormElement>();
	const [waiting, run] = useWaiting();
	const save = async () => {
		const { problem } = await ask("PATCH", path, { title, manages });
		setProblem(problem);
		if (!problem) onDone(`${someone.name} : modifications enregistrées.`);
	};
	const submit = (event: FormEvent) => {
		event.preventDefault();
		void run(save);
	};
	return (
		<form
			className="inset"
			noValidate
			onSubmit={submit}
			ref={form}
			tabIndex={-1}
			aria-label={`Modifier ${someone.name}`}
		>
			<TextField label="Fonction" value={title} onChange={setTitle} />
			<label className="tick">
				<input type="checkbox" checked={manages} onChange={({ target }) => setManages(target.checked)} />
				<span>Gère l’organisme&nbsp;: invite des collègues, change les fonctions</span>
			</label>
			<Trouble problem={problem} />
			<div className="acts">
				<Submit waiting={waiting}>Enregistrer</Submit>
				<button type="button" className="plain" onClick={() => onDone("")}>
					Annuler
				</button>
			</div>
		</form>
	);
}

function Invite({ path, onSent }: { path: string; onSent: (email: string) => Promise<void> }) {
	const [email, setEmail] = useState("");
	const [title, setTitle] = useState("");
	const [problem, setProblem] = useState<Problem | null>(null);
	const [waiting, run] = useWaiting();
	const send = async () => {
		const { problem } = await ask("POST", `${path}/invitations`, { email, title });
		setProblem(problem);
		if (problem) return;
		await onSent(email.trim());
		setEmail("");
		setTitle("");
	};
	const submit = (event: FormEvent) => {
		event.preventDefault();
		void run(send);
	};
	return (
		<section aria-labelledby="invite">
			<h2 id="invite">Inviter un collègue</h2>
			<p>Être collègue ne donne accès à aucune convention&nbsp;: chacune dit qui y participe.</p>
			<form noValidate onSubmit={submit}>
				<TextField
					label="Adresse e-mail"
					type="email"
					autoComplete="off"
					value={email}
					onChange={setEmail}
					problem={problemIn(problem, "email")}
				/>
				<TextField label="Fonction" hint="Facultatif." value={title} onChange={setTitle} autoComplete="off" />
				<Trouble problem={problem} fields={["email"]} />
				<Submit waiting={waiting}>Envoyer l’invitation</Submit>
			</form>
		</section>
	);
}

/** As people write it: 215 903 592 00017. */
const grouped = (siret: string) => siret.replace(/^(\d{3})(\d{3})(\d{3})/, "$1 $2 $3 ");
