import { inWords } from "../../shared/day.ts";
import type { Letter } from "../../shared/page/account.ts";
import { Page } from "../around/Page.tsx";

/** The letters of a demonstration, which sends none: the last first. */
export function OutboxScreen({ letters }: { letters: Letter[] }) {
	return (
		<Page
			title="Boîte d’envoi"
			about={
				<>
					Dans la démonstration, aucun message ne part&nbsp;: les voici, comme ils seraient arrivés.{" "}
					<a href="/demo/outbox">Actualiser</a>
				</>
			}
		>
			{letters.length === 0 && <p className="card">Aucun message pour le moment.</p>}
			{letters.map((letter) => (
				<LaidOut key={letter.id} letter={letter} />
			))}
		</Page>
	);
}

function LaidOut({ letter: { id, to, subject, text, html, sentAt } }: { letter: Letter }) {
	return (
		<article className="card letter" aria-labelledby={`letter-${id}`}>
			<h2 id={`letter-${id}`}>{subject}</h2>
			<p className="hint">
				À <span className="address">{to}</span>, le {inWords("moment", sentAt)}
			</p>
			<div className="text">{withLinks(text)}</div>
			<details>
				<summary>Avec sa mise en page</summary>
				{/* No script runs in it, and no link leads anywhere. */}
				<iframe title={`Mise en page : ${subject}`} sandbox="" srcDoc={html} loading="lazy" />
			</details>
		</article>
	);
}

/** Every second piece is an address. */
function withLinks(text: string) {
	return text.split(/(https?:\/\/\S+)/).map((piece, at) =>
		at % 2 === 0 ? (
			piece
		) : (
			// biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a letter keep their places.
			<a key={at} href={piece}>
				{piece}
			</a>
		),
	);
}
