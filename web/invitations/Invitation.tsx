import { type FormEvent, useCallback, useEffect, useState } from "react";
import { signInFor, TO } from "../../shared/account/destination.ts";
import type { ReadInvitation } from "../../shared/page/people.ts";
import { INVITATION_DAYS } from "../../shared/people/invitation.ts";
import { ROLE_HELP, ROLE_WORDS } from "../../shared/people/role.ts";
import { typeset } from "../../shared/text/typography.ts";
import { ask, type Problem, send } from "../api.ts";
import { TextField } from "../around/Field.tsx";
import { Alone } from "../around/Page.tsx";
import { LEAVING, Press, Submit, useWaiting } from "../around/Press.tsx";
import { Sure } from "../around/Sure.tsx";
import { problemIn, Trouble } from "../around/Trouble.tsx";

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
			<Alone title="Cette invitation ne s’ouvre pas">
				<p role="alert">{typeset(problem.message)}</p>
				<Home />
			</Alone>
		);
	}
	if (read === null) return <Alone title="Invitation">{null}</Alone>;
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
			<Alone title="Invitations">
				<p>
					Ouvrez le lien du message que vous avez reçu, ou connectez-vous pour voir les invitations à votre adresse.
				</p>
				<a className="primary" href={signInFor("/invitation")}>
					Se connecter
				</a>
			</Alone>
		);
	}
	const [first, ...others] = waiting;
	if (!first) {
		return (
			<Alone title="Invitations">
				<p>Aucune invitation n’attend à votre adresse, {me.email}.</p>
				<Home />
			</Alone>
		);
	}
	return (
		<One key={first.id} invitation={first} token={null} me={me} proconnect={proconnect}>
			{others.length > 0 && (
				<p className="aside">
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
			<Alone title="Invitation déclinée">
				<p role="status">
					La personne qui vous invitait le verra. Si vous changez d’avis, demandez-lui une autre invitation.
				</p>
				<Home />
			</Alone>
		);
	}
	if (state !== "pending") return <Over state={state} token={token} who={who} me={me} convention={convention} />;
	return (
		<Alone title={convention ? convention.title : organisation}>
			<p>{who} vous invite.</p>
			{convention ? (
				<p>
					Vous participerez à cette convention au titre de&nbsp;: <strong>{organisation}</strong>.
				</p>
			) : (
				<p>
					Vous rejoindrez vos collègues de <strong>{organisation}</strong> dans Copacte.
				</p>
			)}
			{roles.length > 0 && (
				<ul className="lines">
					{roles.map((role) => (
						<li key={role}>
							<span className="what">
								<strong>{ROLE_WORDS[role]}</strong> <span className="unseen">: </span>
								<span>{ROLE_HELP[role]}</span>
							</span>
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
		</Alone>
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
				Pour accepter, entrez avec l’adresse <strong className="address">{email}</strong>&nbsp;: nous y envoyons un lien
				de connexion.
			</p>
			<Trouble problem={problem} />
			<div className="acts">
				<Press className="primary" onPress={send}>
					Recevoir le lien de connexion
				</Press>
				{proconnect && token && (
					<a className="secondary" href={WITH_PROCONNECT} onClick={() => sessionStorage.setItem(KEPT, token)}>
						Entrer avec ProConnect
					</a>
				)}
			</div>
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
	const [waiting, run] = useWaiting();
	const { asksSiret, organisation } = invitation;
	const accept = async () => {
		const { value, problem } = await ask<{ convention: string | null; organisation: string }>(
			"POST",
			"/api/invitations/accept",
			{ ...which, title, ...(name.trim() ? { name } : {}), ...(asksSiret ? { siret } : {}) },
		);
		setProblem(problem);
		if (!value) return null;
		location.assign(value.convention ? `/conventions/${value.convention}` : `/organisations/${value.organisation}`);
		return LEAVING;
	};
	const submit = (event: FormEvent) => {
		event.preventDefault();
		void run(accept);
	};
	return (
		<form noValidate onSubmit={submit}>
			{me.name === "" && (
				<TextField
					label="Votre prénom et votre nom"
					autoComplete="name"
					value={name}
					onChange={setName}
					problem={problemIn(problem, "name")}
				/>
			)}
			<TextField
				label="Votre fonction"
				hint="Par exemple : Secrétaire de mairie."
				autoComplete="organization-title"
				value={title}
				onChange={setTitle}
			/>
			{asksSiret && (
				<TextField
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
			<Submit waiting={waiting}>Accepter l’invitation</Submit>
		</form>
	);
}

interface OverProps extends Pick<ReadInvitation, "state" | "convention"> {
	/** What the letter's link holds; null for who came without it. */
	token: string | null;
	who: string;
	me: Me | null;
}

/** An invitation that serves no more: what became of it, and what to do. */
function Over({ state, token, who, me, convention }: OverProps) {
	const asker = who === "On" ? "la personne qui vous a invité" : who;
	const words = {
		accepted: ["Invitation déjà acceptée", "Elle a servi une fois, et ne sert plus."],
		declined: ["Invitation déclinée", `Si vous avez changé d’avis, demandez-en une autre à ${asker}.`],
		expired: [
			"Invitation expirée",
			`Elle valait ${INVITATION_DAYS} jours. ${capital(asker)} peut la renvoyer : vous recevrez un nouveau lien.`,
		],
		withdrawn: ["Invitation retirée", `Si vous pensez que c’est une erreur, demandez à ${asker}.`],
		pending: ["Invitation", ""],
	}[state];
	const there = `/conventions/${convention?.id}`;
	return (
		<Alone title={words[0] ?? ""}>
			<p>{words[1]}</p>
			{state === "accepted" && convention ? (
				<a className="primary" href={me ? there : signInFor(there)}>
					{me ? "Ouvrir la convention" : "Se connecter"}
				</a>
			) : state === "expired" && token ? (
				<AskAgain token={token} />
			) : (
				<Home />
			)}
		</Alone>
	);
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Lets who came too late ask for another, without having to know whom to write to. */
function AskAgain({ token }: { token: string }) {
	const [asked, setAsked] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const askAgain = async () => {
		const problem = await send("POST", "/api/invitations/again", { token });
		setProblem(problem);
		setAsked(!problem);
	};
	if (asked) return <p role="status">C’est demandé. Vous recevrez un message si l’invitation est renvoyée.</p>;
	return (
		<>
			<Trouble problem={problem} />
			<Press className="primary" onPress={askAgain}>
				Demander une nouvelle invitation
			</Press>
		</>
	);
}

const Home = () => (
	<a className="primary" href="/">
		Aller à l’accueil
	</a>
);
