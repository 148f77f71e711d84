import type * as Y from "yjs";
import { type Action, type Member, refuses } from "../../access.ts";
import { type Party, type StoredFile, sideOf, signatoryField } from "../../convention/state.ts";
import { growingTables, rowsOf, sectionsOf, walk } from "../../convention/writable.ts";
import { type Failure, failure } from "../../failure.ts";
import type { Block, Model } from "../../model/model.ts";
import { MAX_PARTIES } from "../../party/naming.ts";
import { isBlank } from "../../text/value.ts";
import { logoKey, readFields, readStructure, STRUCTURE, sectionRoot } from "../roots.ts";
import { writeNodes } from "../write.ts";
import { carryOutFiles, type FileCommand, isFileCommand } from "./files.ts";

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
	| FileCommand;

/** What a member must be allowed to do to ask for each (see access.ts). */
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
	setLogo: "setLogo",
	removeLogo: "setLogo",
} as const satisfies Record<Command["kind"], Action>;

/** Carries a command out within the transaction at hand, or refuses it without having written anything. */
export function carryOut(command: Command, doc: Y.Doc, model: Model, member: Member): Failure | null {
	if (isFileCommand(command)) return carryOutFiles(command, doc, model, member);
	switch (command.kind) {
		case "option":
			return chooseOption(command, doc, model);
		case "variant":
			return chooseVariant(command, doc, model);
		case "addRow":
		case "removeRow":
			return changeRows(command, doc, model, member);
		case "addParty":
			return addParty(command, doc);
		case "removeParty":
			return removeParty(command.party, doc);
	}
}

function chooseOption({ option, chosen }: Extract<Command, { kind: "option" }>, doc: Y.Doc, model: Model) {
	const lists = blocksOf(model).filter((block) => block.type === "list");
	if (!lists.some((list) => list.items.some((item) => item.optional && item.id === option))) {
		return failure("invalidField", "option");
	}
	doc.getMap(STRUCTURE).set(`option/${option}`, chosen);
	return null;
}

function chooseVariant({ variants, chosen }: Extract<Command, { kind: "variant" }>, doc: Y.Doc, model: Model) {
	const block = blocksOf(model).find((candidate) => candidate.type === "variants" && candidate.id === variants);
	if (block?.type !== "variants") return failure("invalidField", "variants");
	if (!block.variants.some(({ id }) => id === chosen)) return failure("invalidField", "chosen");
	doc.getMap(STRUCTURE).set(`variant/${variants}`, chosen);
	return null;
}

function changeRows(command: Extract<Command, { table: string }>, doc: Y.Doc, model: Model, member: Member) {
	const table = growingTables(model).find(({ id }) => id === command.table);
	if (!table) return failure("invalidField", "table");
	const structure = readStructure(doc);
	const refusal = refuses(member, "changeRows", structure.phase, { owner: table.growing.owner, id: table.id });
	if (refusal) return refusal;
	const rows = rowsOf(table, structure);
	const changed = command.kind === "addRow" ? withRow(rows, command) : rows.filter((row) => row !== command.row);
	if (changed === null) return failure("invalidField", "after");
	if (command.kind === "removeRow" && changed.length === rows.length) return failure("invalidField", "row");
	doc.getMap(STRUCTURE).set(`rows/${table.id}`, changed);
	seedSections(doc, model);
	return null;
}

/** Added once: asked for again, as after an answer that was lost, it stands already. */
function addParty({ party, logo }: Extract<Command, { kind: "addParty" }>, doc: Y.Doc) {
	const { parties } = readStructure(doc);
	const same = parties.find(({ id }) => id === party.id);
	if (same) return same.name === party.name ? null : failure("alreadyParty");
	if (parties.length > MAX_PARTIES) return failure("tooManyParties");
	const structure = doc.getMap(STRUCTURE);
	structure.set("parties", [...parties, party]);
	if (logo) structure.set(logoKey(party.id), logo);
	return null;
}

/** Its signatories' names are its own, and its logo goes with it; whether its people have written is for the room to say. */
function removeParty(id: string, doc: Y.Doc) {
	const { parties } = readStructure(doc);
	const party = parties.find((each) => each.id === id);
	if (!party) return failure("unknownParty");
	const others = parties.filter((each) => each !== party);
	const sides = new Set(others.map(({ kind }) => sideOf(kind)));
	if (party.kind === "caf" || !sides.has("caf") || !sides.has("commune")) return failure("neededParty");
	const fields = readFields(doc);
	const isNamed = party.signatories.some((signatory) => !isBlank(fields[signatoryField(signatory.id)] ?? ""));
	if (isNamed) return failure("hasWritten", party.shortName);
	const structure = doc.getMap(STRUCTURE);
	structure.set("parties", others);
	structure.delete(logoKey(id));
	return null;
}

/** A convention has 60 communes at most, and a commune some twenty structures: more rows than this are a mistake. */
const MAX_ROWS = 500;

function withRow(rows: string[], { after, row }: Extract<Command, { kind: "addRow" }>): string[] | null {
	if (rows.includes(row) || rows.length >= MAX_ROWS) return null;
	const at = after === null ? rows.length - 1 : rows.indexOf(after);
	return at < 0 && after !== null ? null : rows.toSpliced(at + 1, 0, row);
}

/** Gives each section that holds nothing yet its first paragraph: two first words typed at once then share it. */
export function seedSections(doc: Y.Doc, model: Model): void {
	for (const { id } of sectionsOf(model, readStructure(doc))) {
		const fragment = doc.getXmlFragment(sectionRoot(id));
		if (fragment.length === 0) writeNodes(fragment, []);
	}
}

const blocksOf = (model: Model): Block[] => model.parts.flatMap((part) => [...walk(part.blocks)]);
