import type { State } from "../convention/state.ts";
import type { ConventionField, ConventionSection } from "../convention/writable.ts";
import type { ComputedName, Field, Inline, Late, PartyText } from "../model/model.ts";
import { agreedWithParty, agreedWithSignatories, designationOf, ofTown } from "../party/agreement.ts";
import { councilOf, deliberating, namedCouncil } from "../party/council.ts";
import type { Party } from "../party/party.ts";
import { signingPieces } from "../party/sentence.ts";
import { nameOf, signatoryField } from "../party/signatory.ts";
import { shown } from "./field.ts";
import type { OutlineEntry, TextField, TextHole, TextInline } from "./text.ts";

/** What the assembly of one text reads, and the numbers of its notes as they are first met. */
export interface Scope {
	state: State;
	/** True once the text was submitted: help and what was left out are gone (R6). */
	frozen: boolean;
	fields: Map<string, ConventionField>;
	/** What stands in the fields: as typed, and the names that the parties said. */
	values: Record<string, string>;
	sections: Map<string, ConventionSection>;
	computed: Record<ComputedName, string>;
	entries: OutlineEntry[];
	notes: Map<string, number>;
	/** True within a part to which a PDF is attached. */
	annexed: boolean;
	/** The party whose paragraph this is; null outside of what stands once for each party, and while no party is named. */
	party: Party | null;
}

const AUTHORISED = "autorisé";

/** Blanks of a party that nobody named yet. */
const PARTY_BLANKS: Record<PartyText, string> = {
	name: "[nom de la partie]",
	designation: "[nom de la partie]",
	ofTown: "de [nom de la partie]",
	alias: "[nom abrégé]",
	signatories: "[signataires]",
	represented: "représenté(e)",
	named: "dénommé(e)",
	authorised: agreedWithSignatories(AUTHORISED, []),
	council: "[assemblée]",
	namedCouncil: "[assemblée]",
};

/** The inlines of a clause, with fields, computed values, notes and the party at hand resolved (R3, R13). */
export function inlines(content: Inline[], scope: Scope): TextInline[] {
	return content.flatMap((inline) => resolve(inline, scope));
}

/** The field of this key as it stands now. Throws when the convention has no such field: its model was not checked. */
export function textField(key: string, scope: Scope, part: TextField["part"] = "whole"): TextField {
	const field = scope.fields.get(key);
	if (!field) throw new Error(`no field ${key} in this convention`);
	const { label, type: fieldType, owner, party, required } = field;
	const value = scope.values[key] ?? "";
	return {
		type: "field",
		key,
		label,
		fieldType,
		owner,
		party,
		required,
		value,
		shown: shown(field, value, part),
		part,
	};
}

/** What stands in every field of a convention, by key: as typed, and the names that the parties said. */
export function valuesIn({ fields, structure }: Pick<State, "fields" | "structure">): Record<string, string> {
	const signatories = structure.parties.flatMap((party) => party.signatories);
	return { ...fields, ...Object.fromEntries(signatories.map((each) => [signatoryField(each.id), nameOf(each)])) };
}

/** What is said of a hole, with the party that fills it where several do (R29). */
export function holeLabel(label: string, party: Party | null, { state }: Scope): { label: string; shown: string } {
	const isOneOfSeveral = party !== null && deliberating(state.structure.parties).length > 1;
	const words = isOneOfSeveral ? `${label}, ${party.shortName}` : label;
	return { label: words, shown: `[${words}]` };
}

function resolve(inline: Inline, scope: Scope): TextInline[] {
	switch (inline.type) {
		case "field":
			return [fieldOrHole(inline.key, inline.part, scope)];
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

function fieldOrHole(key: string, part: TextField["part"], scope: Scope): TextInline {
	const field = scope.fields.get(key);
	return field?.late ? holeOf({ ...field, late: field.late }, part, scope) : textField(key, scope, part);
}

function holeOf({ key, label, type, late }: Field & { late: Late }, part: TextField["part"], scope: Scope): TextHole {
	const party = late === "deliberation" ? scope.party : null;
	const words = holeLabel(label, party, scope);
	return { type: "hole", late, field: key, fieldType: type, part, party: party?.id ?? null, ...words };
}

function noteNumber(id: string, { notes }: Scope): number {
	const number = notes.get(id) ?? notes.size + 1;
	notes.set(id, number);
	return number;
}

function partyText(what: PartyText, scope: Scope): TextInline[] {
	const { party } = scope;
	if (what === "signatories" && party?.signatories.length) return signatoriesOf(party, scope);
	return [plain((party && wordsFor(what, party, scope)) || PARTY_BLANKS[what])];
}

function wordsFor(what: PartyText, party: Party, { state }: Scope): string {
	switch (what) {
		case "name":
		case "alias":
			return party[what];
		case "designation":
			return designationOf(party);
		case "ofTown":
			return ofTown(party);
		case "represented":
			return agreedWithParty("représenté", party);
		case "named":
			return agreedWithParty("dénommé", party);
		case "authorised":
			return agreedWithSignatories(AUTHORISED, party.signatories);
		case "council":
			return councilOf(party);
		case "namedCouncil":
			return namedCouncil(party, state.structure.parties);
		case "signatories":
			return "";
	}
}

function signatoriesOf({ signatories }: Party, scope: Scope): TextInline[] {
	return signingPieces(signatories).map((piece) =>
		typeof piece === "string" ? plain(piece) : textField(signatoryField(piece.id), scope),
	);
}

const plain = (text: string): TextInline => ({ type: "text", text, marks: [] });
