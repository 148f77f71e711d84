import { ofBody } from "./agreement.ts";
import type { Party, PartyKind } from "./party.ts";

/**
 * Whether such a body concludes by a délibération that is transmitted to the préfet (CGCT, L. 2131-1, L. 3131-1, L. 5211-3):
 * a Caf and an MSA are bodies of private law, and of another body it is not known.
 */
export const deliberates = (kind: PartyKind): boolean =>
	kind === "commune" || kind === "epci" || kind === "departement";

/** The parties whose councils vote on the convention, in order. */
export const deliberating = (parties: readonly Party[]): Party[] => parties.filter(({ kind }) => deliberates(kind));

/** "conseil municipal", "conseil communautaire", "comité syndical": what votes for a party. */
export function councilOf({ kind, name }: Pick<Party, "kind" | "name">): string {
	switch (kind) {
		case "commune":
			return "conseil municipal";
		case "departement":
			return "conseil départemental";
		case "epci":
			return (
				EPCI_COUNCILS.find(([pattern]) => pattern.test(name.replace(/^(?:la |le |l['’])/i, "")))?.[1] ??
				"conseil communautaire"
			);
		case "caf":
		case "msa":
			return "conseil d'administration";
		case "other":
			return "organe délibérant";
	}
}

const EPCI_COUNCILS: [RegExp, string][] = [
	[/^(?:syndicat|sivu|sivom|sivos|pôle|petr)(?![\p{L}\p{M}])/iu, "comité syndical"],
	[/^(?:métropole|eurométropole)/iu, "conseil métropolitain"],
	[/^établissement public territorial/iu, "conseil de territoire"],
];

/** The council of this party, named after it where several parties deliberate: "conseil municipal de la commune de Lys". */
export function namedCouncil(party: Party, parties: readonly Party[]): string {
	const council = councilOf(party);
	return deliberating(parties).length > 1 ? `${council} ${ofBody(party)}` : council;
}
