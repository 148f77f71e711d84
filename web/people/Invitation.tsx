import { type FormEvent, useCallback, useEffect, useState } from "react";
import { signInFor, TO } from "../../shared/account/destination.ts";
import { ROLE_HELP, ROLE_WORDS } from "../../shared/people.ts";
import type { ReadInvitation } from "../../shared/people-seen.ts";
import { ask, type Problem } from "../api.ts";
import { Frame } from "./Frame.tsx";
import { problemIn, TextBox, Trouble } from "./fields.tsx";
import { Sure } from "./Sure.tsx";

const KEPT = "invitation";
const WITH_PROCONNECT = `/connexion/proconnect?${new URLSearchParams({ [TO]: "/invitation" })}`;

/** What the letter's link holds; what stands after the "#" is lost on the way to ProConnect and back, so it waits here. */
function tokenHere(): string {
	const kept = sessionStorage.getItem(KEPT);
	sessionStorage.removeItem(KEPT);
	if (kept && location.hash === "") history.replaceState(null, "", `#${kept}`);
	return location.hash.slice(1);
}

interface Me {
	name: string;
	email: string;
}

/** Where an invitation's mail leads; without its link, those that wait for who is signed in. */
export function Invitation({
	me,
	waiting,
	proconnect,
}: {
	me: Me | null;
	waiting: ReadInvitation[];
	proconnect: boolean;
}) {
	const [token] = useState(tokenHere);
	const [read, setRead] = useState<ReadInvitation | null>(null);
	const [problem, setProblem] = useState<Problem | null>(null);
	const look = useCallback(async () => {
		const { value, problem } = await ask<ReadInvitation>("POST", "/api/invitations/read", { token });
		setRead(value);
		setProblem(problem);
	}, [token]);
	useEffect(() => {
		if (token) void look();
	}, [token, look]);
	useSignInElsewhere(me);
	if (token === "") return <Waiting me={me} waiting={waiting} proconnect={proconnect} />;
	if (problem) {
		return (
			<Frame title="Cette invitation ne s’ouvre pas">
				<p role="alert">{problem.message}</p>
				<Home />
			</Frame>
		);
	}
	if (read === null) return <Frame title="Invitation">{null}</Frame>;
	return <One invitation={read} token={token} me={me} proconnect={proconnect} />;
}

/** The link in the other mail signs in in a tab of its own: who comes back to this one finds themselves signed in here too. */
function useSignInElsewhere(me: Me | null) {
	useEffect(() => {
		if (me) return;
		const look = async () => {
			const { problem } = await ask("GET", "/api/invitations");
			if (!problem) location.reload();
		};
		const onShow = () => void (document.visibilityState === "visible" && look());
		document.addEventListener("visibilitychange", onShow);
		return () => document.removeEventListener("visibilitychange", onShow);
	}, [me]);
}

function Waiting({ me, waiting, proconnect }: { me: Me | null; waiting: ReadInvitation[]; proconnect: boolean }) {
	if (me === null) {
		return (
			<Frame title="Invitations">
				<p>
					Ouvrez le lien du message que vous avez reçu, ou connectez-vous pour voir les invitations à votre adresse.
				</p>
				<p>
					<a className="primary" href={signInFor("/invitation")}>
						Se connecter
					</a>
				</p>
			</Frame>
		);
	}
	const [first, ...others] = waiting;
	if (!first) {
		return (
			<Frame title="Invitations">
				<p>Aucune invitation n’attend à votre adresse, {me.email}.</p>
				<Home />
			</Frame>
		);
	}
	return (
		<One key={first.id} invitation={first} token={null} me={me} proconnect={proconnect}>
			{others.length > 0 && (
				<p className="about">
					{others.length === 1
						? "Une autre invitation vous attend"
						: `${others.length} autres invitations vous attendent`}{" "}
					: répondez d’abord à celle-ci.
				</p>
			)}
		</One>
	);
}

interface OneProps {
	invitation: ReadInvitation;
	token: string | null;
	me: Me | null;
	proconnect: boolean;
	children?: React.ReactNode;
}

function One({ invitation, token, me, proconnect, children }: OneProps) {
	const [declined, setDeclined] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const { id, by, byOrganisation, convention, organisation, roles, state, email } = invitation;
	const which = token ? { token } : { invitation: id };
	const who = [by, byOrganisation && `(${byOrganisation})`].filter(Boolean).join(" ") || "On";
	const decline = async () => {
		const { problem } = await ask("POST", "/api/invitations/decline", which);
		setProblem(problem);
		if (!problem) setDeclined(true);
	};
	if (declined) {
		return (
			<Frame title="Invitation déclinée">
				<p role="status">
					La personne qui vous invitait le verra. Si vous changez d’avis, demandez-lui une autre invitation.
				</p>
				<Home />
			</Frame>
		);
	}
	if (state !== "pending") return <Over state={state} who={who} me={me} convention={convention} />;
	return (
		<Frame title={convention ? convention.title : organisation} aside={`${who} vous invite.`}>
			{convention ? (
				<p>
					Vous participerez à cette convention au titre de : <strong>{organisation}</strong>.
				</p>
			) : (
				<p>
					Vous rejoindrez vos collègues de <strong>{organisation}</strong> dans Copacte.
				</p>
			)}
			{roles.length > 0 && (
				<ul className="role-words">
					{roles.map((role) => (
						<li key={role}>
							<strong>{ROLE_WORDS[role]}</strong> : {ROLE_HELP[role]}
						</li>
					))}
				</ul>
			)}
			{me === null ? (
				<SignIn email={email} token={token} proconnect={proconnect} />
			) : me.email === email ? (
				<Accept invitation={invitation} which={which} me={me} />
			) : (
				<>
					<p role="alert" className="wrong">
						Cette invitation a été envoyée à {email}, et vous êtes connecté avec {me.email}.
					</p>
					<SignIn email={email} token={token} proconnect={proconnect} />
				</>
			)}
			<Trouble problem={problem} />
			<div className="acts">
				<Sure
					words="Décliner"
					about="l’invitation"
					question="Le lien ne servira plus."
					yes="Décliner l’invitation"
					onYes={decline}
				/>
			</div>
			{children}
		</Frame>
	);
}

/** Whoever accepts has to prove that they read this address: a link goes there, as whenever somebody signs in. */
function SignIn({ email, token, proconnect }: { email: string; token: string | null; proconnect: boolean }) {
	const [sent, setSent] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const send = async () => {
		const { problem } = await ask("POST", "/api/sign-in/link", { email, to: "/invitation" });
		setProblem(problem);
		setSent(!problem);
	};
	if (sent) {
		return (
			<p role="status">
				Un message vient de partir vers <strong className="address">{email}</strong>. Suivez son lien pour entrer, puis
				acceptez l’invitation.
			</p>
		);
	}
	return (
		<>
			<p>
				Pour accepter, entrez avec l’adresse <strong className="address">{email}</strong> : nous y envoyons un lien de
				connexion.
			</p>
			<Trouble problem={problem} />
			<button type="button" className="primary" onClick={send}>
				Recevoir le lien de connexion
			</button>
			{proconnect && token && (
				<p>
					<a className="secondary" href={WITH_PROCONNECT} onClick={() => sessionStorage.setItem(KEPT, token)}>
						Entrer avec ProConnect
					</a>
				</p>
			)}
		</>
	);
}

interface AcceptProps {
	invitation: ReadInvitation;
	which: object;
	me: Me;
}

function Accept({ invitation, which, me }: AcceptProps) {
	const [name, setName] = useState("");
	const [title, setTitle] = useState(invitation.title);
	const [siret, setSiret] = useState("");
	const [problem, setProblem] = useState<Problem | null>(null);
	const [waiting, setWaiting] = useState(false);
	const { asksSiret, organisation } = invitation;
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		if (waiting) return;
		setWaiting(true);
		const { value, problem } = await ask<{ convention: string | null; organisation: string }>(
			"POST",
			"/api/invitations/accept",
			{ ...which, title, ...(name.trim() ? { name } : {}), ...(asksSiret ? { siret } : {}) },
		);
		setWaiting(false);
		setProblem(problem);
		if (value)
			location.assign(value.convention ? `/conventions/${value.convention}` : `/organisations/${value.organisation}`);
	};
	return (
		<form noValidate onSubmit={submit}>
			{me.name === "" && (
				<TextBox
					label="Votre prénom et votre nom"
					autoComplete="name"
					value={name}
					onChange={setName}
					problem={problemIn(problem, "name")}
				/>
			)}
			<TextBox
				label="Votre fonction"
				hint="Par exemple : Secrétaire de mairie."
				autoComplete="organization-title"
				value={title}
				onChange={setTitle}
			/>
			{asksSiret && (
				<TextBox
					label={`Numéro SIRET : ${organisation}`}
					hint="14 chiffres. Vous êtes la première personne de cet organisme ici."
					inputMode="numeric"
					autoComplete="off"
					value={siret}
					onChange={setSiret}
					problem={problemIn(problem, "siret")}
				/>
			)}
			<Trouble problem={problem} fields={["name", "siret"]} />
			<button type="submit" className="primary" aria-disabled={waiting}>
				Accepter l’invitation
			</button>
		</form>
	);
}

interface OverProps extends Pick<ReadInvitation, "state" | "convention"> {
	who: string;
	me: Me | null;
}

/** An invitation that serves no more: what became of it, and what to do. */
function Over({ state, who, me, convention }: OverProps) {
	const asker = who === "On" ? "la personne qui vous a invité" : who;
	const words = {
		accepted: ["Invitation déjà acceptée", "Elle a servi une fois, et ne sert plus. Connectez-vous pour continuer."],
		declined: ["Invitation déclinée", `Si vous avez changé d’avis, demandez-en une autre à ${asker}.`],
		expired: [
			"Invitation expirée",
			`Elle valait 14 jours. Demandez à ${asker} de la renvoyer : vous recevrez un nouveau lien.`,
		],
		withdrawn: ["Invitation retirée", `Si vous pensez que c’est une erreur, demandez à ${asker}.`],
		pending: ["Invitation", ""],
	}[state];
	return (
		<Frame title={words[0] ?? ""}>
			<p>{words[1]}</p>
			{state === "accepted" && convention && me ? (
				<p>
					<a className="primary" href={`/conventions/${convention.id}`}>
						Ouvrir la convention
					</a>
				</p>
			) : (
				<Home />
			)}
		</Frame>
	);
}

const Home = () => (
	<p>
		<a href="/">Aller à l’accueil de Copacte</a>
	</p>
);
