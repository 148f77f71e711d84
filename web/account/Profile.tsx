import { type FormEvent, useState } from "react";
import type { OwnSession, Profile } from "../../shared/account/profile.ts";
import { inWords } from "../../shared/day.ts";
import type { Linking, SignedOut } from "../../shared/page/account.ts";
import { ask, type Problem } from "../api.ts";
import { TextField } from "../around/FormField.tsx";
import { nameInHead, Page } from "../around/Page.tsx";
import { LEAVING, Press, Submit, useWaiting } from "../around/Press.tsx";
import { Said } from "../around/Said.tsx";
import { Sure } from "../around/Sure.tsx";
import type { Act } from "./act.ts";
import { Passkeys } from "./Passkeys.tsx";

/** One's own account: who one is here, how one enters, and where one is signed in. */
export function ProfileScreen({ first, proconnect }: { first: Profile; proconnect: Linking | null }) {
	const [profile, setProfile] = useState(first);
	const [said, setSaid] = useState<{ text: string; isProblem: boolean }>({ text: "", isProblem: false });
	const act: Act = async (command, done) => {
		const problem = await command();
		const { value } = await ask<Profile>("GET", "/api/account");
		if (value) {
			setProfile(value);
			nameInHead(value.name);
		}
		setSaid({ text: problem ? problem.message : done, isProblem: problem !== null });
		return problem;
	};
	return (
		<Page title="Mon compte">
			<Said text={said.text} wrong={said.isProblem} />
			<section aria-labelledby="who">
				<h2 id="who">Qui vous êtes</h2>
				<NameForm name={profile.name} act={act} />
				<p className="hint">
					Vous entrez avec l’adresse <span className="address">{profile.email}</span>.
				</p>
			</section>
			<Organisations organisations={profile.organisations} />
			<Passkeys passkeys={profile.passkeys} act={act} />
			{proconnect && <ProConnect linked={proconnect.linked} />}
			<Sessions sessions={profile.sessions} act={act} />
			<section aria-labelledby="held">
				<h2 id="held">Vos données</h2>
				<p>
					<a href="/compte/donnees">Ce que Copacte sait de vous</a>, le télécharger, ou supprimer votre compte.
				</p>
			</section>
		</Page>
	);
}

function Organisations({ organisations }: Pick<Profile, "organisations">) {
	return (
		<section aria-labelledby="organismes">
			<h2 id="organismes">Où vous travaillez</h2>
			{organisations.length === 0 && (
				<p>
					Vous ne faites partie d’aucun organisme&nbsp;: un collègue vous y invite, ou vous{" "}
					<a href="/organisations/nouvelle">inscrivez le vôtre</a>.
				</p>
			)}
			<ul className="lines">
				{organisations.map(({ id, name, title }) => (
					<li key={id}>
						<span className="what">
							<a href={`/organisations/${id}`}>
								<bdi>{name}</bdi>
							</a>
							<span>
								<bdi>{title}</bdi>
							</span>
						</span>
					</li>
				))}
			</ul>
		</section>
	);
}

function ProConnect({ linked }: Linking) {
	return (
		<section aria-labelledby="proconnect">
			<h2 id="proconnect">ProConnect</h2>
			{linked ? (
				<p>Relié à votre compte&nbsp;: vous pouvez entrer avec ProConnect.</p>
			) : (
				<a className="secondary" href="/compte/proconnect">
					Relier ProConnect
				</a>
			)}
		</section>
	);
}

function NameForm({ name, act }: { name: string; act: Act }) {
	const [typed, setTyped] = useState(name);
	const [problem, setProblem] = useState<Problem | null>(null);
	const [waiting, run] = useWaiting();
	const submit = (event: FormEvent) => {
		event.preventDefault();
		const rename = async () => (await ask("PATCH", "/api/account", { name: typed })).problem;
		void run(async () => setProblem(await act(rename, "Votre nom est enregistré.")));
	};
	return (
		<form noValidate className="inline" onSubmit={submit}>
			<TextField label="Prénom et nom" autoComplete="name" value={typed} onChange={setTyped} problem={problem} />
			<Submit className="secondary" waiting={waiting}>
				Enregistrer
			</Submit>
		</form>
	);
}

function Sessions({ sessions, act }: { sessions: OwnSession[]; act: Act }) {
	const end = (path: string) => async () => (await ask("DELETE", path)).problem;
	const leave = async () => {
		const { value, problem } = await ask<SignedOut>("POST", "/api/sign-out/everywhere");
		if (problem) return act(async () => problem, "");
		location.assign(value?.url ?? "/");
		return LEAVING;
	};
	const others = sessions.length - 1;
	return (
		<section aria-labelledby="sessions">
			<h2 id="sessions">Où vous êtes connecté</h2>
			<ul className="lines">
				{sessions.map(({ id, device, begunAt, seenAt, current }) => (
					<li key={id}>
						<span className="what">
							<strong>{device}</strong>
							<span>
								{current ? "Cet appareil, depuis le " : `Vue le ${inWords("moment", seenAt)}, ouverte le `}
								{inWords("moment", begunAt)}
							</span>
						</span>
						{!current && (
							<div className="acts">
								<Sure
									words="Mettre fin"
									about={`à la session ${device}, vue le ${inWords("moment", seenAt)}`}
									question="Cet appareil devra entrer de nouveau."
									yes="Mettre fin à cette session"
									onYes={() =>
										act(end(`/api/account/sessions/${encodeURIComponent(id)}`), "Cette session est terminée.")
									}
								/>
							</div>
						)}
					</li>
				))}
			</ul>
			<div className="acts">
				{others > 0 && (
					<Press
						className="secondary"
						onPress={() => act(end("/api/account/sessions"), "Toutes les autres sessions sont terminées.")}
					>
						Mettre fin aux autres sessions
					</Press>
				)}
				<Press className="plain" onPress={leave}>
					Se déconnecter partout
				</Press>
			</div>
		</section>
	);
}
