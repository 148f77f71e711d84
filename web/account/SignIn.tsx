import { useEffect, useState } from "react";
import { TO } from "../../shared/account/destination.ts";
import { ask, type Problem } from "../api.ts";
import type { Door } from "../bootstrap.ts";
import { AskForLink, Sent } from "./AskForLink.tsx";
import { enterByPasskey, knowsPasskeys, preparePasskeys } from "./passkey.ts";

/** Saying who one is, by whatever way one has. */
export function SignInScreen({ door }: { door: Door & { me: string | null } }) {
	const [sentTo, setSentTo] = useState<string | null>(null);
	if (sentTo !== null) return <Sent email={sentTo} door={door} onOther={() => setSentTo(null)} />;
	return (
		<>
			<h1>Entrer dans Copacte</h1>
			{door.me && <Already name={door.me} to={door.to} />}
			<AskForLink to={door.to} onSent={setSentTo} />
			<OtherWays door={door} />
			{door.demo && (
				<p className="aside">
					Pour essayer sans compte : <a href="/demo">entrer dans la démonstration</a>
				</p>
			)}
		</>
	);
}

/** Who is signed in may go on, or make place for somebody else. */
function Already({ name, to }: { name: string; to: string }) {
	const leave = async () => {
		const { value } = await ask<{ url?: string }>("POST", "/api/sign-out");
		if (value) location.assign(value.url ?? location.href);
	};
	return (
		<div className="notice">
			<p>
				Vous êtes déjà connecté : <strong>{name}</strong>.
			</p>
			<div className="ways">
				<a className="secondary" href={to}>
					Continuer
				</a>
				<button type="button" className="plain" onClick={leave}>
					Se déconnecter
				</button>
			</div>
		</div>
	);
}

function OtherWays({ door: { to, proconnect } }: { door: Door }) {
	const [problem, setProblem] = useState<Problem | null>(null);
	const passkeys = knowsPasskeys();
	useEffect(() => {
		if (passkeys) preparePasskeys();
	}, [passkeys]);
	const enter = async () => {
		setProblem(null);
		const refused = await enterByPasskey();
		if (refused) setProblem(refused);
		else location.assign(to);
	};
	if (!passkeys && !proconnect) return null;
	return (
		<>
			<p className="or">ou</p>
			<div className="others">
				{passkeys && (
					<button type="button" className="secondary" onClick={enter}>
						Entrer avec une clé d’accès
					</button>
				)}
				{proconnect && (
					<a className="secondary" href={`/connexion/proconnect?${new URLSearchParams({ [TO]: to })}`}>
						S’identifier avec ProConnect
					</a>
				)}
			</div>
			{passkeys && (
				<p className="quiet">
					La clé d’accès est celle de votre appareil : empreinte, visage ou code. Vous pourrez en ajouter une dans votre
					compte.
				</p>
			)}
			{problem && (
				<p role="alert" className="wrong">
					{problem.message}
				</p>
			)}
		</>
	);
}
