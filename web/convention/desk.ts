import type { Editor } from "@tiptap/core";
import { useMemo } from "react";
import { refuses } from "../../shared/access.ts";
import type { Structure } from "../../shared/convention/state.ts";
import { fieldsOf } from "../../shared/convention/writable.ts";
import type { Owner } from "../../shared/model/model.ts";
import type { ConventionPage } from "../../shared/page/convention.ts";
import { refusesSignatories } from "../../shared/party/signing.ts";
import { type Problem, structureCommands } from "../api.ts";
import type { ConventionDesk } from "./context.ts";
import type { FlowPlace } from "./flow/place.ts";
import type { Replica } from "./live/replica.ts";

/** What the pieces of the paper need; the same object until the rights of this person change. */
export function useDesk(
	page: ConventionPage,
	replica: Replica,
	structure: Structure,
	activate: (editor: Editor | null) => void,
	askWhoSigns: (party: string) => void,
	openFlow: (place: FlowPlace) => void,
	tell: (problem: Problem) => void,
): ConventionDesk {
	const { me, model, convention } = page;
	return useMemo(() => {
		const { phase } = structure;
		const present = new Set(convention.people.map(({ party }) => party));
		const mayWrite = (owner: Owner) => refuses(me, "write", phase, { owner, id: "" }) === null;
		const maySayWhoSigns = (party: string) => refusesSignatories(me, party, phase, !present.has(party)) === null;
		return {
			replica,
			page,
			commands: structureCommands(convention.id),
			fields: new Map(fieldsOf(model, structure).map((field) => [field.key, field])),
			mayWrite,
			isMine: ({ owner, party }) => (party === null ? mayWrite(owner) : party === me.party && maySayWhoSigns(party)),
			maySayWhoSigns,
			askWhoSigns,
			openFlow,
			mayChangeRows: (owner) => refuses(me, "changeRows", phase, { owner, id: "" }) === null,
			mayChoose: refuses(me, "choose", phase) === null,
			run: async (command) => {
				const problem = await command;
				if (problem) tell(problem);
			},
			tell,
			activate,
		};
	}, [page, me, model, convention, replica, structure, activate, askWhoSigns, openFlow, tell]);
}
