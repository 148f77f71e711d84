import type { State } from "../convention/state.ts";
import type { ConventionSection } from "../convention/writable.ts";
import type { ComputedName, Field, Inline, PartyText } from "../model/model.ts";
import { type Party, signatoryField } from "../party/party.ts";
import { shown } from "./field.ts";
import type { OutlineEntry, TextField, TextInline } from "./text.ts";

/** What the assembly of one text reads, and the numbers of its notes as they are first met. */
export interface Scope {
	state: State;
	/** True once the text was submitted: help and what was left out are gone (R6). */
	frozen: boolean;
	fields: Map<string, Field>;
	sections: Map<string, ConventionSection>;
	computed: Record<ComputedName, string>;
	entries: OutlineEntry[];
	notes: Map<string, number>;
	/** True within a part to which a PDF is attached. */
	annexed: boolean;
	/** The party whose paragraph this is; null outside the "Entre … et …" block, and while no party is named. */
	party: Party | null;
}

/** Blanks of a party that nobody named yet. */
const PARTY_BLANKS: Record<PartyText, string> = {
	name: "[nom de la partie]",
	alias: "[nom abrégé]",
	signatories: "[signataires]",
};

/** The inlines of a clause, with fields, computed values, notes and the party at hand resolved (R3, R13). */
export function inlines(content: Inline[], scope: Scope): TextInline[] {
	return content.flatMap((inline) => resolve(inline, scope));
}

/** The field of this key as it stands now. Throws when the convention has no such field: its model was not checked. */
export function textField(key: string, scope: Scope, part: TextField["part"] = "whole"): TextField {
	const field = scope.fields.get(key);
	if (!field) throw new Error(`no field ${key} in this convention`);
	const { label, type: fieldType, owner, required } = field;
	const value = scope.state.fields[key] ?? "";
	return { type: "field", key, label, fieldType, owner, required, value, shown: shown(field, value, part), part };
}

function resolve(inline: Inline, scope: Scope): TextInline[] {
	switch (inline.type) {
		case "field":
			return [textField(inline.key, scope, inline.part)];
		case "computed":
			return [{ ...inline, text: scope.computed[inline.name] }];
		case "note":
			return [{ ...inline, number: noteNumber(inline.id, scope) }];
		case "party":
			return partyText(inline.what, scope);
		default:
			return [inline];
	}
}

function noteNumber(id: string, { notes }: Scope): number {
	const number = notes.get(id) ?? notes.size + 1;
	notes.set(id, number);
	return number;
}

function partyText(what: PartyText, scope: Scope): TextInline[] {
	if (what === "signatories" && scope.party?.signatories.length) return signatoriesOf(scope.party, scope);
	return [plain((what !== "signatories" && scope.party?.[what]) || PARTY_BLANKS[what])];
}

/** "la Présidente, Madame A, et par la Directrice Générale, Madame B": the model writes "représentée par" before it. */
function signatoriesOf({ signatories }: Party, scope: Scope): TextInline[] {
	return signatories.flatMap(({ id, title }, index) => [
		plain(`${joint(index, signatories.length)}${lowerFirst(title)}, `),
		textField(signatoryField(id), scope),
	]);
}

function joint(index: number, count: number): string {
	if (index === 0) return "";
	return index === count - 1 ? ", et par " : ", par ";
}

const lowerFirst = (title: string) => title.charAt(0).toLowerCase() + title.slice(1);

const plain = (text: string): TextInline => ({ type: "text", text, marks: [] });
