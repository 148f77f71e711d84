import type { TestProject } from "vitest/node";
import { Server } from "./server.ts";

/** One server for every test of this kind, on an empty database, as `npm start` would give. */
export default async function serve(project: TestProject) {
	const server = new Server();
	await server.start();
	project.provide("url", server.url);
	return () => server.dispose();
}

declare module "vitest" {
	interface ProvidedContext {
		url: string;
	}
}
