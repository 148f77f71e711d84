import type { PartyKind } from "./party.ts";
import type { Civility } from "./signatory.ts";

/** A title as it is said of a woman and of a man. */
interface Title {
	Madame: string;
	Monsieur: string;
}

const title = (Madame: string, Monsieur: string): Title => ({ Madame, Monsieur });

/** In what capacity people sign for such a body, the most usual first; who signs in another one types it. */
const TITLES: Record<PartyKind, Title[]> = {
	caf: [
		title("La Présidente du conseil d'administration", "Le Président du conseil d'administration"),
		title("La Directrice Générale", "Le Directeur Général"),
		title("La Directrice", "Le Directeur"),
		title("La Directrice adjointe", "Le Directeur adjoint"),
	],
	commune: [
		title("La Maire", "Le Maire"),
		title("La Première adjointe", "Le Premier adjoint"),
		title("L'Adjointe au maire", "L'Adjoint au maire"),
	],
	epci: [
		title("La Présidente", "Le Président"),
		title("La Première vice-présidente", "Le Premier vice-président"),
		title("La Vice-présidente", "Le Vice-président"),
	],
	msa: [
		title("La Directrice", "Le Directeur"),
		title("La Directrice Générale", "Le Directeur Général"),
		title("La Présidente du conseil d'administration", "Le Président du conseil d'administration"),
	],
	departement: [
		title("La Présidente", "Le Président"),
		title("La Présidente du conseil départemental", "Le Président du conseil départemental"),
		title("La Vice-présidente", "Le Vice-président"),
	],
	other: [
		title("La représentante", "Le représentant"),
		title("La Présidente", "Le Président"),
		title("La Directrice", "Le Directeur"),
	],
};

/** What may be chosen for somebody of this civility; both ways for one whose civility nobody said. */
export function titlesFor(kind: PartyKind, civility: Civility): string[] {
	return TITLES[kind].flatMap((each) => (civility === "" ? [each.Madame, each.Monsieur] : [each[civility]]));
}

/** The title as it is said of somebody of this civility, where it is a usual one; any other stays as it was typed. */
export function titleAs(kind: PartyKind, said: string, civility: Civility): string {
	const known = TITLES[kind].find(({ Madame, Monsieur }) => said === Madame || said === Monsieur);
	return known === undefined || civility === "" ? said : known[civility];
}
