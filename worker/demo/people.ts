import type { Node, State } from "../../shared/convention/state.ts";
import type { Signatory } from "../../shared/party/signatory.ts";
import type { Role } from "../../shared/people/role.ts";
import type { Organisation } from "../directory/organisation.ts";

/** The demonstration: the real territory of the model's first convention, and people who do not exist. */
export const organisations: Organisation[] = [
	{
		id: "caf-du-nord",
		kind: "caf",
		name: "Caisse d'allocations familiales du Nord",
		shortName: "Caf du Nord",
		alias: "la Caf",
	},
	{
		id: "lys-lez-lannoy",
		kind: "commune",
		name: "commune de Lys-lez-Lannoy",
		shortName: "Commune de Lys-lez-Lannoy",
		alias: "la Commune",
	},
	{
		id: "sainte-aubeline",
		kind: "commune",
		name: "commune de Sainte-Aubeline",
		shortName: "Commune de Sainte-Aubeline",
		alias: "la Commune",
	},
];

interface DemoPerson {
	id: string;
	name: string;
	organisation: string;
	/** What they are there. */
	title: string;
	/** Party in the demonstration's convention. */
	party: string;
	roles: Role[];
}

export const people: DemoPerson[] = [
	{
		id: "ines-vasseur",
		name: "Inès Vasseur",
		title: "Conseillère technique",
		organisation: "caf-du-nord",
		party: "caf",
		roles: ["coordinates", "drafts"],
	},
	{
		id: "paul-derville",
		name: "Paul Derville",
		title: "Chargé de conseil et de développement",
		organisation: "caf-du-nord",
		party: "caf",
		roles: ["drafts"],
	},
	{
		id: "helene-courtois",
		name: "Hélène Courtois",
		title: "Directrice générale",
		organisation: "caf-du-nord",
		party: "caf",
		roles: ["approves", "signs"],
	},
	{
		id: "thomas-marchal",
		name: "Thomas Marchal",
		title: "Secrétaire de mairie",
		organisation: "lys-lez-lannoy",
		party: "commune",
		roles: ["coordinates", "drafts"],
	},
	{
		id: "rose-delmotte",
		name: "Rose Delmotte",
		title: "Responsable enfance et jeunesse",
		organisation: "lys-lez-lannoy",
		party: "commune",
		roles: ["drafts"],
	},
	{
		id: "karim-lepage",
		name: "Karim Lepage",
		title: "Maire",
		organisation: "lys-lez-lannoy",
		party: "commune",
		roles: ["approves", "signs"],
	},
	{
		id: "odile-garance",
		name: "Odile Garance",
		title: "Secrétaire de mairie",
		organisation: "sainte-aubeline",
		party: "commune-2",
		roles: [],
	},
];

export const convention = {
	id: "demonstration-lys-lez-lannoy",
	title: "CTG 2024-2028 · Lys-lez-Lannoy",
	model: "ctg-2024",
	organisations: ["caf-du-nord", "lys-lez-lannoy"],
	fields: {
		territoire: "Lys-lez-Lannoy",
		"caf.nom": "Caf du Nord",
		"convention.debut": "2024-01-01",
		"caf.deliberation": "2019-01-17",
	} satisfies State["fields"],
	signatories: {
		"caf-du-nord": [
			{
				title: "La Présidente du conseil d'administration",
				civility: "Madame",
				name: "Solène Aubriot",
				delegation: "",
			},
			{ title: "La Directrice Générale", civility: "Madame", name: "Hélène Courtois", delegation: "" },
		],
	} satisfies Record<string, Omit<Signatory, "id">[]>,
};

const paragraph = (text: string): Node => ({ type: "paragraph", content: [{ type: "text", text }] });
const list = (...items: string[]): Node => ({
	type: "bulletList",
	content: items.map((item) => ({ type: "listItem", content: [paragraph(item)] })),
});

/** A convention begun: enough to read, enough left to write. Article 4 promises a list that nobody has written yet (R7). */
export const sections: Record<string, Node[]> = {
	"article-2": [
		paragraph(
			"Sur le territoire de Lys-lez-Lannoy, les services de la Caf accompagnent 1 684 allocataires, soit 2,1 % des allocataires de la métropole.",
		),
		paragraph(
			"Par ailleurs, en 2023, six gestionnaires représentant neuf équipements sociaux de proximité sont financés au titre de l’action sociale.",
		),
	],
	"annexe-1": [
		paragraph("Le diagnostic a retenu trois besoins sur la commune :"),
		list(
			"l’accueil du jeune enfant, avec le multi-accueil et le relais petite enfance ;",
			"les accueils de loisirs, en période scolaire et pendant les vacances ;",
			"l’accès aux droits, au point d’accueil de la mairie.",
		),
	],
};
