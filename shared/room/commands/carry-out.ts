import type * as Y from "yjs";
import type { Writing } from "../../convention/writable.ts";
import type { Member } from "../../people/member.ts";
import { readStructure } from "../roots.ts";
import { chooseOption, chooseVariant } from "./choices.ts";
import type { Command, Outcome } from "./command.ts";
import { carryOutFiles, isFileCommand } from "./files.ts";
import { addParty, removeParty } from "./parties.ts";
import { changeRows } from "./rows.ts";
import { setSignatories } from "./signatories.ts";

/** Carries a command out within the transaction at hand, or refuses it without having written anything. */
export function carryOut(command: Command, doc: Y.Doc, writing: Writing, member: Member): Outcome {
	if (isFileCommand(command)) return carryOutFiles(command, doc, writing, member) ?? "done";
	switch (command.kind) {
		case "option":
			return chooseOption(command, doc, writing(readStructure(doc))) ?? "done";
		case "variant":
			return chooseVariant(command, doc, writing(readStructure(doc))) ?? "done";
		case "addRow":
		case "removeRow":
			return changeRows(command, doc, writing, member) ?? "done";
		case "addParty":
			return addParty(command, doc);
		case "removeParty":
			return removeParty(command.party, doc) ?? "done";
		case "setSignatories":
			return setSignatories(command, doc, member);
	}
}
