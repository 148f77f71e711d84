import type { Phase } from "../convention/phase.ts";
import type { Person } from "./convention.ts";

/** Where a visitor chooses whom to be. */
export interface DemoPage {
	page: "demo";
	demo: Demonstration;
}

/** `GET /demo/people`: the people of the demonstration, with the name of their organisation, and their conventions. */
export interface Demonstration {
	people: (Person & { organisation: string })[];
	conventions: { id: string; title: string; phase: Phase; model: string }[];
	links: never[];
}
