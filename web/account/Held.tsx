import { type FormEvent, useState } from "react";
import type { Held } from "../../shared/account/profile.ts";
import { inWords } from "../../shared/day.ts";
import { counted } from "../../shared/french.ts";
import { ask, type Problem } from "../api.ts";
import { TextField } from "../around/FormField.tsx";
import { Alone, emptyHead, Page } from "../around/Page.tsx";
import { Submit, useWaiting } from "../around/Press.tsx";

/** What Copacte knows of a person, how long, and how to take it away or have it erased. */
export function HeldScreen({ held }: { held: Held }) {
	const [closed, setClosed] = useState(false);
	if (closed) {
		return (
			<Alone title="Votre compte est supprimé" arrives>
				<p>Vous êtes déconnecté de tous vos appareils. Votre adresse n’est plus connue de Copacte.</p>
				<a className="primary" href="/">
					Revenir à l’accueil
				</a>
			</Alone>
		);
	}
	return (
		<Page
			title="Vos données"
			before={
				<p className="trail">
					<a href="/compte">Mon compte</a>
				</p>
			}
			about="Tout ce que Copacte sait de vous, pourquoi, et pendant combien de temps."
		>
			<Known held={held} />
			<section aria-labelledby="take">
				<h2 id="take">Les emporter</h2>
				<p>
					Un fichier JSON, qu’un autre logiciel peut lire&nbsp;: tout ce qui est dit plus haut, avec vos actes au
					journal.
				</p>
				<a className="secondary" href="/api/account/export" download>
					Télécharger mes données
				</a>
			</section>
			<Closing email={held.email} onClosed={() => setClosed(true)} />
		</Page>
	);
}

function Known({ held }: { held: Held }) {
	const { name, email, since, organisations, conventions, passkeys, sessions, proconnect, openings } = held;
	return (
		<section aria-labelledby="known">
			<h2 id="known">Ce que Copacte sait</h2>
			<dl className="facts">
				<dt>Votre nom et votre adresse</dt>
				<dd>
					<bdi>{name}</bdi>, <span className="address">{email}</span>, depuis le {inWords("day", since)}. Le nom se lit
					à côté de ce que vous écrivez&nbsp;; l’adresse sert à vous faire entrer et à vous écrire. Gardés tant que vous
					avez un compte.
				</dd>
				<dt>Où vous travaillez</dt>
				<dd>
					{counted(organisations, "1 organisme", "organismes", "Aucun organisme")}, et votre titre. Gardé tant que vous
					avez un compte.
				</dd>
				<dt>Vos conventions</dt>
				<dd>
					{conventions.length === 0 ? (
						"Aucune pour le moment."
					) : (
						<>
							Votre rôle dans chacune :{" "}
							{conventions.map(({ id, title }, at) => (
								<span key={id}>
									{at > 0 && ", "}
									<a href={`/conventions/${id}`}>
										<bdi>{title}</bdi>
									</a>
								</span>
							))}
							.
						</>
					)}{" "}
					Ce que vous y avez écrit appartient à la convention.
				</dd>
				<dt>Ce que vous avez ouvert</dt>
				<dd>
					Quelles conventions, quels jours, de quelle heure à quelle heure :{" "}
					{counted(openings, "1 jour noté", "jours notés", "aucun jour noté")}. Les personnes qui coordonnent une
					convention peuvent le voir, pour savoir qui a eu un texte sous les yeux. Gardé un an&nbsp;; ensuite, seulement
					la dernière fois.
				</dd>
				<dt>Vos sessions</dt>
				<dd>
					{counted(sessions, "1 session ouverte", "sessions ouvertes", "Aucune session ouverte")} : le navigateur,
					l’adresse internet, le début et la fin. Effacées quand elles finissent. Un numéro au hasard reconnaît aussi
					vos navigateurs, pour vous prévenir d’un nouveau.
				</dd>
				<dt>Vos clés d’accès</dt>
				<dd>
					{counted(passkeys, "1 clé", "clés", "Aucune clé")} : un nom, une date et la partie publique. La partie secrète
					ne quitte jamais votre appareil.
				</dd>
				{proconnect && (
					<>
						<dt>ProConnect</dt>
						<dd>
							L’identifiant que ProConnect a pour vous, et l’établissement où il dit que vous travaillez. Gardés tant
							que vous avez un compte.
						</dd>
					</>
				)}
				<dt>Vos actes</dt>
				<dd>
					Ouvrir, choisir, joindre, valider, signer&nbsp;: le journal de chaque convention dit qui l’a fait et quand. Il
					dure autant que la convention.
				</dd>
			</dl>
			<p>
				Un projet jamais signé que personne n’ouvre pendant deux ans est effacé, un mois après qu’un message vous en a
				prévenu. Une convention signée est une archive publique&nbsp;: Copacte ne l’efface pas.
			</p>
		</section>
	);
}

function Closing({ email, onClosed }: { email: string; onClosed: () => void }) {
	const [typed, setTyped] = useState("");
	const [problem, setProblem] = useState<Problem | null>(null);
	const [waiting, run] = useWaiting();
	const close = async () => {
		const { problem } = await ask("DELETE", "/api/account", { email: typed });
		setProblem(problem);
		if (problem) return;
		emptyHead();
		onClosed();
	};
	const submit = (event: FormEvent) => {
		event.preventDefault();
		void run(close);
	};
	return (
		<section aria-labelledby="close">
			<h2 id="close">Supprimer votre compte</h2>
			<p>
				<strong>Partent aussitôt</strong>&nbsp;: votre adresse, vos sessions, vos clés d’accès, vos organismes, votre
				place dans les conventions, et la liste de ce que vous avez ouvert.
			</p>
			<p>
				<strong>Reste</strong>&nbsp;: votre nom, au journal des conventions auxquelles vous avez pris part et au bas de
				ce que vous avez signé. La loi demande qu’on puisse dire qui a fait un acte public (code du patrimoine, article
				L. 211-1).
			</p>
			<form noValidate onSubmit={submit}>
				<TextField
					label="Pour confirmer, écrivez votre adresse e-mail"
					hint={email}
					type="email"
					autoComplete="off"
					spellCheck={false}
					value={typed}
					onChange={setTyped}
					problem={problem}
				/>
				<Submit className="stop" waiting={waiting}>
					Supprimer mon compte
				</Submit>
			</form>
		</section>
	);
}
