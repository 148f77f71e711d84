import type { PartyKind } from "../party/party.ts";
import type { Role } from "./role.ts";

/** A person in one convention. */
export interface Member {
	person: string;
	/** "Inès Vasseur". */
	name: string;
	/** Id of their party within the convention. */
	party: string;
	kind: PartyKind;
	roles: Role[];
}

/** In what capacity a member asks: as much of them as their rights depend on. */
export type Capacity = Pick<Member, "party" | "kind" | "roles">;
