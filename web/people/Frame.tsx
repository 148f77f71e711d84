import type { ReactNode } from "react";

/** A page around the conventions: whose it is, and what it is about. */
export function Frame({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
	return (
		<main className="simple people-page">
			<p className="brand">
				<a href="/">
					Copacte<span className="unseen"> : mes conventions</span>
				</a>
			</p>
			<h1>{title}</h1>
			{aside && <p className="about">{aside}</p>}
			{children}
		</main>
	);
}
