import { type Failure, failure } from "../failure.ts";

/** How long an invitation may be answered. */
export const INVITATION_DAYS = 14;

/** What is stored of it; that it has expired is seen from the clock. */
export interface Standing {
	state: "pending" | "accepted" | "declined" | "withdrawn";
	/** ISO 8601, UTC. */
	expiresAt: string;
}

export type InvitationState = Standing["state"] | "expired";

/** Who was invited accepts or declines; who invited sends it again, under another link, or withdraws it. */
export type InvitationAct = "accept" | "decline" | "resend" | "withdraw";

export function stateAt({ state, expiresAt }: Standing, now: Date): InvitationState {
	return state === "pending" && now >= new Date(expiresAt) ? "expired" : state;
}

/** What an invitation becomes by this act, or why it cannot. An answer is given once; what was withdrawn stays so. */
export function becomes(invitation: Standing, act: InvitationAct, now: Date): Standing | Failure {
	const state = stateAt(invitation, now);
	const answers = act === "accept" || act === "decline";
	switch (state) {
		case "expired":
			if (answers) return failure("invitationExpired");
			break;
		case "accepted":
		case "declined":
			return failure("invitationUsed");
		case "withdrawn":
			return failure("invitationWithdrawn");
	}
	return act === "resend" ? sentAt(now) : { ...invitation, state: STATES[act] };
}

const STATES = { accept: "accepted", decline: "declined", withdraw: "withdrawn" } as const;

/** An invitation that is sent now. */
export function sentAt(now: Date): Standing {
	const expires = new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
	return { state: "pending", expiresAt: expires.toISOString() };
}
