import type { TestProject } from "vitest/node";
import { startPostOffice } from "./post-office.ts";
import { startProvider } from "./provider.ts";

/** The outside world of these tests: real servers in Node, which the Worker reaches as it would reach any. */
export default async function serve(project: TestProject) {
	const provider = await startProvider("http://copacte.test");
	project.provide("issuer", provider.issuer);
	project.provide("ports", await startPostOffice(JSON.parse(process.env.COPACTE_TEST_TLS ?? "{}")));
	return () => provider.close();
}

declare module "vitest" {
	interface ProvidedContext {
		issuer: string;
		ports: Awaited<ReturnType<typeof startPostOffice>>;
	}
}
