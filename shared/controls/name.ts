import type { Party } from "../party/party.ts";
import type { Finding } from "./finding.ts";
import { quoted } from "./phrase.ts";
import { type Place, whereOf } from "./place.ts";
import { remembered } from "./remembered.ts";
import { folded, isNear, type Word, wordsOf } from "./spelling.ts";

/** A name that is typed in one place: of a person, or the proper part of a party's ("Lys-lez-Lannoy"). */
interface Name {
	/** The field that holds it; null of a party's. */
	field: string | null;
	shown: string;
	forms: Form[];
}

/** A way of saying it, and how many letters may differ: alone, and after a "Monsieur". */
interface Form {
	folded: string;
	words: number;
	alone: number;
	titled: number;
}

const CIVILITY = /^(?:m|mr|mm|mme|mlle|monsieur|madame|mademoiselle|docteur|dr|ma[iî]tre|me)$/i;

/**
 * R13. A name that people wrote almost as in its field or as the party's: "Hervé Stassinos" for Hervé Stassinou. Case,
 * accents and hyphens apart, one or two letters differ in a full name, one in a long surname or place. A family name
 * that is short, or a first name alone, is not compared: too many differ by a letter. `persons` are keys of fields.
 */
export function names(places: Place[], parties: Party[], persons: Set<string>): Finding[] {
	const people = places.filter(({ kind, id }) => kind === "field" && persons.has(id)).flatMap(personOf);
	const known = [...parties.flatMap(partyNames), ...people];
	return places.flatMap((place) => {
		if (place.kind !== "section" && place.kind !== "field") return [];
		const own = known.findIndex(({ field }) => place.kind === "field" && field === place.id);
		const compared = own < 0 ? known : known.slice(0, own);
		const spelt = new Set(compared.flatMap(({ forms }) => forms.map((form) => form.folded)));
		return compared.flatMap((name) => misspellings(name, place, spelt));
	});
}

function misspellings({ shown, forms }: Name, place: Place, spelt: Set<string>): Finding[] {
	const findings: Finding[] = [];
	let read = { text: "", end: 0 };
	for (const run of runsOf(place)) {
		const start = run.words[run.from]?.start ?? 0;
		if (run.text === read.text && start < read.end) continue;
		const quote = firstMisspelt(forms, run, spelt);
		if (quote === null) continue;
		read = { text: run.text, end: start + quote.length };
		findings.push(findingOf(quote, shown, place));
	}
	return findings;
}

/** Sixty parties have hundreds of forms, and a text thousands of runs: what does not match makes nothing. */
function firstMisspelt(forms: Form[], run: Run, spelt: Set<string>): string | null {
	for (const form of forms) {
		const quote = misspelt(form, run, spelt);
		if (quote !== null) return quote;
	}
	return null;
}

/** What begins with a capital letter: the words from there on, and whether a "Monsieur" stands before. */
interface Run {
	text: string;
	words: Word[];
	from: number;
	titled: boolean;
	/** Its first words folded, by how many they are: a text is compared with every name. */
	folded: Map<number, string>;
}

const runsOf = remembered(({ texts }: Place): Run[] =>
	texts.flatMap((text) => {
		const words = wordsOf(text);
		return words.flatMap(({ raw }, from) => {
			const titled = CIVILITY.test(words[from - 1]?.raw ?? "");
			return /^\p{Lu}/u.test(raw) ? [{ text, words, from, titled, folded: new Map() }] : [];
		});
	}),
);

function personOf({ id, texts: [shown = ""] }: Place): Name[] {
	const rest = wordsOf(shown).filter(({ raw }) => !CIVILITY.test(raw));
	const capitals = rest.filter(({ raw }) => raw.length > 1 && raw === raw.toUpperCase());
	const family = capitals.length > 0 && capitals.length < rest.length ? capitals : rest.slice(1);
	const forms = [formOf(rest, 8, 2, 2), formOf(family, 8, 1, 2), formOf(family, 5, 0, 1)].flat();
	return forms.length > 0 ? [{ field: id, shown, forms }] : [];
}

/** "Commune de Lys-lez-Lannoy" is known by what follows its "de". */
function partyNames({ name, shortName }: Party): Name[] {
	const propers = [name, shortName].map((each) => /(?:^|\s)(?:de|du|des|d['’])\s*(\p{Lu}.*)$/u.exec(each)?.[1] ?? "");
	return [...new Set(propers)].flatMap((shown) => {
		const forms = formOf(wordsOf(shown), 7, 1, 1);
		return forms.length > 0 ? [{ field: null, shown, forms }] : [];
	});
}

function formOf(words: Word[], least: number, alone: number, titled: number): Form[] {
	const name = folded(words);
	return name.length < least ? [] : [{ folded: name, words: words.length, alone, titled }];
}

/** The words of the run that nearly spell this form; null when they spell a name exactly or are far from it. */
function misspelt(form: Form, run: Run, spelt: Set<string>): string | null {
	const { text, words, from } = run;
	const limit = run.titled ? form.titled : form.alone;
	const [first, last] = [words[from], words[from + form.words - 1]];
	if (limit === 0 || !first || !last) return null;
	const length = last.end - first.start;
	if (Math.abs(length - form.folded.length) > limit + 1) return null;
	const written = run.folded.get(form.words) ?? folded(words.slice(from, from + form.words));
	run.folded.set(form.words, written);
	if (spelt.has(written) || !isNear(written, form.folded, limit)) return null;
	const quote = text.slice(first.start, last.end);
	return /[^\p{L}\p{M}\s'’-]/u.test(quote) ? null : quote;
}

function findingOf(quote: string, shown: string, place: Place): Finding {
	const message = `${quoted(quote)} ressemble à ${quoted(shown)}, écrit ailleurs. Choisissez une seule graphie.`;
	return { rule: "R13", severity: "warning", title: "Nom écrit de deux façons", message, where: whereOf(place, quote) };
}
