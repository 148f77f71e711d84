import { useEffect, useState } from "react";
import { TO } from "../../shared/account/destination.ts";
import type { Door, SignedOut } from "../../shared/page/account.ts";
import { ask, type Problem } from "../api.ts";
import { Alone } from "../around/Page.tsx";
import { LEAVING, Press } from "../around/Press.tsx";
import { Trouble } from "../around/Trouble.tsx";
import { AskForLink, Sent } from "./AskForLink.tsx";
import { enterByPasskey, knowsPasskeys, preparePasskeys } from "./passkey.ts";

/** Saying who one is, by whatever way one has. */
export function SignInScreen({ door }: { door: Door & { me: string | null } }) {
	const [sentTo, setSentTo] = useState<string | null>(null);
	if (sentTo !== null) return <Sent email={sentTo} door={door} onOther={() => setSentTo(null)} />;
	return (
		<Alone title="Entrer dans Copacte">
			{door.me && <Already name={door.me} to={door.to} />}
			<AskForLink to={door.to} onSent={setSentTo} />
			<OtherWays door={door} />
			{door.demo && (
				<p className="aside">
					<a href="/demo">Essayer sans compte</a>
				</p>
			)}
		</Alone>
	);
}

/** Who is signed in may go on, or make place for somebody else. */
function Already({ name, to }: { name: string; to: string }) {
	const leave = async () => {
		const { value } = await ask<SignedOut>("POST", "/api/sign-out");
		if (!value) return null;
		location.assign(value.url ?? location.href);
		return LEAVING;
	};
	return (
		<div className="notice">
			<p>
				Vous êtes déjà connecté :{" "}
				<strong>
					<bdi>{name}</bdi>
				</strong>
				.
			</p>
			<div className="acts">
				<a className="secondary" href={to}>
					Continuer
				</a>
				<Press className="plain" onPress={leave}>
					Changer de compte
				</Press>
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
		setProblem(refused);
		if (refused) return null;
		location.assign(to);
		return LEAVING;
	};
	if (!passkeys && !proconnect) return null;
	return (
		<>
			<p className="or">ou</p>
			<div className="others">
				{passkeys && (
					<Press className="secondary" onPress={enter}>
						Entrer avec une clé d’accès
					</Press>
				)}
				{proconnect && (
					<a className="secondary" href={`/connexion/proconnect?${new URLSearchParams({ [TO]: to })}`}>
						S’identifier avec ProConnect
					</a>
				)}
			</div>
			{passkeys && (
				<p className="hint">Empreinte, visage ou code de votre appareil : elle s’ajoute depuis votre compte.</p>
			)}
			<Trouble problem={problem} />
		</>
	);
}
