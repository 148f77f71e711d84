import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** What axe holds against the page as it stands, by WCAG 2.1 A and AA: each rule, and where it is broken. */
export async function findings(page: Page): Promise<string[]> {
	const { violations } = await new AxeBuilder({ page })
		.options({ resultTypes: ["violations"] })
		.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
		// A page with frames is judged frame by frame, and the whole put together in another page: that takes twice as long.
		.setLegacyMode(page.frames().length === 1)
		.analyze();
	return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

/** Fails, naming the state, unless axe finds nothing and nothing needs sideways scrolling. */
export async function expectSound(page: Page, state: string): Promise<void> {
	expect(await findings(page), state).toEqual([]);
	expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state).toBe(true);
}
