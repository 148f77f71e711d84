import type * as Y from "yjs";
import { type FieldProblem, failure, failureIn } from "../../failure.ts";
import type { Party } from "../../party/party.ts";
import { MAX_SIGNATORIES, type Signatory, signatoryField } from "../../party/signatory.ts";
import { refusesSignatories } from "../../party/signing.ts";
import type { Member } from "../../people/member.ts";
import { isBlank } from "../../text/value.ts";
import { FIELDS, readStructure, STRUCTURE, signatoriesKey } from "../roots.ts";
import type { Command, Outcome } from "./command.ts";

/** Who signs for a party from now on. Said again, word for word, it stands already. */
export function setSignatories(
	{ party: id, signatories, isAbsent }: Extract<Command, { kind: "setSignatories" }>,
	doc: Y.Doc,
	member: Member,
): Outcome {
	const { parties, phase } = readStructure(doc);
	const refusal = refusesSignatories(member, id, phase, isAbsent);
	if (refusal) return refusal;
	const party = parties.find((each) => each.id === id);
	if (!party) return failure("unknownParty");
	const problems = problemsIn(signatories, parties, party);
	if (problems.length > 0) return failureIn(problems);
	if (isSame(party.signatories, signatories)) return "stood";
	doc.getMap(STRUCTURE).set(signatoriesKey(id), signatories);
	// What was typed into the fields before would count still.
	for (const { id: each } of [...party.signatories, ...signatories]) doc.getMap(FIELDS).delete(signatoryField(each));
	return "done";
}

function problemsIn(signatories: Signatory[], parties: Party[], party: Party): FieldProblem[] {
	const problems: FieldProblem[] = [];
	if (signatories.length === 0)
		problems.push({ field: "signatories", message: "Quelqu'un signe pour chaque partie. Gardez un signataire." });
	if (signatories.length > MAX_SIGNATORIES)
		problems.push({
			field: "signatories",
			message: `Une partie a ${MAX_SIGNATORIES} signataires au plus. Retirez-en.`,
		});
	const others = parties.filter((each) => each !== party).flatMap((each) => each.signatories);
	const taken = new Set(others.map(({ id }) => id));
	for (const [at, { id, title }] of signatories.entries()) {
		if (isBlank(title))
			problems.push({
				field: `signatories.${at}.title`,
				message: "Indiquez la qualité du signataire, comme Le Maire.",
			});
		if (taken.has(id))
			problems.push({ field: `signatories.${at}.id`, message: "Ce signataire est déjà nommé. Rechargez la page." });
		taken.add(id);
	}
	return problems;
}

const isSame = (some: Signatory[], others: Signatory[]) =>
	some.length === others.length && some.every((one, at) => isSameSignatory(one, others[at]));

function isSameSignatory(one: Signatory, other: Signatory | undefined): boolean {
	return other !== undefined && KEYS.every((key) => one[key] === other[key]);
}

const KEYS = ["id", "title", "civility", "name", "delegation"] as const satisfies (keyof Signatory)[];
