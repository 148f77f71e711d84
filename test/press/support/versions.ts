import type { AttachedFile, Node, State } from "../../../shared/convention/state.ts";
import { fieldsOf, sectionsOf } from "../../../shared/convention/writable.ts";
import type { Model } from "../../../shared/model/model.ts";
import { models } from "../../../shared/model/models.ts";
import type { Party } from "../../../shared/party/party.ts";
import type { Signatory } from "../../../shared/party/signatory.ts";
import { assemble } from "../../../shared/text/assemble.ts";
import type { Text } from "../../../shared/text/text.ts";
import type { Acts } from "../../../shared/version/acts.ts";
import { canonicalBytes } from "../../../shared/version/canonical.ts";

/** Versions to print, of invented bodies and people. */
export interface Version {
	text: Text;
	parties: Party[];
	canonical: Uint8Array;
}

const VALUES = {
	date: "2026-01-01",
	year: "2026",
	number: "1684",
	percent: "2.3",
	amount: "12500.5",
	text: "Lys-lez-Lannoy",
	person: "Véronique Œuvrard",
};

export const caf: Party = {
	id: "caf",
	kind: "caf",
	name: "Caisse d'allocations familiales du Nord",
	shortName: "Caf du Nord",
	alias: "la Caf",
	signatories: [
		signatory("caf-1", "La Présidente du conseil d'administration", "Madame", "Solène Aubriot"),
		signatory("caf-2", "La Directrice générale", "Madame", "Hélène Courtois"),
	],
};

export const commune = (name: string, id = "commune"): Party => ({
	id,
	kind: "commune",
	name: `Commune de ${name}`,
	shortName: `Commune de ${name}`,
	alias: "la Commune",
	signatories: [signatory(`${id}-1`, "Le Maire", "Monsieur", "Karim Lepage")],
});

function signatory(id: string, title: string, civility: Signatory["civility"], name: string): Signatory {
	return { id, title, civility, name, delegation: "" };
}

export const PARTIES: Party[] = [caf, commune("Lys-lez-Lannoy")];

export function modelNamed(id: string): Model {
	const model = models.find((each) => each.id === id);
	if (!model) throw new Error(`no model ${id}`);
	return model;
}

interface Given {
	parties?: Party[];
	sections?: Record<string, Node[]>;
	fields?: Record<string, string>;
	files?: Record<string, AttachedFile[]>;
	logos?: State["structure"]["logos"];
	rows?: Record<string, string[]>;
}

/** A whole version: every field and section filled, with what is given in place of that. */
export function versionOf(model: Model, given: Given = {}): Version {
	const { parties = PARTIES, files = {}, logos = {}, rows = {} } = given;
	const structure = { phase: "submitted" as const, parties, options: {}, variants: {}, rows, files, logos };
	const fields = Object.fromEntries(fieldsOf(model, structure).map(({ key, type }) => [key, VALUES[type]]));
	const sections = Object.fromEntries(sectionsOf(model, structure).map(({ id, label }) => [id, written(label)]));
	const text = assemble(model, {
		fields: { ...fields, ...given.fields },
		sections: { ...sections, ...given.sections },
		structure,
	});
	return { text, parties, canonical: canonicalBytes(text, parties) };
}

const written = (label: string): Node[] => [
	paragraph(
		`${label} : les signataires conviennent de poursuivre ensemble les actions engagées sur le territoire, et d’en rendre compte chaque année au comité de pilotage.`,
	),
];

export const paragraph = (text: string): Node => ({ type: "paragraph", content: [{ type: "text", text }] });

export const acts = (more: Partial<Acts> = {}): Acts => ({
	number: 1,
	submittedAt: "2026-03-12T10:00:00.000Z",
	draft: true,
	signedOn: null,
	annexed: {},
	approvals: [],
	deliberations: [],
	signatures: [],
	link: null,
	...more,
});

/** Everything done, by everybody. */
export const signed = (parties: Party[] = PARTIES): Acts =>
	acts({
		draft: false,
		signedOn: "2026-04-03",
		link: "https://copacte.example/v/k7Xh2mQ9vTz4LwB1nR8sYc",
		approvals: parties.map(({ id }) => ({ party: id, name: "Inès Vasseur", at: "2026-03-14T09:00:00.000Z" })),
		deliberations: parties
			.filter(({ kind }) => kind === "commune")
			.map(({ id }) => ({ party: id, number: "2026-014", date: "2026-03-31", enforceableAt: "2026-04-02" })),
		signatures: parties
			.flatMap(({ signatories }) => signatories)
			.map(({ id }) => ({
				signatory: id,
				name: "Véronique Œuvrard",
				at: "2026-04-03T12:05:00.000Z",
				how: "passkey" as const,
			})),
	});
