import type { Phase } from "../../shared/state.ts";
import type { ConventionLine, HomePage } from "../bootstrap.ts";

const PHASE_WORDS: Record<Phase, string> = {
	drafting: "En rédaction",
	submitted: "Soumise",
	adopted: "Adoptée",
	signing: "En signature",
	signed: "Signée",
	superseded: "Remplacée par un avenant",
	expired: "Échue",
	terminated: "Résiliée",
};

/** The conventions of the person who looks. */
export function Home({ page: { me, conventions } }: { page: HomePage }) {
	return (
		<main className="simple">
			<p className="brand">Copacte</p>
			<h1>Mes conventions</h1>
			{conventions.length === 0 ? (
				<p>Aucune convention pour le moment. Quand on vous en ouvrira une, elle apparaîtra ici.</p>
			) : (
				<ConventionList conventions={conventions} />
			)}
			<p className="aside">
				Vous êtes {me.name}
				{me.organisation && `, ${me.organisation}`}. <a href="/compte">Mon compte</a> ·{" "}
				<a href="/demo">Changer de personne</a>
			</p>
		</main>
	);
}

/** Each convention with its phase and its parties, as a link to it. */
export function ConventionList({ conventions }: { conventions: ConventionLine[] }) {
	return (
		<ul className="conventions">
			{conventions.map(({ id, title, phase, model }) => (
				<li key={id}>
					<a href={`/conventions/${id}`}>
						<span className="title">{title}</span>
						<span className="model">Modèle {model}</span>
						<span className="phase" data-phase={phase}>
							{PHASE_WORDS[phase]}
						</span>
					</a>
				</li>
			))}
		</ul>
	);
}
