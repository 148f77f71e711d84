import { signInFor } from "../../shared/account/destination.ts";
import type { FailurePage, SignedOutPage } from "../bootstrap.ts";

/** For someone who is not signed in: what this is, or that they must say who they are. */
export function SignedOut({ page: { welcome, to, hasDemo } }: { page: SignedOutPage }) {
	return (
		<main className="simple">
			<p className="brand">Copacte</p>
			<h1>
				{welcome ? "Écrire une convention à plusieurs, sans qu’un mot du modèle ne bouge" : "Vous n’êtes pas connecté"}
			</h1>
			<p>{welcome ?? "Pour ouvrir cette page, dites d’abord qui vous êtes."}</p>
			<p>
				<a className="primary" href={signInFor(to ?? "/")}>
					{welcome ? "Entrer" : "Se connecter"}
				</a>
			</p>
			{hasDemo && (
				<p className="aside">
					Pour essayer sans compte : <a href="/demo">entrer dans la démonstration</a>
				</p>
			)}
		</main>
	);
}

/** What was asked for cannot be shown to this person. */
export function Refused({ page: { failure } }: { page: FailurePage }) {
	return (
		<main className="simple">
			<p className="brand">Copacte</p>
			<h1>{failure.title}</h1>
			<p>{failure.message}</p>
			{failure.links.map(({ href, label }, at) => (
				<p key={href}>
					<a className={at === 0 ? "primary" : undefined} href={href}>
						{label}
					</a>
				</p>
			))}
		</main>
	);
}
