import type { TestProject } from "vitest/node";
import { startProvider } from "./provider.ts";

export const SITE = "http://copacte.test";

/** The outside world of these tests: real servers in Node, which the Worker reaches as it would reach any. */
export default async function serve(project: TestProject) {
	const provider = await startProvider(SITE);
	project.provide("issuer", provider.issuer);
	return () => provider.close();
}

declare module "vitest" {
	interface ProvidedContext {
		issuer: string;
	}
}
