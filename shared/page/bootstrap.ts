import type { AccountPage, LinkingPage } from "./account.ts";
import type { ConventionPage } from "./convention.ts";
import type { DemoPage } from "./demo.ts";
import type { HomePage } from "./home.ts";
import type { InvitationPage } from "./invitation.ts";
import type { OpeningPage } from "./opening.ts";
import type { OrganisationPage, SignUpPage } from "./organisation.ts";
import type { PartiesPage } from "./parties.ts";
import type { PeoplePage } from "./people.ts";
import type { Refusal } from "./refusal.ts";

/** A page that is whole as the server drew it; `failure` tells programs why it is not what was asked for. */
export interface PlainPage {
	page: "plain";
	failure?: Pick<Refusal, "code" | "message">;
}

/** What the server puts into a page for its program, which need not ask then; `page` says which one it is. */
export type Bootstrap =
	| PlainPage
	| HomePage
	| ConventionPage
	| OpeningPage
	| PartiesPage
	| PeoplePage
	| OrganisationPage
	| SignUpPage
	| InvitationPage
	| AccountPage
	| LinkingPage
	| DemoPage;
