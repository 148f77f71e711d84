import { emailAddress } from "../../shared/account/address.ts";
import type { FieldProblem } from "../../shared/failure.ts";
import { endsFor, missingIn, type OpeningModel, problemsIn, proposedTitle } from "../../shared/opening.ts";
import type { OpeningRequest } from "../../shared/page/opening.ts";
import type { Role } from "../../shared/people/role.ts";
import type { Chosen } from "./chosen.ts";

/** Everything that is typed and chosen on the page, as it stands. */
export interface Draft {
	model: string;
	caf: string;
	territory: string;
	starts: string;
	/** "" for the last year that the model allows. */
	ends: string;
	plan: string;
	parties: Chosen[];
	/** Roles by colleague; mine are not asked. */
	roles: Record<string, Role[]>;
	/** By party key: who coordinates for it, as typed. */
	addresses: Record<string, string>;
	/** null as long as the proposed one was not changed. */
	title: string | null;
}

/** What the server is asked, of what was typed. */
export function requestOf(draft: Draft, model: OpeningModel): OpeningRequest {
	const fresh = draft.parties.flatMap(({ typed, kind }) => (typed ? [{ kind, ...typed }] : []));
	return {
		model: draft.model,
		caf: draft.caf,
		territory: draft.territory.trim() || undefined,
		...yearsOf(draft, model),
		plan: draft.plan || undefined,
		parties: draft.parties.flatMap(({ id }) => id ?? []),
		newParties: fresh.map(({ siret, ...party }) => (siret ? { ...party, siret } : party)),
		people: Object.entries(draft.roles).map(([person, roles]) => ({ person, roles })),
		title: titleOf(draft, model),
	};
}

/** What was typed as a title, or the one that is proposed. */
export const titleOf = (draft: Draft, model: OpeningModel): string =>
	draft.title?.trim() || proposedTitle({ territory: draft.territory, ...yearsOf(draft, model) }, model);

/** First and last year, of what was typed: without a choice, the last that the model allows. */
function yearsOf({ starts, ends }: Draft, model: OpeningModel): { starts?: number; ends?: number } {
	if (!/^\d{4}$/.test(starts.trim())) return {};
	const first = Number(starts);
	const last = Number(ends) || endsFor(first, model).at(-1);
	return last === undefined ? { starts: first } : { starts: first, ends: last };
}

/** Everything to put right before the convention can be opened, in the order of the page. */
export function problemsOf(draft: Draft, model: OpeningModel): FieldProblem[] {
	const request = requestOf(draft, model);
	const kinds = draft.parties.filter(({ candidates }) => candidates.length === 0).map(({ kind }) => kind);
	const problems = [...missingIn(request, model, kinds), ...problemsIn(request, model), ...partyProblems(draft)];
	return ORDER.flatMap((name) => problems.filter(({ field }) => field.split(".")[0] === name));
}

const ORDER = ["territory", "starts", "ends", "plan", "parties", "newParties", "addresses", "title"];

function partyProblems({ parties, addresses }: Draft): FieldProblem[] {
	const problems: FieldProblem[] = [];
	const unclear = parties.filter(({ candidates }) => candidates.length > 0);
	if (unclear.length > 0) {
		const names = unclear.map(({ shortName }) => `« ${shortName} »`).join(", ");
		problems.push({ field: "parties", message: `Précisez de quel organisme il s'agit : ${names}.` });
	}
	const holders = new Map<string, string>();
	for (const { key, shortName } of parties) {
		const typed = addresses[key]?.trim().toLowerCase() ?? "";
		if (typed === "") continue;
		const other = holders.get(typed);
		holders.set(typed, other ?? shortName);
		const field = `addresses.${key}`;
		if (emailAddress(typed) === null) {
			const message = `L'adresse pour ${shortName} n'est pas complète. Elle ressemble à prenom.nom@mairie.fr.`;
			problems.push({ field, message });
		} else if (other !== undefined) {
			const message = `L'adresse pour ${shortName} est la même que pour ${other}. Une personne coordonne pour une seule partie.`;
			problems.push({ field, message });
		}
	}
	return problems;
}
