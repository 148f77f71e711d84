import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import "./style.css";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { type Bootstrap, readBootstrap } from "./bootstrap.ts";
import { Convention } from "./convention/Convention.tsx";
import { Demo } from "./demo/Demo.tsx";
import { Home } from "./home/Home.tsx";
import { Refused, SignedOut } from "./home/SignedOut.tsx";

const root = document.getElementById("root");
if (root) {
	const served = [...(document.getElementById("paper")?.childNodes ?? [])];
	createRoot(root).render(screenFor(readBootstrap(), served));
}

/** The server says by what it puts in the page which screen it is. */
function screenFor(page: Bootstrap | null, served: Node[]): ReactNode {
	if (page && "demo" in page) return <Demo page={page} />;
	if (page && "failure" in page) return <Refused page={page} />;
	if (!page?.me) return <SignedOut />;
	if ("convention" in page) return <Convention page={page} served={served} />;
	return <Home page={page} />;
}
