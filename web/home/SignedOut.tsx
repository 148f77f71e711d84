import type { FailurePage } from "../bootstrap.ts";

/** For someone whom the server does not know. */
export function SignedOut() {
	return (
		<main className="simple">
			<p className="brand">Copacte</p>
			<h1>Vous n’êtes pas connecté</h1>
			<p>Pour lire ou écrire une convention, dites d’abord qui vous êtes.</p>
			<p>
				<a className="primary" href="/demo">
					Entrer dans la démonstration
				</a>
			</p>
		</main>
	);
}

/** What was asked for cannot be shown to this person. */
export function Refused({ page: { failure } }: { page: FailurePage }) {
	return (
		<main className="simple">
			<p className="brand">Copacte</p>
			<h1>Cette page ne peut pas s’afficher</h1>
			<p>{failure.message}</p>
			<p>
				<a className="primary" href="/">
					Revenir à mes conventions
				</a>
			</p>
		</main>
	);
}
