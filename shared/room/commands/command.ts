import type { Action } from "../../access.ts";
import type { StoredFile } from "../../convention/state.ts";
import type { Failure } from "../../failure.ts";
import type { Party } from "../../party/party.ts";
import type { Signatory } from "../../party/signatory.ts";
import { sayingAction } from "../../party/signing.ts";
import type { Member } from "../../people/member.ts";
import type { FileCommand } from "./files.ts";

/** A change to the structure of a convention that a person asks the server for. */
export type Command =
	/** An optional item of a list stands, or not (article 5). */
	| { kind: "option"; option: string; chosen: boolean }
	/** One of several wordings stands (annexe 2). */
	| { kind: "variant"; variants: string; chosen: string }
	/** A row more in a table whose rows the parties add, after another one or at the end (R26). */
	| { kind: "addRow"; table: string; after: string | null; row: string }
	| { kind: "removeRow"; table: string; row: string }
	/** A body more concludes the convention; it may bring its logo along (R24). */
	| { kind: "addParty"; party: Party; logo?: StoredFile }
	/** A body that has written nothing concludes it no more. */
	| { kind: "removeParty"; party: string }
	/** These sign for the party from now on, in this order (R12). `isAbsent`: nobody takes part for it yet, says the directory. */
	| { kind: "setSignatories"; party: string; signatories: Signatory[]; isAbsent: boolean }
	| FileCommand;

/** What becomes of a command: refused, done, or that it stood already: asked for again, as after an answer that was lost. */
export type Outcome = Failure | "done" | "stood";

/** What this member must be allowed to do to ask for this command: who speaks for an absent party steps in. */
export const actionFor = (
	command: Command,
	member: Pick<Member, "party">,
): (typeof actionOf)[Command["kind"]] | "stepIn" =>
	command.kind === "setSignatories" ? sayingAction(member, command.party, command.isAbsent) : actionOf[command.kind];

/** What a member must be allowed to do to ask for each, for their own party (see access.ts). */
export const actionOf = {
	option: "choose",
	variant: "choose",
	addRow: "changeRows",
	removeRow: "changeRows",
	addParty: "addParty",
	removeParty: "addParty",
	attachFile: "attach",
	changeFile: "attach",
	detachFile: "attach",
	setSignatories: "setSignatories",
	setLogo: "setLogo",
	removeLogo: "setLogo",
} as const satisfies Record<Command["kind"], Action>;
