import { describe, expect, it } from "vitest";
import {
	agreedWithParty,
	agreedWithSignatories,
	designationOf,
	genderOf,
	ofBody,
	ofTown,
} from "../../../shared/party/agreement.ts";
import { councilOf, deliberates, namedCouncil } from "../../../shared/party/council.ts";
import { PARTY_KINDS, type Party, type PartyKind } from "../../../shared/party/party.ts";
import { party, signatory } from "../text-builder.ts";

const body = (kind: PartyKind, name: string, alias = ""): Party => ({ ...party("x", kind), name, alias });

describe("how a body stands in a sentence", () => {
	it.each<[PartyKind, string, string, string, string, string]>([
		// kind, name, as a line begins, after a noun, participle, what votes
		[
			"caf",
			"Caisse d'allocations familiales du Nord",
			"La Caisse d'allocations familiales du Nord",
			"de la Caisse d'allocations familiales du Nord",
			"représentée",
			"conseil d'administration",
		],
		[
			"commune",
			"commune d'Annœullin",
			"La commune d'Annœullin",
			"de la commune d'Annœullin",
			"représentée",
			"conseil municipal",
		],
		["commune", "Ville de Lille", "La Ville de Lille", "de la Ville de Lille", "représentée", "conseil municipal"],
		["commune", "Valbrune", "Valbrune", "de Valbrune", "représentée", "conseil municipal"],
		[
			"epci",
			"Communauté de communes du Val",
			"La Communauté de communes du Val",
			"de la Communauté de communes du Val",
			"représentée",
			"conseil communautaire",
		],
		[
			"epci",
			"Métropole européenne de Lille",
			"La Métropole européenne de Lille",
			"de la Métropole européenne de Lille",
			"représentée",
			"conseil métropolitain",
		],
		[
			"epci",
			"Syndicat intercommunal du Val",
			"Le Syndicat intercommunal du Val",
			"du Syndicat intercommunal du Val",
			"représenté",
			"comité syndical",
		],
		[
			"epci",
			"SIVOM des Deux Rives",
			"Le SIVOM des Deux Rives",
			"du SIVOM des Deux Rives",
			"représenté",
			"comité syndical",
		],
		[
			"epci",
			"Agglomération de Dreux",
			"L'Agglomération de Dreux",
			"de l'Agglomération de Dreux",
			"représentée",
			"conseil communautaire",
		],
		["epci", "Le Grand Reims", "Le Grand Reims", "du Grand Reims", "représenté", "conseil communautaire"],
		["epci", "Est Ensemble", "Est Ensemble", "d'Est Ensemble", "représentée", "conseil communautaire"],
		[
			"epci",
			"Établissement public territorial Est",
			"L'Établissement public territorial Est",
			"de l'Établissement public territorial Est",
			"représenté",
			"conseil de territoire",
		],
		[
			"msa",
			"MSA Nord-Pas de Calais",
			"La MSA Nord-Pas de Calais",
			"de la MSA Nord-Pas de Calais",
			"représentée",
			"conseil d'administration",
		],
		[
			"departement",
			"Département du Nord",
			"Le Département du Nord",
			"du Département du Nord",
			"représenté",
			"conseil départemental",
		],
		[
			"departement",
			"Conseil départemental du Var",
			"Le Conseil départemental du Var",
			"du Conseil départemental du Var",
			"représenté",
			"conseil départemental",
		],
		[
			"other",
			"Association Les Francas",
			"L'Association Les Francas",
			"de l'Association Les Francas",
			"représentée",
			"organe délibérant",
		],
		["other", "CCAS de Lys", "Le CCAS de Lys", "du CCAS de Lys", "représenté", "organe délibérant"],
		["other", "Région Bretagne", "La Région Bretagne", "de la Région Bretagne", "représentée", "organe délibérant"],
		[
			"other",
			"l'Office de tourisme",
			"L'Office de tourisme",
			"de l'Office de tourisme",
			"représenté",
			"organe délibérant",
		],
		["other", "Villages de France", "Villages de France", "de Villages de France", "représenté", "organe délibérant"],
	])("%s « %s »", (kind, name, line, after, participle, council) => {
		const one = body(kind, name, kind === "other" ? "le Partenaire" : "");
		expect([designationOf(one), ofBody(one), agreedWithParty("représenté", one), councilOf(one)]).toEqual([
			line,
			after,
			participle,
			council,
		]);
	});

	it("a commune is a town, and keeps the article of its name", () => {
		expect(ofTown(body("commune", "commune du Pradet"))).toBe("de la ville du Pradet");
		expect(ofTown(body("epci", "Syndicat du Val"))).toBe("du Syndicat du Val");
	});

	it("an unknown body agrees with its term", () => {
		expect(agreedWithParty("dénommé", body("other", "Zéphyr", "la Structure"))).toBe("dénommée");
		expect(agreedWithParty("dénommé", body("other", "Zéphyr", "le Partenaire"))).toBe("dénommé");
	});

	it("a council is named after its body where several vote", () => {
		const lys = body("commune", "commune de Lys");
		const nord = { ...body("departement", "Département du Nord"), id: "nord" };
		const caf = { ...body("caf", "Caisse"), id: "caf" };
		expect(namedCouncil(lys, [caf, lys])).toBe("conseil municipal");
		expect(namedCouncil(lys, [caf, lys, nord])).toBe("conseil municipal de la commune de Lys");
		expect(namedCouncil(nord, [caf, lys, nord])).toBe("conseil départemental du Département du Nord");
		expect(PARTY_KINDS.filter(deliberates)).toEqual(["commune", "epci", "departement"]);
	});
});

const who = {
	mme: signatory("f", { title: "La Maire", civility: "Madame", name: "Anne" }),
	mmeLeMaire: signatory("f", { title: "Le Maire", civility: "Madame", name: "Carole" }),
	typedMme: signatory("f", { title: "Le Maire", name: "Mme Carole Dubois" }),
	m: signatory("m", { title: "Le Maire", civility: "Monsieur", name: "Paul" }),
	mLaDirectrice: signatory("m", { title: "La Directrice", civility: "Monsieur", name: "Jean" }),
	typedM: signatory("m", { title: "La Directrice Générale", name: "M. Jean Petit" }),
	laPresidente: signatory("f", { title: "La Présidente", name: "Claude Martin" }),
	lePresident: signatory("m", { title: "Le Président", name: "Claude Martin" }),
	unknown: signatory("u", { title: "Adjoint ou adjointe", name: "Claude Martin" }),
};

describe("those who sign", () => {
	it.each<[keyof typeof who, "feminine" | "masculine" | null]>([
		["mme", "feminine"],
		["mmeLeMaire", "feminine"],
		["typedMme", "feminine"],
		["m", "masculine"],
		["mLaDirectrice", "masculine"],
		["typedM", "masculine"],
		["laPresidente", "feminine"],
		["lePresident", "masculine"],
		["unknown", null],
	])("%s is %s: by the civility, else by the title", (name, gender) => expect(genderOf(who[name])).toBe(gender));

	it.each<[(keyof typeof who)[], string]>([
		[[], "autorisé(e)(s)"],
		[["m"], "autorisé"],
		[["mme"], "autorisée"],
		[["mmeLeMaire"], "autorisée"],
		[["typedM"], "autorisé"],
		[["unknown"], "autorisé"],
		[["mme", "mmeLeMaire"], "autorisées"],
		[["laPresidente", "mme", "typedMme"], "autorisées"],
		[["mme", "m"], "autorisés"],
		[["m", "lePresident"], "autorisés"],
		[["mme", "unknown"], "autorisés"],
	])("%j are %s", (names, words) => {
		expect(
			agreedWithSignatories(
				"autorisé",
				names.map((name) => who[name]),
			),
		).toBe(words);
	});
});
