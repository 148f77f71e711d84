import type { Editor } from "@tiptap/core";
import { createContext, useContext } from "react";
import type { ConventionField } from "../../shared/convention/writable.ts";
import type { Owner } from "../../shared/model/model.ts";
import type { ConventionPage } from "../../shared/page/convention.ts";
import type { Whose } from "../../shared/text/outline.ts";
import type { Problem, StructureCommands } from "../api.ts";
import type { FlowPlace } from "./flow/place.ts";
import type { Replica } from "./live/replica.ts";

/** What the pieces of the paper need to know of the page they stand on. */
export interface ConventionDesk {
	replica: Replica;
	/** What the server said of the convention and of this person. */
	page: ConventionPage;
	commands: StructureCommands;
	/** Every field the convention has, by key. */
	fields: Map<string, ConventionField>;
	/** Whether this person may write what this owner owns, in this phase. */
	mayWrite(owner: Owner): boolean;
	/** Whether it is this person's to fill: of their side or their own party, and not of one for which they only step in. */
	isMine(whose: Whose): boolean;
	/** Whether this person may say who signs for this party, in this phase. */
	maySayWhoSigns(party: string): boolean;
	/** Asks who signs for this party. */
	askWhoSigns(party: string): void;
	/** Whether this person may add and remove rows where this owner may, in this phase. */
	mayChangeRows(owner: Owner): boolean;
	/** Whether this person may choose options and wordings, in this phase. */
	mayChoose: boolean;
	/** Opens something of the way to signature. */
	openFlow(place: FlowPlace): void;
	/** Waits for a command and tells the person if it was refused. */
	run(command: Promise<Problem | null>): Promise<void>;
	/** Tells the person of something that did not go as they meant. */
	tell(problem: Problem): void;
	/** The editor that is being written in, whose toolbar shows; null when none is. */
	activate(editor: Editor | null): void;
}

export const ConventionContext = createContext<ConventionDesk | null>(null);

/** The page this piece of the paper stands on. */
export function useConvention(): ConventionDesk {
	const desk = useContext(ConventionContext);
	if (desk === null) throw new Error("a piece of the paper stands outside of its convention");
	return desk;
}
