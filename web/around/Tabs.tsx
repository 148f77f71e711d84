import { typeset } from "../../shared/text/typography.ts";

/** The ways between a convention's text, its people and its parties; one is on one of the last two. */
export function Tabs({ id, title, here }: { id: string; title: string; here: "personnes" | "parties" }) {
	const path = `/conventions/${encodeURIComponent(id)}`;
	return (
		<>
			<p className="trail">
				<a href={path}>{typeset(title)}</a>
			</p>
			<nav className="tabs" aria-label="La convention">
				<a href={path}>Texte</a>
				<a href={`${path}/personnes`} aria-current={here === "personnes" ? "page" : undefined}>
					Personnes
				</a>
				<a href={`${path}/parties`} aria-current={here === "parties" ? "page" : undefined}>
					Parties
				</a>
			</nav>
		</>
	);
}
