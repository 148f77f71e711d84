import { type FormEvent, useState } from "react";
import type { Role } from "../../shared/access.ts";
import { ROLE_WORDS } from "../../shared/people.ts";
import type { PartyPeople, ConventionPeople as Seen } from "../../shared/people-seen.ts";
import { ask, type Problem } from "../api.ts";
import { Avatar } from "../convention/frame/Present.tsx";
import { Frame } from "./Frame.tsx";
import { problemIn, RoleChoice, Trouble, useArrival } from "./fields.tsx";
import { Invitations } from "./Invitations.tsx";
import { InviteForm } from "./InviteForm.tsx";
import { Sure } from "./Sure.tsx";

/** Who takes part in a convention, party by party, and what each of them does. */
export function ConventionPeople({ id, first }: { id: string; first: Seen }) {
	const [seen, setSeen] = useState(first);
	const [done, setDone] = useState("");
	const path = `/api/conventions/${encodeURIComponent(id)}`;
	const follow = async (done: string) => {
		const { value } = await ask<Seen>("GET", `${path}/people`);
		if (value) setSeen(value);
		setDone(done);
	};
	const { title, parties } = seen;
	const addsParties = parties.some(({ kind, mayManage }) => kind === "caf" && mayManage);
	return (
		<Frame title="Personnes" aside={<a href={`/conventions/${encodeURIComponent(id)}`}>{title}</a>}>
			<p className="done" role="status">
				{done}
			</p>
			{parties.map((party) => (
				<Party key={party.id} party={party} seen={seen} path={path} onChange={follow} />
			))}
			{addsParties && (
				<p>
					<a href={`/conventions/${encodeURIComponent(id)}/parties`}>Ajouter ou retirer un organisme</a>
				</p>
			)}
		</Frame>
	);
}

interface PartyProps {
	party: PartyPeople;
	seen: Seen;
	path: string;
	onChange: (done: string) => void;
}

function Party({ party, seen, path, onChange }: PartyProps) {
	const { id, name, kind, people, mayInvite, mayManage } = party;
	const invitations = seen.invitations.filter((invitation) => invitation.party === id);
	const nobody = !people.some(({ roles }) => roles.includes("coordinates"));
	return (
		<section aria-labelledby={`party-${id}`} data-kind={kind}>
			<h2 id={`party-${id}`}>{name}</h2>
			{nobody && (
				<p className="empty">
					{mayInvite
						? "Personne ne coordonne encore ici. Invitez cette personne : elle choisira les autres."
						: "Personne ne coordonne encore ici."}
				</p>
			)}
			<ul className="person-list">
				{people.map((someone) => (
					<Line key={someone.person} someone={someone} party={party} me={seen.me} path={path} onChange={onChange} />
				))}
			</ul>
			<Invitations invitations={invitations} onChange={onChange} />
			{mayManage && <Colleagues colleagues={seen.colleagues} path={path} onChange={onChange} />}
			{mayInvite && (
				<details className="more">
					<summary>Inviter par e-mail</summary>
					<InviteForm path={path} to={{ party: id }} isFirst={!mayManage} onSent={onChange} />
				</details>
			)}
		</section>
	);
}

interface LineProps extends Pick<PartyProps, "party" | "path" | "onChange"> {
	someone: PartyPeople["people"][number];
	me: string;
}

function Line({ someone, party, me, path, onChange }: LineProps) {
	const [editing, setEditing] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const { person, name, title, roles } = someone;
	const mine = person === me;
	const here = `${path}/people/${encodeURIComponent(person)}`;
	const remove = async () => {
		const { problem } = await ask("DELETE", here);
		setProblem(problem);
		if (problem) return;
		if (mine) location.assign("/");
		else onChange(`${name} n’a plus accès à la convention.`);
	};
	const finish = (done: string) => {
		setEditing(false);
		if (done) onChange(done);
	};
	return (
		<li>
			<Avatar person={person} name={name} kind={party.kind} />
			<div className="who">
				<span className="name">
					{name}
					{mine && " (vous)"}
				</span>
				<span className="what">
					{[title, roles.map((role) => ROLE_WORDS[role]).join(", ")].filter(Boolean).join(" · ")}
				</span>
			</div>
			<div className="acts">
				{party.mayManage && !editing && (
					<button type="button" className="small" onClick={() => setEditing(true)}>
						Modifier<span className="unseen"> les rôles de {name}</span>
					</button>
				)}
				{(party.mayManage || mine) && (
					<Sure
						words={mine ? "Quitter" : "Retirer"}
						about={mine ? "la convention" : name}
						question={
							mine
								? "Vous ne pourrez plus ouvrir cette convention."
								: `${name} ne pourra plus ouvrir la convention, dès maintenant. Ce qui est écrit reste.`
						}
						yes={mine ? "Quitter la convention" : "Retirer l’accès"}
						onYes={remove}
					/>
				)}
			</div>
			<Trouble problem={problem} />
			{editing && <Roles name={name} first={roles} path={here} onDone={finish} />}
		</li>
	);
}

interface RolesProps {
	name: string;
	first: Role[];
	path: string;
	onDone: (done: string) => void;
}

function Roles({ name, first, path, onDone }: RolesProps) {
	const [roles, setRoles] = useState(first);
	const [problem, setProblem] = useState<Problem | null>(null);
	const form = useArrival<HTMLFormElement>();
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		const { problem } = await ask("PATCH", path, { roles });
		setProblem(problem);
		if (!problem) onDone(`Les rôles de ${name} valent dès maintenant.`);
	};
	return (
		<form className="inset" noValidate onSubmit={submit} ref={form} tabIndex={-1} aria-label={`Rôles de ${name}`}>
			<RoleChoice
				legend={`Ce que fait ${name}`}
				roles={roles}
				onChange={setRoles}
				problem={problemIn(problem, "roles")}
			/>
			<Trouble problem={problem} fields={["roles"]} />
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

interface ColleaguesProps extends Pick<PartyProps, "path" | "onChange"> {
	colleagues: Seen["colleagues"];
}

/** People of one's own organisation come in without an invitation. */
function Colleagues({ colleagues, path, onChange }: ColleaguesProps) {
	const [problem, setProblem] = useState<Problem | null>(null);
	if (colleagues.length === 0) return null;
	const add = async (person: string, name: string) => {
		const { problem } = await ask("POST", `${path}/people`, { person, roles: ["reads"] });
		setProblem(problem);
		if (!problem) onChange(`${name} lit maintenant la convention. « Modifier » lui donne d’autres rôles.`);
	};
	return (
		<details className="more">
			<summary>Ajouter un collègue</summary>
			<ul className="person-list">
				{colleagues.map(({ person, name, title }) => (
					<li key={person}>
						<div className="who">
							<span className="name">{name}</span>
							<span className="what">{title}</span>
						</div>
						<div className="acts">
							<button type="button" className="small" onClick={() => add(person, name)}>
								Ajouter<span className="unseen"> {name}</span>
							</button>
						</div>
					</li>
				))}
			</ul>
			<Trouble problem={problem} />
		</details>
	);
}
