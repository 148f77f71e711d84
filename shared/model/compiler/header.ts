import type { Yaml } from "mdast";
import { isMap, isScalar, isSeq, LineCounter, type Pair, parseDocument, type YAMLMap } from "yaml";
import type { Correction, Field, FieldRule, FieldType, Late, Owner } from "../model.ts";
import { type CompileError, lineOf } from "./error.ts";

/** What a model says before its text. */
export interface Header {
	id: string;
	title: string;
	shortTitle: string;
	fields: Declared<Field>[];
	corrections: Declared<Correction>[];
}

export interface Declared<T> {
	value: T;
	/** Its line in the file. */
	line: number;
}

/** The words a model's author uses for those who write. */
export const owners: Record<string, Owner> = { caf: "caf", commune: "commune", tous: "all" };

/** The acts that make known what nobody can write before (R29). */
export const lates: Record<string, Late> = { délibération: "deliberation", signature: "signature" };

const types: Record<string, FieldType> = {
	texte: "text",
	personne: "person",
	date: "date",
	année: "year",
	nombre: "number",
	pourcentage: "percent",
	montant: "amount",
};

const KEYS = ["id", "titre", "titre court", "champs", "corrections"];
const FIELD_KEYS = ["libellé", "type", "rédacteur", "facultatif", "règle", "connu"];
const CORRECTION_KEYS = ["faux", "juste"];

/** A map of the front matter, with what its errors have to say. */
interface Entry {
	map: YAMLMap;
	/** "l'en-tête", "le champ « territoire »". */
	name: string;
	line: number;
	/** The line of a node of this YAML in the file. */
	lineOf: (node: unknown) => number;
	complain: (line: number, message: string) => void;
}

/** Reads the front matter; what is wrong or missing is added to `errors`, and stands empty in the header. */
export function readHeader(yaml: Yaml | undefined, file: string, errors: CompileError[]): Header {
	const counter = new LineCounter();
	const document = parseDocument(yaml?.value ?? "", { lineCounter: counter });
	const above = yaml === undefined ? 0 : lineOf(yaml);
	const at = (offset: number) => above + counter.linePos(offset).line;
	const complain = (line: number, message: string) => errors.push({ file, line, message });
	for (const { code, pos } of document.errors) complain(at(pos[0]), unreadable(code));
	const map = document.contents;
	const entry = { name: "l'en-tête", line: 1, lineOf: (node: unknown) => at(offsetOf(node)), complain };
	if (isMap(map)) return headerOf({ ...entry, map });
	complain(1, "L'en-tête manque. Commencez le fichier par « --- », puis id, titre, titre court et champs.");
	return { id: "", title: "", shortTitle: "", fields: [], corrections: [] };
}

function unreadable(code: string): string {
	if (code === "DUPLICATE_KEY") return "Cette clé est donnée deux fois dans l'en-tête. Gardez-en une.";
	return `L'en-tête n'est pas du YAML lisible (${code}). Corrigez cette ligne.`;
}

function headerOf(entry: Entry): Header {
	refuseUnknown(entry, KEYS);
	const { map } = entry;
	const fields = map.get("champs");
	const corrections = map.get("corrections");
	return {
		id: textIn(entry, "id"),
		title: textIn(entry, "titre"),
		shortTitle: textIn(entry, "titre court"),
		fields: isMap(fields) ? fields.items.flatMap((pair) => fieldOf(pair, entry)) : [],
		corrections: isSeq(corrections) ? corrections.items.flatMap((item) => correctionOf(item, entry)) : [],
	};
}

function correctionOf(item: unknown, header: Entry): Declared<Correction>[] {
	const line = header.lineOf(item);
	if (!isMap(item)) {
		header.complain(line, "Une correction donne « faux » et « juste ». Écrivez les deux.");
		return [];
	}
	const entry = { ...header, map: item, name: "cette correction", line };
	refuseUnknown(entry, CORRECTION_KEYS);
	return [{ value: { wrong: textIn(entry, "faux"), right: textIn(entry, "juste") }, line }];
}

function fieldOf(pair: Pair, header: Entry): Declared<Field>[] {
	const key = wordOf(pair.key);
	const line = header.lineOf(pair.key);
	if (!/^[a-z0-9]+(\.[a-z0-9]+)*$/.test(key)) {
		header.complain(
			line,
			`La clé « ${key} » n'est pas faite de mots en minuscules joints par des points. Renommez-la.`,
		);
	}
	if (!isMap(pair.value)) {
		header.complain(line, `Le champ « ${key} » n'est pas décrit. Donnez son libellé, son type et son rédacteur.`);
		return [];
	}
	const entry = { ...header, map: pair.value, name: `le champ « ${key} »`, line };
	refuseUnknown(entry, FIELD_KEYS);
	const value: Field = {
		key,
		label: textIn(entry, "libellé"),
		type: choiceIn(entry, "type", types) ?? "text",
		owner: choiceIn(entry, "rédacteur", owners) ?? "all",
		required: !flagIn(entry, "facultatif"),
		rule: ruleIn(entry),
		...(isMap(pair.value) && pair.value.has("connu") ? lateIn(entry) : {}),
	};
	return [{ value, line }];
}

function ruleIn({ map, name, line, complain }: Entry): FieldRule | null {
	const rule = map.get("règle");
	if (rule === undefined) return null;
	const [, min, max, after] = /^(\d+)(?: à (\d+))? ans? après (\S+)$/.exec(String(rule)) ?? [];
	if (min !== undefined && after !== undefined) return { after, min: Number(min), max: Number(max ?? min) };
	complain(line, `Dans ${name}, la règle « ${rule} » est inconnue. Écrivez « 0 à 4 ans après cle.du.champ ».`);
	return null;
}

function lateIn(entry: Entry): { late?: Late } {
	const late = choiceIn(entry, "connu", lates);
	return late === undefined ? {} : { late };
}

function textIn({ map, name, line, complain }: Entry, key: string): string {
	const value = map.get(key);
	if (typeof value === "string" && value !== "") return value;
	complain(line, `Dans ${name}, « ${key} » manque. Ajoutez-le, sous forme de texte.`);
	return "";
}

function choiceIn<T>(entry: Entry, key: string, words: Record<string, T>): T | undefined {
	const value = textIn(entry, key);
	if (value === "" || Object.hasOwn(words, value)) return words[value];
	const known = Object.keys(words).join(", ");
	entry.complain(entry.line, `Dans ${entry.name}, « ${key}: ${value} » est inconnu. Choisissez parmi : ${known}.`);
	return undefined;
}

function flagIn({ map, name, line, complain }: Entry, key: string): boolean {
	const value = map.get(key);
	if (value === undefined || value === "oui") return value === "oui";
	complain(line, `Dans ${name}, « ${key} » ne peut valoir que « oui ». Retirez-le sinon.`);
	return false;
}

function refuseUnknown({ map, name, lineOf, complain }: Entry, known: string[]): void {
	for (const { key } of map.items) {
		if (known.includes(wordOf(key))) continue;
		complain(lineOf(key), `Dans ${name}, « ${wordOf(key)} » est inconnu. Gardez seulement : ${known.join(", ")}.`);
	}
}

const wordOf = (node: unknown) => String(isScalar(node) ? node.value : node);

function offsetOf(node: unknown): number {
	return (node as { range?: [number, number, number] | null } | null)?.range?.[0] ?? 0;
}
