import type * as Y from "yjs";
import { refuses, refusesOutright } from "../../access.ts";
import type { AttachedFile, StoredFile, Structure } from "../../convention/state.ts";
import type { Writable, Writing } from "../../convention/writable.ts";
import { type Failure, failure } from "../../failure.ts";
import { MAX_FILES_PER_ANNEX, MAX_TOTAL_BYTES } from "../../files/limits.ts";
import type { Member } from "../../people/member.ts";
import { logoKey, readStructure, STRUCTURE } from "../roots.ts";

/** A change to what is attached. The bytes lie in the store already. */
export type FileCommand =
	/** At the end of an annexe. */
	| { kind: "attachFile"; annex: string; file: AttachedFile }
	/** What is given replaces what was said; `move` goes one place up or down. */
	| { kind: "changeFile"; annex: string; file: string; alt?: string; title?: string; move?: "up" | "down" }
	| { kind: "detachFile"; annex: string; file: string }
	/** By a member of that party only (R24). */
	| { kind: "setLogo"; party: string; logo: StoredFile }
	| { kind: "removeLogo"; party: string };

export function isFileCommand(command: { kind: string }): command is FileCommand {
	return /File$|Logo$/.test(command.kind);
}

/** Carries it out within the transaction at hand, or refuses it without having written anything. */
export function carryOutFiles(command: FileCommand, doc: Y.Doc, writing: Writing, member: Member): Failure | null {
	const structure = readStructure(doc);
	const refusal =
		"party" in command
			? refusesLogo(command.party, structure, member)
			: refusesAnnex(command.annex, writing(structure), structure, member);
	if (refusal) return refusal;
	if ("party" in command) return changeLogo(command, doc, structure);
	const files = structure.files[command.annex] ?? [];
	const changed = command.kind === "attachFile" ? withFile(command, structure) : withChange(command, files);
	if (!Array.isArray(changed)) return changed;
	doc.getMap(STRUCTURE).set(`files/${command.annex}`, changed);
	return null;
}

/** Why this member may attach nothing to this annexe now: they may to none, there is no such one, or it is not theirs. */
export function refusesAnnex(
	annex: string,
	{ annexes }: Pick<Writable, "annexes">,
	{ phase }: Structure,
	member: Member,
): Failure | null {
	const outright = refusesOutright(member, "attach", phase);
	if (outright) return outright;
	const target = annexes.find(({ id }) => id === annex);
	return target ? refuses(member, "attach", phase, target) : failure("invalidField", "annexe");
}

/** Why so many bytes more find no room in this annexe. */
export function refusesMore(annex: string, bytes: number, { files }: Structure): Failure | null {
	if ((files[annex]?.length ?? 0) >= MAX_FILES_PER_ANNEX) return failure("tooManyFiles");
	const total = Object.values(files).flat();
	return total.reduce((sum, file) => sum + file.bytes, bytes) > MAX_TOTAL_BYTES ? failure("filesTooLarge") : null;
}

/** Why this member may not change the logo of this party now: they may change none, there is no such party, or it is not theirs. */
export function refusesLogo(party: string, { parties, phase }: Structure, member: Member): Failure | null {
	const outright = refusesOutright(member, "setLogo", phase);
	if (outright) return outright;
	if (!parties.some(({ id }) => id === party)) return failure("invalidField", "partie");
	return refuses(member, "setLogo", phase, party);
}

/** Every file that a convention shows, with what it is; the same bytes may come several times. */
export const filesOf = ({ files, logos }: Structure): StoredFile[] => [
	...Object.values(files).flat(),
	...Object.values(logos),
];

function withFile({ annex, file }: Extract<FileCommand, { kind: "attachFile" }>, structure: Structure) {
	const files = structure.files[annex] ?? [];
	if (files.some(({ hash }) => hash === file.hash)) return failure("alreadyAttached", file.name);
	return refusesMore(annex, file.bytes, structure) ?? [...files, file];
}

function withChange(
	command: Extract<FileCommand, { kind: "changeFile" | "detachFile" }>,
	files: AttachedFile[],
): AttachedFile[] | Failure {
	const at = files.findIndex(({ id }) => id === command.file);
	const file = files[at];
	if (!file) return failure("unknownFile");
	if (command.kind === "detachFile") return files.toSpliced(at, 1);
	const { alt = file.alt, title = file.title, move } = command;
	const to = move === undefined ? at : at + (move === "up" ? -1 : 1);
	const place = Math.min(Math.max(to, 0), files.length - 1);
	return files.toSpliced(at, 1).toSpliced(place, 0, { ...file, alt, title });
}

function changeLogo(
	command: Extract<FileCommand, { party: string }>,
	doc: Y.Doc,
	{ logos }: Structure,
): Failure | null {
	const map = doc.getMap(STRUCTURE);
	if (command.kind === "setLogo") map.set(logoKey(command.party), command.logo);
	else if (!logos[command.party]) return failure("unknownFile");
	else map.delete(logoKey(command.party));
	return null;
}
