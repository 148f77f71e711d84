import type { Editor } from "@tiptap/core";
import { useMemo } from "react";
import { refuses } from "../../shared/access.ts";
import type { Structure } from "../../shared/convention/state.ts";
import { fieldsOf } from "../../shared/convention/writable.ts";
import type { ConventionPage } from "../../shared/page/convention.ts";
import { type Problem, structureCommands } from "../api.ts";
import type { ConventionDesk } from "./context.ts";
import type { Replica } from "./live/replica.ts";

/** What the pieces of the paper need; the same object until the rights of this person change. */
export function useDesk(
	page: ConventionPage,
	replica: Replica,
	structure: Structure,
	activate: (editor: Editor | null) => void,
	tell: (problem: Problem) => void,
): ConventionDesk {
	const { me, model, convention } = page;
	return useMemo(() => {
		const { phase } = structure;
		return {
			replica,
			page,
			commands: structureCommands(convention.id),
			fields: new Map(fieldsOf(model, structure).map((field) => [field.key, field])),
			mayWrite: (owner) => refuses(me, "write", phase, { owner, id: "" }) === null,
			mayChangeRows: (owner) => refuses(me, "changeRows", phase, { owner, id: "" }) === null,
			mayChoose: refuses(me, "choose", phase) === null,
			run: async (command) => {
				const problem = await command;
				if (problem) tell(problem);
			},
			tell,
			activate,
		};
	}, [page, me, model, convention.id, replica, structure, activate, tell]);
}
