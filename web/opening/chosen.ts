import type { FoundOrganisation } from "../../shared/page/organisation.ts";
import { bodyOf } from "../../shared/party/naming.ts";
import { KIND_WORDS } from "../../shared/party/organisation.ts";
import type { PartyKind } from "../../shared/party/party.ts";

/** A party that was chosen: one of the directory, or one that was described. */
export interface Chosen {
	/** Stable while the page is open. */
	key: string;
	kind: PartyKind;
	shortName: string;
	/** null for one that is new. */
	id: string | null;
	/** As typed, of one that is new. */
	typed: { name: string; siret: string } | null;
	/** Several bear the name that was pasted: one of them has to be chosen. */
	candidates: FoundOrganisation[];
}

/** A way to parties other than the search. */
export interface Way {
	/** Adds these, and says so in words. */
	onAdd: (added: Chosen[], words: string) => void;
	onCancel: () => void;
}

/** The party that an organisation of the directory makes. */
export const chosenFrom = ({ id, kind, shortName }: FoundOrganisation): Chosen => ({
	key: id,
	kind,
	shortName,
	id,
	typed: null,
	candidates: [],
});

/** A party that is new to the directory, as it was described. */
export function described(kind: PartyKind, name: string, siret = ""): Chosen {
	const { shortName } = bodyOf(kind, name);
	return {
		key: `new ${kind} ${shortName}`,
		kind,
		shortName,
		id: null,
		typed: { name: name.trim(), siret },
		candidates: [],
	};
}

/** What a pasted name became: the one that bears it, several to choose from, or a new commune. */
export function pasted(name: string, found: FoundOrganisation[]): Chosen {
	const [only, ...others] = found;
	if (only && others.length === 0) return chosenFrom(only);
	const fresh = described("commune", name);
	return only ? { ...fresh, key: `which ${name}`, shortName: name, candidates: found } : fresh;
}

/** Those that are not there yet, behind those that are. */
export function withAdded(chosen: Chosen[], added: Chosen[]): Chosen[] {
	const all = new Map([...chosen, ...added].map((each) => [each.key, each]));
	return [...all.values()];
}

/** "Commune", "Intercommunalité (EPCI)"; said of one that has to be written into the directory. */
export const wordsFor = ({ kind, id, candidates }: Chosen) =>
	candidates.length > 0
		? "Plusieurs organismes portent ce nom"
		: `${KIND_WORDS[kind]}${id === null ? ", à inscrire dans Copacte" : ""}`;
