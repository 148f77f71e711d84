import type { TestProject } from "vitest/node";
import { openBrowser } from "./browser.ts";
import { Server } from "./server.ts";

/** What each file of these tests would otherwise do again, or at the same time as another: Chromium unpacked, data migrated. */
export default async function prepare(project: TestProject) {
	const server = new Server();
	const [browser] = await Promise.all([openBrowser(), server.start()]);
	await Promise.all([browser.close(), server.kill()]);
	project.provide("migrated", server.data);
	return () => server.dispose();
}

declare module "vitest" {
	interface ProvidedContext {
		/** A directory of data that has had every migration and nothing else. */
		migrated: string;
	}
}
