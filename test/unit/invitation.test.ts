import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFailure } from "../../shared/failure.ts";
import { becomes, type InvitationAct, type Standing, sentAt, stateAt } from "../../shared/people/invitation.ts";

const DAY = 86_400_000;
const START = new Date("2026-03-02T09:00:00Z");
const later = (days: number) => new Date(START.getTime() + days * DAY);

const EVERY: Record<string, Record<InvitationAct, string>> = {
	pending: { accept: "accepted", decline: "declined", resend: "pending", withdraw: "withdrawn" },
	expired: { accept: "invitationExpired", decline: "invitationExpired", resend: "pending", withdraw: "withdrawn" },
	accepted: all("invitationUsed"),
	declined: all("invitationUsed"),
	withdrawn: all("invitationWithdrawn"),
};
function all(code: string) {
	return { accept: code, decline: code, resend: code, withdraw: code };
}

describe("an invitation", () => {
	it.each(Object.keys(EVERY))("that is %s takes each act as it should, and no other", (state) => {
		const standing: Standing =
			state === "expired" ? sentAt(later(-14)) : { ...sentAt(START), state: state as Standing["state"] };
		for (const [act, expected] of Object.entries(EVERY[state] ?? {})) {
			const outcome = becomes(standing, act as InvitationAct, START);
			expect(isFailure(outcome) ? outcome.code : outcome.state).toBe(expected);
		}
	});

	it("may be answered for 14 days, to the millisecond, and anew once it is sent again", () => {
		const sent = sentAt(START);
		expect(stateAt(sent, new Date(later(14).getTime() - 1))).toBe("pending");
		expect(stateAt(sent, later(14))).toBe("expired");
		const again = becomes(sent, "resend", later(20));
		expect(isFailure(again) || stateAt(again, later(33))).toBe("pending");
	});

	it("is answered once at most, whatever is done to it in whatever order", () => {
		const acts = fc.array(
			fc.record({ act: fc.constantFrom<InvitationAct[]>("accept", "decline", "resend", "withdraw"), day: fc.nat(20) }),
			{ maxLength: 12 },
		);
		fc.assert(
			fc.property(acts, (each) => {
				let standing = sentAt(START);
				let settled = 0;
				let day = 0;
				for (const { act, day: more } of each) {
					day += more;
					const outcome = becomes(standing, act, later(day));
					if (isFailure(outcome)) continue;
					expect(standing.state).toBe("pending");
					if (outcome.state !== "pending") settled++;
					standing = outcome;
				}
				expect(settled).toBeLessThanOrEqual(1);
			}),
		);
	});
});
