import { type FormEvent, useState } from "react";
import type { PartyPeople, ConventionPeople as Seen } from "../../shared/page/people.ts";
import { ROLE_WORDS, type Role } from "../../shared/people/role.ts";
import { ask, type Problem } from "../api.ts";
import { Avatar } from "../around/Avatar.tsx";
import { Directed } from "../around/Directed.tsx";
import { useArrival, useReturn } from "../around/focus.ts";
import { Page } from "../around/Page.tsx";
import { LEAVING, Press, Submit, useWaiting } from "../around/Press.tsx";
import { Said } from "../around/Said.tsx";
import { Sure } from "../around/Sure.tsx";
import { Tabs } from "../around/Tabs.tsx";
import { problemIn, Trouble } from "../around/Trouble.tsx";
import { Invitations } from "../invitations/Invitations.tsx";
import { InviteForm } from "../invitations/InviteForm.tsx";
import { RoleChoice } from "../invitations/RoleChoice.tsx";
import { Visits } from "./Visits.tsx";

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
		<Page title="Personnes" before={<Tabs id={id} title={title} here="personnes" />}>
			<Said text={done} />
			{parties.map((party) => (
				<Party key={party.id} party={party} seen={seen} path={path} onChange={follow} />
			))}
			{addsParties && (
				<p>
					<a href={`/conventions/${encodeURIComponent(id)}/parties`}>Ajouter ou retirer un organisme</a>
				</p>
			)}
			{seen.mayReadOpenings && <Visits path={path} parties={parties} />}
		</Page>
	);
}

interface PartyProps {
	party: PartyPeople;
	seen: Seen;
	path: string;
	onChange: (done: string) => Promise<void>;
}

function Party({ party, seen, path, onChange }: PartyProps) {
	const { id, name, people, mayInvite, mayManage } = party;
	const invitations = seen.invitations.filter((invitation) => invitation.party === id);
	const nobody = !people.some(({ roles }) => roles.includes("coordinates"));
	return (
		<section aria-labelledby={`party-${id}`}>
			<h2 id={`party-${id}`}>
				<bdi>{name}</bdi>
			</h2>
			{nobody && (
				<p>
					{mayInvite
						? "Personne ne coordonne encore ici. Invitez cette personne : elle choisira les autres."
						: "Personne ne coordonne encore ici."}
				</p>
			)}
			<ul className="lines">
				{people.map((someone) => (
					<Line key={someone.person} someone={someone} party={party} me={seen.me} path={path} onChange={onChange} />
				))}
			</ul>
			<Invitations invitations={invitations} onChange={onChange} />
			{mayManage && <Colleagues colleagues={seen.colleagues} path={path} onChange={onChange} />}
			{mayInvite && (
				<details>
					<summary>Inviter par e-mail</summary>
					<InviteForm path={path} party={id} isFirst={!mayManage} onSent={onChange} />
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
	const [edit, comeBack] = useReturn();
	const [problem, setProblem] = useState<Problem | null>(null);
	const { person, name, title, roles } = someone;
	const mine = person === me;
	const here = `${path}/people/${encodeURIComponent(person)}`;
	const remove = async () => {
		const { problem } = await ask("DELETE", here);
		setProblem(problem);
		if (problem) return null;
		if (!mine) return onChange(`${name} n’a plus accès à la convention.`);
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
			<Avatar person={person} name={name} kind={party.kind} />
			<span className="what">
				<strong>
					<bdi>{name}</bdi>
					{mine && " (vous)"}
				</strong>
				<span>
					<Directed words={[title, roles.map((role) => ROLE_WORDS[role]).join(", ")].filter(Boolean).join(" · ")} />
				</span>
			</span>
			<div className="acts">
				{party.mayManage && !editing && (
					<button type="button" className="plain" ref={edit} onClick={() => setEditing(true)}>
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
	const [waiting, run] = useWaiting();
	const save = async () => {
		const { problem } = await ask("PATCH", path, { roles });
		setProblem(problem);
		if (!problem) onDone(`Les rôles de ${name} valent dès maintenant.`);
	};
	const submit = (event: FormEvent) => {
		event.preventDefault();
		void run(save);
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
				<Submit waiting={waiting}>Enregistrer</Submit>
				<button type="button" className="plain" onClick={() => onDone("")}>
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
		<details>
			<summary>Ajouter un collègue</summary>
			<ul className="lines">
				{colleagues.map(({ person, name, title }) => (
					<li key={person}>
						<span className="what">
							<strong>
								<bdi>{name}</bdi>
							</strong>
							<span>
								<bdi>{title}</bdi>
							</span>
						</span>
						<Press className="plain" onPress={() => add(person, name)}>
							Ajouter<span className="unseen"> {name}</span>
						</Press>
					</li>
				))}
			</ul>
			<Trouble problem={problem} />
		</details>
	);
}
