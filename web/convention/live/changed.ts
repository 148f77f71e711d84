import type { Doc, Transaction } from "yjs";

type Changed = Pick<Transaction, "changedParentTypes">;
type ChangedType = Parameters<Changed["changedParentTypes"]["get"]>[0];

/** The roots in which a transaction changed anything, with their names. */
export const changedRoots = (doc: Doc, { changedParentTypes }: Changed): [string, ChangedType][] =>
	[...doc.share].filter(([, type]) => changedParentTypes.has(type));
