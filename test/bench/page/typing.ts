import { join } from "node:path";
import type { Page } from "playwright-core";

/** Puts the probe in a page, before it is opened. */
export const addProbe = (page: Page) => page.addInitScript({ path: join(import.meta.dirname, "probe.js") });

/**
 * Presses `count` keys on one page, `pause` milliseconds apart, and gives how long each took from the event to its paint
 * within this part of another page, or of the same: milliseconds in ascending order.
 */
export async function keysToPaint(from: Page, to: Page, part: string, count: number, pause: number) {
	await to.evaluate(`probe.notePaints(${JSON.stringify(part)})`);
	await from.evaluate("probe.notePresses()");
	for (let at = 0; at < count; at++) {
		await from.keyboard.press("a");
		await from.waitForTimeout(pause);
	}
	await to.waitForFunction(`probe.painted.length >= ${count}`);
	const pressed = (await from.evaluate("probe.pressed")) as number[];
	const painted = (await to.evaluate("probe.painted")) as number[];
	return pressed.map((at, index) => (painted[index] ?? Number.NaN) - at).sort((a, b) => a - b);
}
