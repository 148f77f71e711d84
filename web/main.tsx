import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import "./style.css";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { Boundary } from "./Boundary.tsx";
import { type Bootstrap, type ConventionPage, type HomePage, type PlainPage, readBootstrap } from "./bootstrap.ts";
import { Convention } from "./convention/Convention.tsx";

const root = document.getElementById("screen") ?? document.getElementById("root");
if (root) {
	const served = [...(document.getElementById("paper")?.childNodes ?? [])];
	const page = readBootstrap();
	const show = (screen: ReactNode) => createRoot(root).render(<Boundary>{screen}</Boundary>);
	// The text of a convention must come first: it waits for no other code.
	if (page && "convention" in page) show(<Convention page={page} served={served} />);
	else if (page && "home" in page) void import("./home/home.ts").then(({ startHome }) => startHome());
	else if (page && !("plain" in page)) void screenFor(page).then(show);
}

/** The server says by what it puts in the page which screen it is. */
async function screenFor(page: Exclude<Bootstrap, ConventionPage | HomePage | PlainPage>): Promise<ReactNode> {
	if ("opening" in page) {
		const { Opening } = await import("./opening/Opening.tsx");
		return <Opening page={page} />;
	}
	if ("parties" in page) {
		const { Parties } = await import("./parties/Parties.tsx");
		return <Parties page={page} />;
	}
	if ("demo" in page) {
		const { Demo } = await import("./demo/Demo.tsx");
		return <Demo page={page} />;
	}
	if ("account" in page) {
		const { Account } = await import("./account/Account.tsx");
		return <Account page={page} />;
	}
	if ("linking" in page) {
		const { Linking } = await import("./account/Linking.tsx");
		return <Linking page={page} />;
	}
	const { screenOf } = await import("./people/screen.tsx");
	return screenOf(page.people);
}
