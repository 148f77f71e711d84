import { afterAll, afterEach } from "vitest";
import { openBrowser } from "./browser.ts";

/** The Chromium of this file of tests. What a test opened in it is closed when the test ends. */
export const browser = await openBrowser();

afterEach(async () => {
	await Promise.all(browser.contexts().map((context) => context.close()));
});
afterAll(() => browser.close());
