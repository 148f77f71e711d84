import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import * as v from "valibot";

/** Lets the demonstration sign a visitor in as one of its people, with a session like any other. Only the server can call it. */
export const demonstrationSessions = () => ({
	id: "demonstration",
	endpoints: {
		becomePerson: createAuthEndpoint.serverOnly(
			{ method: "POST", body: v.object({ person: v.string() }) },
			async (context) => {
				const { internalAdapter } = context.context;
				const user = await internalAdapter.findUserById(context.body.person);
				if (!user) throw new Error(`the demonstration has no ${context.body.person}`);
				const session = await internalAdapter.createSession(user.id);
				await setSessionCookie(context, { session, user });
				return context.json({});
			},
		),
	},
});

/** True only where it was asked for: in production nobody may become somebody else. */
export const isDemonstration = (env: Env) => env.DEMO === "yes";
