import { type FormEvent, useState } from "react";
import { departmentOf } from "../../shared/departments.ts";
import type { OrganisationPeople } from "../../shared/people-seen.ts";
import { ask, type Problem } from "../api.ts";
import { Avatar } from "../convention/frame/Present.tsx";
import { Frame } from "./Frame.tsx";
import { problemIn, TextBox, Trouble, useArrival } from "./fields.tsx";
import { Invitations } from "./Invitations.tsx";
import { OrganisationLogo } from "./OrganisationLogo.tsx";
import { Sure } from "./Sure.tsx";

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
		<Frame title={organisation.shortName} aside={facts.join(" · ")}>
			<OrganisationLogo
				path={path}
				name={organisation.shortName}
				hash={organisation.logo}
				mayChange={manages}
				onChange={follow}
			/>
			<section aria-labelledby="people">
				<h2 id="people">Personnes</h2>
				<ul className="person-list">
					{people.map((someone) => (
						<Line key={someone.person} {...{ someone, path, manages, me, kind: organisation.kind, onChange: follow }} />
					))}
				</ul>
				{manages && <Invitations invitations={invitations} onChange={follow} />}
				<p className="done" role="status">
					{done}
				</p>
			</section>
			{manages && <Invite path={path} onSent={(email) => follow(`Invitation envoyée à ${email}.`)} />}
		</Frame>
	);
}

interface LineProps {
	someone: Someone;
	path: string;
	manages: boolean;
	me: string;
	kind: OrganisationPeople["organisation"]["kind"];
	onChange: (done: string) => void;
}

function Line({ someone, path, manages, me, kind, onChange }: LineProps) {
	const [editing, setEditing] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const { person, name, title } = someone;
	const mine = person === me;
	const here = `${path}/people/${encodeURIComponent(person)}`;
	const remove = async () => {
		const { problem } = await ask("DELETE", here);
		setProblem(problem);
		if (problem) return;
		if (mine) location.assign("/");
		else onChange(`${name} n’est plus dans l’organisme.`);
	};
	const finish = (done: string) => {
		setEditing(false);
		if (done) onChange(done);
	};
	return (
		<li>
			<Avatar person={person} name={name} kind={kind} />
			<div className="who">
				<span className="name">
					{name || someone.email}
					{mine && " (vous)"}
				</span>
				<span className="what">{[title, someone.manages && "gère l’organisme"].filter(Boolean).join(" · ")}</span>
			</div>
			<div className="acts">
				{manages && !editing && (
					<button type="button" className="small" onClick={() => setEditing(true)}>
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
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		const { problem } = await ask("PATCH", path, { title, manages });
		setProblem(problem);
		if (!problem) onDone(`${someone.name} : modifications enregistrées.`);
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
			<TextBox label="Fonction" value={title} onChange={setTitle} />
			<label className="tick">
				<input type="checkbox" checked={manages} onChange={({ target }) => setManages(target.checked)} />
				<span>Gère l’organisme : invite des collègues, change les fonctions</span>
			</label>
			<Trouble problem={problem} />
			<div className="acts">
				<button type="submit" className="primary">
					Enregistrer
				</button>
				<button type="button" className="small" onClick={() => onDone("")}>
					Annuler
				</button>
			</div>
		</form>
	);
}

function Invite({ path, onSent }: { path: string; onSent: (email: string) => void }) {
	const [email, setEmail] = useState("");
	const [title, setTitle] = useState("");
	const [problem, setProblem] = useState<Problem | null>(null);
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		const { problem } = await ask("POST", `${path}/invitations`, { email, title });
		setProblem(problem);
		if (problem) return;
		onSent(email.trim());
		setEmail("");
		setTitle("");
	};
	return (
		<section aria-labelledby="invite">
			<h2 id="invite">Inviter un collègue</h2>
			<p>Être collègue ne donne accès à aucune convention : chacune dit qui y participe.</p>
			<form noValidate onSubmit={submit}>
				<TextBox
					label="Adresse e-mail"
					type="email"
					autoComplete="off"
					value={email}
					onChange={setEmail}
					problem={problemIn(problem, "email")}
				/>
				<TextBox label="Fonction" hint="Facultatif." value={title} onChange={setTitle} autoComplete="off" />
				<Trouble problem={problem} fields={["email"]} />
				<button type="submit" className="primary">
					Envoyer l’invitation
				</button>
			</form>
		</section>
	);
}

/** As people write it: 215 903 592 00017. */
const grouped = (siret: string) => siret.replace(/^(\d{3})(\d{3})(\d{3})/, "$1 $2 $3 ");
