import { type Failure, type FieldProblem, failureLacking } from "../failure.ts";
import { MAX_TOTAL_BYTES, shownBytes } from "../files/limits.ts";
import { deliberating } from "../party/council.ts";
import type { Party } from "../party/party.ts";
import { grouped } from "../text/field.ts";
import type { Acts } from "../version/acts.ts";
import { filesIn, type NamedFile } from "../version/files.ts";
import type { Frozen } from "../version/frozen.ts";
import type { Version } from "../version/version.ts";

/** A convention as it goes to the contrôle de légalité (R28): what a tool of télétransmission asks for, and the files. */
export interface Acte {
	nature: typeof NATURE;
	number: string;
	object: string;
	/** Day of the vote that the act follows from. */
	date: string;
	party: string;
	version: { number: number; digest: string };
	/** The convention itself first, then délibérations, then annexed PDFs. */
	documents: ActeDocument[];
	/** What is not there yet, and does not have to be. */
	remarks: string[];
}

export interface ActeDocument {
	/** In the export: "annexes/01-deliberation-commune-de-lys.pdf". */
	path: string;
	bytes: number;
	/** SHA-256: the store has the bytes under it. */
	hash: string;
}

const NATURE = { code: 4, label: "Contrats, conventions et avenants" } as const;

const NUMBER = /^[0-9A-Z_]{1,15}$/;
export const MAX_OBJECT = 499;

/** What somebody wrote instead of what is proposed; null where nothing. */
export interface Said {
	number: string | null;
	object: string | null;
}

/**
 * The act of this party for this version, or everything that is missing for it, each with what to do. Another council that has
 * not voted yet does not hold this one back: that is a remark.
 */
export function acteOf(frozen: Frozen, version: Version, acts: Acts, party: Party, said: Said): Acte | Failure {
	const vote = version.deliberations.find((each) => each.party === party.id);
	const number = said.number ?? numberOf(vote?.number ?? "");
	const object = said.object ?? objectOf(frozen);
	const documents = version.pdf === null ? [] : documentsOf(frozen, version, acts, version.pdf);
	const bytes = documents.reduce((sum, each) => sum + each.bytes, 0);
	const problems: FieldProblem[] = [];
	const missing = (field: string, message: string) => void problems.push({ field, message });
	if (version.state === "withdrawn" || version.state === "refused") {
		missing("version", "Cette version a été retirée ou refusée : choisissez celle que le conseil a votée.");
	}
	if (version.pdf === null)
		missing("pdf", "Le PDF de cette version est en préparation. Revenez dans quelques instants.");
	if (vote === undefined) {
		missing("deliberation", `Enregistrez d'abord la délibération de ${party.shortName} : numéro, date et PDF.`);
	} else if (!NUMBER.test(number)) {
		missing(
			"number",
			"Le numéro tient en 15 caractères au plus : chiffres, majuscules sans accent et « _ ». Indiquez-le.",
		);
	}
	if (object.trim() === "" || object.length > MAX_OBJECT) {
		missing("object", `L'objet dit en ${MAX_OBJECT} caractères au plus de quoi il s'agit. Raccourcissez-le.`);
	}
	if (bytes > MAX_TOTAL_BYTES) {
		missing(
			"documents",
			`Le PDF et ses annexes pèsent ${shownBytes(bytes)} : le contrôle de légalité en prend ${shownBytes(MAX_TOTAL_BYTES)} au plus. Transmettez les annexes les plus lourdes en plusieurs envois.`,
		);
	}
	if (vote === undefined || problems.length > 0) return failureLacking(problems);
	return {
		nature: NATURE,
		number,
		object,
		date: vote.date,
		party: party.name,
		version: { number: version.number, digest: version.digest },
		documents,
		remarks: remarksOn(frozen, version),
	};
}

/** "2026_03_31_05" of "2026-03-31-05"; without its signs where it would be too long. */
function numberOf(printed: string): string {
	const bare = printed.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase();
	const spaced = bare.replace(/[^0-9A-Z]+/g, "_").replace(/^_+|_+$/g, "");
	return spaced.length <= 15 ? spaced : spaced.replaceAll("_", "");
}

/** The title and who concludes it; of many parties the first ones, and how many more. */
function objectOf({ title, parties }: Frozen): string {
	for (let shown = parties.length; shown > 0; shown--) {
		const names = parties.slice(0, shown).map(({ shortName }) => shortName);
		const more = parties.length - shown;
		const others = more > 0 ? ` et ${grouped(more)} autre${more > 1 ? "s" : ""}` : "";
		const object = `${title}, entre ${names.join(", ")}${others}`;
		if (object.length <= MAX_OBJECT) return object;
	}
	return title.slice(0, MAX_OBJECT);
}

function documentsOf(
	frozen: Frozen,
	{ deliberations }: Version,
	acts: Acts,
	pdf: NonNullable<Version["pdf"]>,
): ActeDocument[] {
	const votes = deliberations.map(({ party, file }) => ({
		...file,
		name: `deliberation-${frozen.parties.find(({ id }) => id === party)?.shortName ?? party}`,
	}));
	const voted = new Set(votes.map(({ hash }) => hash));
	const attached = filesIn(frozen, acts).filter(({ hash, name }) => !voted.has(hash) && /\.pdf$/i.test(name));
	const annexes = [...votes, ...attached].map(({ hash, bytes, name }: NamedFile, index) => {
		const path = `annexes/${String(index + 1).padStart(2, "0")}-${plainName(name)}.pdf`;
		return { path, bytes, hash };
	});
	return [{ path: "convention.pdf", bytes: pdf.bytes, hash: pdf.digest }, ...annexes];
}

/** Tools of télétransmission take no accents, spaces or long names. */
const plainName = (name: string) =>
	name
		.replace(/\.pdf$/i, "")
		.normalize("NFD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^0-9a-z]+/g, "-")
		.replace(/^-+|-+$/g, "")
		.slice(0, 60) || "piece";

function remarksOn({ parties }: Frozen, { deliberations, state }: Version): string[] {
	const voted = new Set(deliberations.map(({ party }) => party));
	const awaited = deliberating(parties).filter(({ id }) => !voted.has(id));
	return [
		...(awaited.length > 0
			? [
					`Sans la délibération de : ${awaited.map(({ shortName }) => shortName).join(", ")}, qui n'est pas encore enregistrée.`,
				]
			: []),
		...(state === "signed" ? [] : ["La convention n'est pas encore signée : PROJET figure sur chaque page du PDF."]),
	];
}
