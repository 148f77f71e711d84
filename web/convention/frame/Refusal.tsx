import { useEffect, useRef, useState } from "react";
import type { Refused } from "../../../shared/room/protocol.ts";
import type { UnsentWords } from "../live/unsent.ts";

/** What was lost on the way to the room, with the name of the place each was written in. */
export interface Refusal {
	reason: Refused;
	words: { label: string; text: string }[];
}

/** Names each place as the page does. */
export function refusalOf(
	reason: Refused,
	words: UnsentWords[],
	labelOf: (place: UnsentWords["place"]) => string,
): Refusal {
	return { reason, words: words.map(({ place, text }) => ({ label: labelOf(place), text })) };
}

/** Says what happened, gives the person their words back, and starts again from the text as it stands. */
export function RefusalPanel({ refusal, onResume }: { refusal: Refusal; onResume: () => void }) {
	const dialog = useRef<HTMLDialogElement>(null);
	useEffect(() => dialog.current?.showModal(), []);
	const { reason, words } = refusal;
	const resume = RESUMES[reason.code] ?? { words: "Reprendre à partir du texte à jour", go: onResume };
	const wrote = words.length > 0;
	return (
		<dialog
			className="refusal"
			ref={dialog}
			aria-labelledby="refusal-title"
			onCancel={(event) => event.preventDefault()}
		>
			<h2 id="refusal-title">
				{wrote ? "Votre dernière modification n’a pas été acceptée" : "La page ne suit plus le texte"}
			</h2>
			<p>{reason.message || "Le serveur a fermé la connexion. Reprenez à partir du texte tel qu’il est maintenant."}</p>
			{wrote && <p>Le texte partagé n’a pas changé. Voici ce que vous veniez d’écrire, pour le copier :</p>}
			<Words words={words} />
			<button type="button" className="primary" onClick={resume.go}>
				{resume.words}
			</button>
		</dialog>
	);
}

/** Refusals that a fresh replica would only meet again. */
const RESUMES: Record<string, { words: string; go: () => void } | undefined> = {
	outdated: { words: "Recharger la page", go: () => location.reload() },
	signedOut: { words: "Se connecter", go: () => location.assign("/demo") },
	unknownConvention: { words: "Revenir à mes conventions", go: () => location.assign("/") },
};

/** After the page has started again, the words stay at hand until the person puts them away. */
export function KeptWords({ refusal, onClose }: { refusal: Refusal; onClose: () => void }) {
	if (refusal.words.length === 0) return null;
	return (
		<aside className="kept-words" aria-label="Vos mots mis de côté">
			<h2>Vos mots mis de côté</h2>
			<Words words={refusal.words} />
			<button type="button" onClick={onClose}>
				Je n’en ai plus besoin
			</button>
		</aside>
	);
}

function Words({ words }: { words: Refusal["words"] }) {
	return words.map(({ label, text }) => (
		<figure className="words-back" key={label}>
			<figcaption>
				{label} <CopyButton text={text} />
			</figcaption>
			<blockquote>{text}</blockquote>
		</figure>
	));
}

function CopyButton({ text }: { text: string }) {
	const [copied, setCopied] = useState(false);
	const copy = async () => {
		await navigator.clipboard.writeText(text);
		setCopied(true);
	};
	return (
		<button type="button" onClick={copy}>
			{copied ? "Copié" : "Copier"}
		</button>
	);
}
