import { useEffect, useRef, useState } from "react";
import type { FoundOrganisation, FoundOrganisations } from "../../shared/page/organisation.ts";
import { KIND_WORDS } from "../../shared/party/organisation.ts";
import { typeset } from "../../shared/text/typography.ts";
import { ask } from "../api.ts";
import { FormField } from "../around/FormField.tsx";
import { type Chosen, chosenFrom } from "./chosen.ts";
import { DescribeParty } from "./DescribeParty.tsx";
import { PasteNames } from "./PasteNames.tsx";

interface Props {
	/** Ids that are no choice any more. */
	taken: Set<string>;
	onAdd: (added: Chosen[]) => void;
	/** Adds the names of a list at once; left out where one is added at a time. */
	several?: boolean;
}

/** A pause this long, in milliseconds, ends a word. */
const TYPED_AFTER = 250;

// By hand: a combobox of react-aria-components weighs 61 kB gzipped against 3 for all of this, and covers what it stands over.

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
			<FormField label="Chercher un organisme" hint="Par son nom ou son SIRET.">
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
			</FormField>
			{free && free.length > 0 && (
				<ul className="found" aria-label="Organismes trouvés">
					{free.map((each) => (
						<li key={each.id}>
							<button type="button" onClick={() => add([chosenFrom(each)], `${each.shortName} : ajouté.`)}>
								<strong>
									<bdi>{each.shortName}</bdi>
								</strong>{" "}
								<span>{each.siret ?? KIND_WORDS[each.kind]}</span>
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
			{way === "paste" && <PasteNames onAdd={add} onCancel={() => setWay("search")} />}
			{way === "describe" && <DescribeParty name={typed} onAdd={add} onCancel={() => setWay("search")} />}
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
function useFound(typed: string): FoundOrganisation[] | null {
	const [found, setFound] = useState<FoundOrganisation[] | null>(null);
	useEffect(() => {
		setFound(null);
		if (typed.trim().length < 2) return;
		let wanted = true;
		const timer = setTimeout(async () => {
			const path = `/api/organisations/search?${new URLSearchParams({ q: typed })}`;
			const { value } = await ask<FoundOrganisations>("GET", path);
			if (wanted && value) setFound(value.organisations);
		}, TYPED_AFTER);
		return () => {
			wanted = false;
			clearTimeout(timer);
		};
	}, [typed]);
	return found;
}
