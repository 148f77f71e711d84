import type { ReactNode } from "react";
import type { AccountPage } from "../../shared/page/account.ts";
import { HeldScreen } from "./Held.tsx";
import { LinkScreen } from "./Link.tsx";
import { AskForName } from "./Name.tsx";
import { OutboxScreen } from "./Outbox.tsx";
import { ProfileScreen } from "./Profile.tsx";
import { SignInScreen } from "./SignIn.tsx";

/** Signing in, and one's own account. */
export function Account({ page: { account } }: { page: AccountPage }): ReactNode {
	switch (account.screen) {
		case "signIn":
			return <SignInScreen door={account} />;
		case "link":
			return <LinkScreen door={account} />;
		case "name":
			return <AskForName to={account.to} />;
		case "profile":
			return <ProfileScreen first={account.profile} proconnect={account.proconnect} />;
		case "held":
			return <HeldScreen held={account.held} />;
		case "outbox":
			return <OutboxScreen letters={account.letters} />;
	}
}
