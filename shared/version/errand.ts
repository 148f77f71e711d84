import type { Member } from "../people/member.ts";

/** Something done on the way to signature of which people are told by letter. `party` is a short name: "Caf du Nord". */
export type Errand =
	/** A version waits for the approval of every party. */
	| { kind: "submitted"; version: number; party: string; by: string }
	/** A version goes no further. `acted`: everybody who had acted on it. */
	| { kind: "refused" | "reopened"; version: number; party: string; name: string; reason: string; acted: string[] }
	| { kind: "adopted"; version: number }
	/** These parties, by their ids, are awaited since that moment. */
	| { kind: "reminded"; version: number; parties: string[]; since: string };

/**
 * Whether this member is to be told. Whoever may act now is; a refusal and a withdrawal reach everybody who had acted, so
 * that nobody believes an approval which stands no more.
 */
export function concerns(
	errand: Errand,
	{ person, party, roles }: Pick<Member, "person" | "party" | "roles">,
): boolean {
	const coordinates = roles.includes("coordinates");
	switch (errand.kind) {
		case "submitted":
			return person !== errand.by && (coordinates || roles.includes("approves"));
		case "refused":
		case "reopened":
			return coordinates || errand.acted.includes(person);
		case "adopted":
			return coordinates || roles.includes("signs");
		case "reminded":
			return errand.parties.includes(party) && (coordinates || roles.includes("approves"));
	}
}
