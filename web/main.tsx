import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import "./style.css";
import "./shared-late.ts";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import type { Bootstrap, PlainPage } from "../shared/page/bootstrap.ts";
import type { ConventionPage } from "../shared/page/convention.ts";
import type { HomePage } from "../shared/page/home.ts";
import { Boundary } from "./Boundary.tsx";
import { readBootstrap } from "./bootstrap.ts";
import { Convention } from "./convention/Convention.tsx";

const root = document.getElementById("screen") ?? document.getElementById("root");
if (root) {
	const served = [...(document.getElementById("paper")?.childNodes ?? [])];
	const page = readBootstrap();
	const show = (screen: ReactNode) => createRoot(root).render(<Boundary>{screen}</Boundary>);
	// The text of a convention must come first: it waits for no other code.
	if (page?.page === "convention") show(<Convention page={page} served={served} />);
	else if (page?.page === "home") void import("./home/home.ts").then(({ startHome }) => startHome());
	else if (page && page.page !== "plain") void screenFor(page).then(show);
}

async function screenFor(page: Exclude<Bootstrap, ConventionPage | HomePage | PlainPage>): Promise<ReactNode> {
	switch (page.page) {
		case "opening": {
			const { Opening } = await import("./opening/Opening.tsx");
			return <Opening page={page} />;
		}
		case "parties": {
			const { Parties } = await import("./parties/Parties.tsx");
			return <Parties page={page} />;
		}
		case "people": {
			const { ConventionPeople } = await import("./people/ConventionPeople.tsx");
			return <ConventionPeople id={page.id} first={page.seen} />;
		}
		case "organisation": {
			const { Organisation } = await import("./organisations/Organisation.tsx");
			return <Organisation id={page.id} first={page.seen} />;
		}
		case "signUp": {
			const { SignUp } = await import("./organisations/SignUp.tsx");
			return <SignUp name={page.name} />;
		}
		case "invitation": {
			const { Invitation } = await import("./invitations/Invitation.tsx");
			return <Invitation page={page} />;
		}
		case "account": {
			const { Account } = await import("./account/Account.tsx");
			return <Account page={page} />;
		}
		case "linking": {
			const { Linking } = await import("./account/Linking.tsx");
			return <Linking page={page} />;
		}
		case "demo": {
			const { Demo } = await import("./demo/Demo.tsx");
			return <Demo page={page} />;
		}
	}
}
