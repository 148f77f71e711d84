import { APPROVED, LASTING, type Phase, VOTED, WRITTEN } from "./convention/phase.ts";
import { type Failure, failure } from "./failure.ts";
import type { Owner } from "./model/model.ts";
import { owns, type PartyKind } from "./party/party.ts";
import type { Capacity } from "./people/member.ts";
import { ROLES, type Role } from "./people/role.ts";

/** Who may do something, when, and to what: a line of the policy. All of it must hold. */
interface Rule {
	/** One of these roles is enough. */
	roles: readonly Role[];
	/** Of this kind of party only; without it, of any. */
	of?: PartyKind;
	phases: readonly Phase[] | "every";
	/** A step on the way to signature: in another phase it is not its turn, where any other writing meets a frozen text. */
	isStep?: true;
	/**
	 * What it is done to. `convention`: to no party's part of it in particular. `own side`: to what the member's side owns
	 * alone or with everyone (see `owns`). `own party`: to the member's own party, and to no other of its side.
	 */
	to: "convention" | "own side" | "own party";
}

const writers = ["coordinates", "drafts"] as const;
const coordinators = ["coordinates"] as const;

/**
 * Who may do what, in which phase. Pages, routes and rooms ask this table and nothing else, through `refuses`; what does
 * not stand in it nobody may do. test/worker/access-matrix.ts says the same again, by hand, and in French.
 */
export const policy = {
	/**
	 * Know that the convention exists; read its text as it stands, its findings, its files, who takes part; be in its room,
	 * and be seen there. Each person with a role in it may, also after it has ended; nobody else, ever (R23, and the model's article
	 * on confidentiality).
	 */
	read: { roles: ROLES, phases: "every", to: "convention" },
	/** Write in the free sections and fields of one's side; all the rest is the model's (R1), or another side's. */
	write: { roles: writers, phases: WRITTEN, to: "own side" },
	/** Choose among the options and wordings that the model leaves open to the parties together (article 5, annexe 2). */
	choose: { roles: writers, phases: WRITTEN, to: "convention" },
	/** Add and remove rows where the model lets a side do so (R26). */
	changeRows: { roles: writers, phases: WRITTEN, to: "own side" },
	/** Attach files to the annexes that one's side writes, say what they show, order them, take them out. */
	attach: { roles: writers, phases: WRITTEN, to: "own side" },
	/** Set and remove the logo of one's party (R24): two communes share a side, and no coat of arms. */
	setLogo: { roles: writers, phases: WRITTEN, to: "own party" },
	/** Say who signs for one's party, in what capacity and under what name (R12): no other party, of its side or not, does. */
	setSignatories: { roles: writers, phases: WRITTEN, to: "own party" },
	/** Say so for a body of which nobody takes part yet: the Caf does, who opened the convention. */
	stepIn: { roles: coordinators, of: "caf", phases: WRITTEN, to: "convention" },
	/**
	 * Invite people of one's party, give and take their roles, take their access away: roles are given per party.
	 * In every phase: people come and go for as long as something can be read.
	 */
	managePeople: { roles: coordinators, phases: "every", to: "own party" },
	/** Invite the first people of another party, which has nobody yet who could: the Caf does, who opened the convention. */
	inviteParty: { roles: coordinators, of: "caf", phases: LASTING, to: "convention" },
	/** Add a co-signatory, or take one out: the text names its parties, so only while it is drafted. */
	addParty: { roles: coordinators, of: "caf", phases: WRITTEN, to: "convention" },
	/** Begin the document anew from what is read of it, once it has become heavy: everybody's page has to be opened anew. */
	restart: { roles: coordinators, phases: WRITTEN, to: "convention" },
	/** Freeze the text, so that parties approve it and councils vote on it. */
	submit: { roles: coordinators, phases: WRITTEN, isStep: true, to: "convention" },
	/** Take back what one's party submitted: drafting again. */
	reopen: { roles: coordinators, phases: VOTED, isStep: true, to: "own party" },
	/** Agree to the submitted text, for one's party. */
	approve: { roles: ["approves"], phases: APPROVED, isStep: true, to: "convention" },
	/** Send the submitted text back to drafting, with a reason. */
	refuse: { roles: ["approves"], phases: APPROVED, isStep: true, to: "convention" },
	/** Record the délibération of one's party. */
	deliberate: { roles: coordinators, phases: VOTED, isStep: true, to: "own party" },
	/** Open frozen versions to those who have a link, and close them again. */
	link: { roles: coordinators, phases: "every", to: "convention" },
	/** See who opened what, and when. */
	readVisits: { roles: coordinators, phases: "every", to: "convention" },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof policy;

/** A section, a field, a table, an annexe. Its owner is null where nobody may write it, or there is no such thing. */
interface Thing {
	owner: Owner | null;
	id: string;
}

/** What an action is done to, where its rule asks: a thing, or the party of this id. */
type Target<A extends Action> = (typeof policy)[A]["to"] extends "own side"
	? [thing: Thing]
	: (typeof policy)[A]["to"] extends "own party"
		? [party: string]
		: [];

/** The phase; null where it is not known yet, and the rule does not depend on it. */
type PhaseAsked<A extends Action> = (typeof policy)[A]["phases"] extends "every" ? Phase | null : Phase;

/**
 * null when this member may do this in this phase, to this thing or party, or why not: `forbidden` to this role, `frozen` or
 * `notNow` in this phase, or `notYours`. The only place that decides it.
 */
export function refuses<A extends Action>(
	member: Capacity,
	action: A,
	phase: PhaseAsked<A>,
	...target: Target<A>
): Failure | null {
	const outright = refusesOutright(member, action, phase);
	const on: Thing | string | undefined = target[0];
	if (outright || isOwn(member, policy[action], on)) return outright;
	return failure("notYours", typeof on === "object" ? on.id : on);
}

/** Why this member may do nothing of the kind in this phase, whatever to; null when there may be something that they may. */
export function refusesOutright<A extends Action>(member: Capacity, action: A, phase: PhaseAsked<A>): Failure | null {
	const { roles, of, phases, isStep }: Rule = policy[action];
	if (!roles.some((role) => member.roles.includes(role))) return failure("forbidden");
	if (of !== undefined && of !== member.kind) return failure("forbidden");
	return phases === "every" || (phase !== null && phases.includes(phase))
		? null
		: failure(isStep ? "notNow" : "frozen");
}

function isOwn({ party, kind }: Capacity, { to }: Rule, target: Thing | string | undefined): boolean {
	switch (to) {
		case "convention":
			return true;
		case "own side":
			return typeof target === "object" && target.owner !== null && owns(target.owner, kind);
		case "own party":
			return target === party;
	}
}

/**
 * Whether people of such an organisation open conventions, and look up whom to open them with: it is a Caf that proposes one
 * to a territory (requirements, "From model to signed convention", 1). Nobody is a member of anything yet, so no role counts.
 */
export const opensConventions = ({ kind }: { kind: PartyKind }): boolean => kind === "caf";
