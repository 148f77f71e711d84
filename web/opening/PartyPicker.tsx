import { type FormEvent, useEffect, useRef, useState } from "react";
import { KIND_WORDS } from "../../shared/party/organisation.ts";
import type { PartyKind } from "../../shared/party/party.ts";
import { isSiret, siretDigits } from "../../shared/party/siret.ts";
import { typeset } from "../../shared/text/typography.ts";
import { ask } from "../api.ts";
import { Choice, Field } from "../around/Field.tsx";
import { Press } from "../around/Press.tsx";
import { type Chosen, chosenFrom, described, type Found, pasted } from "./chosen.ts";

interface Props {
	/** Ids that are no choice any more. */
	taken: Set<string>;
	onAdd: (added: Chosen[]) => void;
	/** Adds the names of a list at once; left out where one is added at a time. */
	several?: boolean;
}

/** A pause this long, in milliseconds, ends a word. */
const TYPED_AFTER = 250;

/** Finds organisations by name or SIRET, takes a pasted list of names, or a description of one that is not there. */
export function PartyPicker({ taken, onAdd, several = true }: Props) {
	const [typed, setTyped] = useState("");
	const [way, setWay] = useState<"search" | "paste" | "describe">("search");
	const [said, setSaid] = useState("");
	const field = useRef<HTMLInputElement>(null);
	const found = useFound(typed);
	const add = (added: Chosen[], words: string) => {
		onAdd(added);
		setSaid(words);
		setTyped("");
		setWay("search");
		field.current?.focus();
	};
	const free = found?.filter(({ id }) => !taken.has(id));
	return (
		<div className="picker">
			<Field label="Chercher un organisme" hint="Par son nom ou son SIRET.">
				{(attributes) => (
					<input
						{...attributes}
						ref={field}
						type="search"
						autoComplete="off"
						value={typed}
						onChange={({ target }) => setTyped(target.value)}
						// Enter adds the first one found; it must not send the form.
						onKeyDown={(event) => {
							if (event.key !== "Enter") return;
							event.preventDefault();
							if (free?.[0]) add([chosenFrom(free[0])], `${free[0].shortName} : ajouté.`);
						}}
					/>
				)}
			</Field>
			{free && free.length > 0 && (
				<ul className="found" aria-label="Organismes trouvés">
					{free.map((each) => (
						<li key={each.id}>
							<button type="button" onClick={() => add([chosenFrom(each)], `${each.shortName} : ajouté.`)}>
								<strong>{each.shortName}</strong> <span>{each.siret ?? KIND_WORDS[each.kind]}</span>
							</button>
						</li>
					))}
				</ul>
			)}
			<p className="hint" role="status">
				{typeset(found && typed ? countWords(free?.length ?? 0, found.length) : said)}
			</p>
			{way === "search" && (
				<p className="acts">
					{several && (
						<button type="button" className="secondary" onClick={() => setWay("paste")}>
							Coller une liste de noms
						</button>
					)}
					<button type="button" className="secondary" onClick={() => setWay("describe")}>
						Décrire un organisme absent
					</button>
				</p>
			)}
			{way === "paste" && <Paste onAdd={add} onCancel={() => setWay("search")} />}
			{way === "describe" && <Describe name={typed} onAdd={add} onCancel={() => setWay("search")} />}
		</div>
	);
}

function countWords(free: number, found: number): string {
	if (free > 0) return free === 1 ? "Un organisme trouvé." : `${free} organismes trouvés.`;
	return found > 0
		? "Cet organisme est déjà dans la liste."
		: "Aucun organisme de ce nom dans Copacte. Décrivez-le : il y entrera avec la convention.";
}

/** What the server finds for these words; null before it has answered. */
function useFound(typed: string): Found[] | null {
	const [found, setFound] = useState<Found[] | null>(null);
	useEffect(() => {
		setFound(null);
		if (typed.trim().length < 2) return;
		let wanted = true;
		const timer = setTimeout(async () => {
			const path = `/api/organisations/search?${new URLSearchParams({ q: typed })}`;
			const { value } = await ask<{ organisations: Found[] }>("GET", path);
			if (wanted && value) setFound(value.organisations);
		}, TYPED_AFTER);
		return () => {
			wanted = false;
			clearTimeout(timer);
		};
	}, [typed]);
	return found;
}

interface WayProps {
	onAdd: (added: Chosen[], words: string) => void;
	onCancel: () => void;
}

function Paste({ onAdd, onCancel }: WayProps) {
	const [text, setText] = useState("");
	const [problem, setProblem] = useState("");
	const names = [...new Set(text.split(/[\n;]/).map((line) => line.trim()))].filter(Boolean);
	const read = async () => {
		if (names.length === 0) return setProblem("Collez au moins un nom.");
		const { value, problem } = await ask<{ organisations: Found[][] }>("POST", "/api/organisations/named", { names });
		if (problem) return setProblem(problem.message);
		const added = names.map((name, at) => pasted(name, value.organisations[at] ?? []));
		onAdd(added, pastedWords(added));
	};
	return (
		<div className="inset">
			<Field
				label="Noms des organismes, un par ligne"
				hint="Les communes absentes de Copacte y entreront."
				problem={problem}
			>
				{(attributes) => (
					<textarea {...attributes} rows={8} value={text} onChange={({ target }) => setText(target.value)} />
				)}
			</Field>
			<p className="acts">
				<Press className="primary" onPress={read}>
					{names.length > 1 ? `Ajouter ces ${names.length} noms` : "Ajouter"}
				</Press>
				<button type="button" className="plain" onClick={onCancel}>
					Annuler
				</button>
			</p>
		</div>
	);
}

function pastedWords(added: Chosen[]): string {
	const unclear = added.filter(({ candidates }) => candidates.length > 0).length;
	const fresh = added.filter(({ id, candidates }) => id === null && candidates.length === 0).length;
	const parts = [`${added.length} ${added.length > 1 ? "noms ajoutés" : "nom ajouté"}`];
	if (fresh > 0) parts.push(`${fresh} à inscrire dans Copacte`);
	if (unclear > 0) parts.push(`${unclear} à préciser`);
	return `${parts.join(", ")}.`;
}

const KINDS = Object.entries(KIND_WORDS) as [PartyKind, string][];

function Describe({ name: typed, onAdd, onCancel }: WayProps & { name: string }) {
	const [kind, setKind] = useState<PartyKind>("commune");
	const [name, setName] = useState(/^[\d\s]+$/.test(typed) ? "" : typed);
	const [siret, setSiret] = useState("");
	const [shown, setShown] = useState(false);
	const problems = {
		name: name.trim() === "" ? "Indiquez le nom de cet organisme." : "",
		siret:
			siret.trim() !== "" && !isSiret(siretDigits(siret))
				? "Ce SIRET n'est pas juste : il a 14 chiffres. Recopiez-le, ou laissez-le vide."
				: "",
	};
	const add = (event?: FormEvent) => {
		event?.preventDefault();
		setShown(true);
		if (problems.name || problems.siret) return;
		const added = described(kind, name, siret.trim());
		onAdd([added], `${added.shortName} : ajouté.`);
	};
	return (
		<div className="inset">
			<Choice label="Ce que c’est" value={kind} choices={KINDS} onChange={setKind} />
			<Field label="Nom" hint="Pour une commune, son nom suffit." problem={shown ? problems.name : ""}>
				{(attributes) => (
					<input {...attributes} type="text" value={name} onChange={({ target }) => setName(target.value)} />
				)}
			</Field>
			<Field label="SIRET (facultatif)" problem={shown ? problems.siret : ""}>
				{(attributes) => (
					<input
						{...attributes}
						type="text"
						inputMode="numeric"
						value={siret}
						onChange={({ target }) => setSiret(target.value)}
					/>
				)}
			</Field>
			<p className="acts">
				<button type="button" className="primary" onClick={() => add()}>
					Ajouter
				</button>
				<button type="button" className="plain" onClick={onCancel}>
					Annuler
				</button>
			</p>
		</div>
	);
}
