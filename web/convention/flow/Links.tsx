import { type FormEvent, useEffect, useRef, useState } from "react";
import { inWords } from "../../../shared/day.ts";
import type { ListedLink } from "../../../shared/page/links.ts";
import { typeset } from "../../../shared/text/typography.ts";
import type { Version } from "../../../shared/version/version.ts";
import type { Problem } from "../../api.ts";
import { Choice, TextField } from "../../around/FormField.tsx";
import { Submit, useWaiting } from "../../around/Press.tsx";
import { Said } from "../../around/Said.tsx";
import { Sure } from "../../around/Sure.tsx";
import { Trouble } from "../../around/Trouble.tsx";
import { useConvention } from "../context.ts";
import { links as askLinks, makeLink, revokeLink } from "./acts.ts";

/** Links by which anybody reads a version: made, copied once, counted, taken back. */
export function Links({ versions }: { versions: Version[] }) {
	const { page } = useConvention();
	const { id } = page.convention;
	const [links, setLinks] = useState<ListedLink[] | null>(null);
	const [problem, setProblem] = useState<Problem | null>(null);
	const [made, setMade] = useState<string | null>(null);
	const [said, say] = useState("");
	const look = async () => {
		const { value, problem } = await askLinks(id);
		setProblem(problem);
		if (value) setLinks(value.links);
	};
	// biome-ignore lint/correctness/useExhaustiveDependencies: asked once; each act asks again.
	useEffect(() => void look(), []);
	const revoke = async (link: ListedLink) => {
		const refused = await revokeLink(id, link.id);
		setProblem(refused);
		if (refused) return;
		say("Le lien est retiré : il ne s’ouvre plus.");
		await look();
	};
	return (
		<section className="rail-group links">
			<h3>
				Liens de lecture <span>sans compte, sans brouillon</span>
			</h3>
			{links?.length === 0 && !made && (
				<p className="rail-empty">Aucun lien. Un élu peut lire une version sans compte.</p>
			)}
			{made && <Made url={made} />}
			<ul>
				{links?.map((link) => (
					<li key={link.id} className="version">
						<p className="version-head">
							<strong>{link.label ? typeset(link.label) : "Sans nom"}</strong>{" "}
							<span className="version-state">version {link.version}</span>
						</p>
						<p>
							{openings(link.opened)}{" "}
							{link.expiresAt ? `Valable jusqu’au ${inWords("day", link.expiresAt)}.` : "Sans limite."}
						</p>
						<Sure
							words="Retirer"
							about={`le lien ${link.label || `de la version ${link.version}`}`}
							question="Ce lien ne s’ouvrira plus, pour personne."
							yes="Retirer le lien"
							onYes={() => revoke(link)}
						/>
					</li>
				))}
			</ul>
			<Said text={said} />
			<Trouble problem={problem} />
			<NewLink
				versions={versions}
				onMade={(url) => {
					setMade(url);
					void look();
				}}
			/>
		</section>
	);
}

const openings = (count: number) =>
	count === 0 ? "Pas encore ouvert." : `Ouvert ${count === 1 ? "une fois" : `${count} fois`}.`;

/** Its address is told once: Copacte keeps no more than what recognises it. */
function Made({ url }: { url: string }) {
	const [copied, setCopied] = useState(false);
	const input = useRef<HTMLInputElement>(null);
	useEffect(() => input.current?.focus(), []);
	const copy = async () => {
		input.current?.select();
		try {
			await navigator.clipboard.writeText(url);
			setCopied(true);
		} catch {
			// Without https there is no clipboard: the address is selected, to be copied by hand.
			setCopied(document.execCommand("copy"));
		}
	};
	return (
		<div className="link-made">
			<label htmlFor="link-made">Copiez cette adresse maintenant : elle ne sera plus montrée.</label>
			<input id="link-made" ref={input} readOnly value={url} onFocus={({ target }) => target.select()} />
			<button type="button" className="secondary" onClick={() => void copy()}>
				Copier l’adresse
			</button>
			<span role="status">{copied && "Copiée."}</span>
		</div>
	);
}

/** Days from now; "" without an end. */
const TERMS: [value: string, words: string][] = [
	["", "Sans limite"],
	["30", "30 jours"],
	["90", "3 mois"],
	["365", "Un an"],
];
const DAY_MS = 86_400_000;

function NewLink({ versions, onMade }: { versions: Version[]; onMade: (url: string) => void }) {
	const { page } = useConvention();
	const [asking, ask] = useState(false);
	const [version, setVersion] = useState(String(versions[0]?.number ?? 1));
	const [label, setLabel] = useState("");
	const [term, setTerm] = useState("");
	const [problem, setProblem] = useState<Problem | null>(null);
	const [waiting, run] = useWaiting();
	if (!asking) {
		return (
			<button type="button" className="secondary" onClick={() => ask(true)}>
				Créer un lien
			</button>
		);
	}
	const make = async () => {
		const end = term === "" ? null : new Date(Date.now() + Number(term) * DAY_MS).toISOString();
		const { value, problem } = await makeLink(page.convention.id, Number(version), label, end);
		setProblem(problem);
		if (!value) return;
		ask(false);
		setLabel("");
		onMade(value.url);
	};
	const choices = versions.map(({ number }): [string, string] => [String(number), `Version ${number}`]);
	return (
		<form
			noValidate
			onSubmit={(event: FormEvent) => {
				event.preventDefault();
				void run(make);
			}}
		>
			<TextField
				label="Pour qui, ou pour quoi"
				hint="Vous seuls le lirez : « Conseil municipal du 3 juin »."
				value={label}
				maxLength={100}
				autoComplete="off"
				onChange={setLabel}
			/>
			<div className="pair">
				<Choice label="Version" value={version} choices={choices} onChange={setVersion} />
				<Choice label="Valable" value={term} choices={TERMS} onChange={setTerm} />
			</div>
			<Trouble problem={problem} />
			<div className="acts">
				<Submit waiting={waiting}>Créer le lien</Submit>
				<button type="button" className="plain" onClick={() => ask(false)}>
					Annuler
				</button>
			</div>
		</form>
	);
}
