import { type FormEvent, useState } from "react";
import type { OwnSession, Profile } from "../../shared/account/profile.ts";
import { ask, type Problem } from "../api.ts";
import { Passkeys } from "./Passkeys.tsx";
import { Sure } from "./Sure.tsx";
import { TextField } from "./TextField.tsx";
import { momentInWords } from "./words.ts";

/** Runs a command, reads the account anew, and says what was done. */
export type Act = (command: () => Promise<Problem | null>, done: string) => Promise<Problem | null>;

/** One's own account: who one is here, how one enters, and where one is signed in. */
export function ProfileScreen({ first }: { first: Profile }) {
	const [profile, setProfile] = useState(first);
	const [said, setSaid] = useState<{ text: string; isProblem: boolean }>({ text: "", isProblem: false });
	const act: Act = async (command, done) => {
		const problem = await command();
		const { value } = await ask<Profile>("GET", "/api/account");
		if (value) setProfile(value);
		setSaid({ text: problem ? problem.message : done, isProblem: problem !== null });
		return problem;
	};
	return (
		<>
			<h1>Mon compte</h1>
			<p role="status" className={said.isProblem ? "said wrong" : "said"}>
				{said.text}
			</p>
			<section aria-labelledby="who">
				<h2 id="who">Qui vous êtes</h2>
				<NameForm name={profile.name} act={act} />
				<dl>
					<dt>Adresse e-mail</dt>
					<dd className="address">{profile.email}</dd>
					<dt>Organismes</dt>
					<dd>
						{profile.organisations.length === 0
							? "Aucun pour le moment : on vous y inscrit quand on vous invite."
							: profile.organisations.map(({ name, title }) => (
									<span key={name} className="line">
										{name}
										{title && <span className="quiet"> · {title}</span>}
									</span>
								))}
					</dd>
				</dl>
			</section>
			<Passkeys passkeys={profile.passkeys} act={act} />
			<Sessions sessions={profile.sessions} act={act} />
			<section aria-labelledby="held">
				<h2 id="held">Vos données</h2>
				<p>
					<a href="/compte/donnees">Ce que Copacte sait de vous</a>, le télécharger, ou supprimer votre compte.
				</p>
			</section>
		</>
	);
}

function NameForm({ name, act }: { name: string; act: Act }) {
	const [typed, setTyped] = useState(name);
	const [problem, setProblem] = useState<Problem | null>(null);
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		const rename = async () => (await ask("PATCH", "/api/account", { name: typed })).problem;
		setProblem(await act(rename, "Votre nom est enregistré."));
	};
	return (
		<form noValidate className="inline" onSubmit={submit}>
			<TextField label="Prénom et nom" autoComplete="name" value={typed} onChange={setTyped} problem={problem} />
			<button type="submit" className="secondary" aria-disabled={typed === name}>
				Enregistrer
			</button>
		</form>
	);
}

function Sessions({ sessions, act }: { sessions: OwnSession[]; act: Act }) {
	const end = (path: string) => async () => (await ask("DELETE", path)).problem;
	const leave = async (path: string) => {
		const { value, problem } = await ask<{ url?: string }>("POST", path);
		if (problem) await act(async () => problem, "");
		else location.assign(value?.url ?? "/");
	};
	const others = sessions.length - 1;
	return (
		<section aria-labelledby="sessions">
			<h2 id="sessions">Où vous êtes connecté</h2>
			<ul className="things">
				{sessions.map(({ id, device, begunAt, seenAt, current }) => (
					<li key={id}>
						<span className="what">
							<strong>{device}</strong>
							<span className="quiet">
								{current ? "Cet appareil, depuis le " : `Vue le ${momentInWords(seenAt)}, ouverte le `}
								{momentInWords(begunAt)}
							</span>
						</span>
						{current ? (
							<button type="button" className="plain" onClick={() => leave("/api/sign-out")}>
								Se déconnecter
							</button>
						) : (
							<Sure
								label="Mettre fin"
								confirm="Mettre fin à cette session"
								about={`${device}, vue le ${momentInWords(seenAt)}`}
								onSure={() =>
									act(end(`/api/account/sessions/${encodeURIComponent(id)}`), "Cette session est terminée.")
								}
							/>
						)}
					</li>
				))}
			</ul>
			<div className="ways">
				{others > 0 && (
					<button
						type="button"
						className="secondary"
						onClick={() => act(end("/api/account/sessions"), "Toutes les autres sessions sont terminées.")}
					>
						Mettre fin aux autres sessions
					</button>
				)}
				<button type="button" className="plain" onClick={() => leave("/api/sign-out/everywhere")}>
					Se déconnecter partout
				</button>
			</div>
		</section>
	);
}
