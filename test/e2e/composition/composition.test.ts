import type { Browser, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { bundled } from "../support/bundled.ts";
import type { Composing, RemoteAct } from "./page.ts";

let browser: Browser;
let page: Page;
let keyboard: CDPSession;

beforeAll(async () => {
	browser = await openBrowser();
	page = await browser.newPage();
	await page.setContent('<div id="editor" style="white-space: pre-wrap"></div>');
	await page.addScriptTag({ content: await bundled(`${import.meta.dirname}/page.ts`), type: "module" });
	keyboard = await page.context().newCDPSession(page);
});
afterAll(() => browser.close());

type Method = keyof Composing;
const ask = <M extends Method>(method: M, ...given: Parameters<Composing[M]>): Promise<ReturnType<Composing[M]>> =>
	page.evaluate(
		([name, values]) =>
			(
				(globalThis as unknown as { composing: Record<string, (...values: unknown[]) => unknown> }).composing[
					name as string
				] as (...values: unknown[]) => unknown
			)(...(values as unknown[])),
		[method, given] as const,
	) as Promise<ReturnType<Composing[M]>>;

/** What an input method shows before the word is chosen. `over`: which characters it takes up again, as a phone's keyboard does. */
const compose = (text: string, over?: { replacementStart: number; replacementEnd: number }) =>
	keyboard.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length, ...over });
const commit = (text: string) => keyboard.send("Input.insertText", { text });

/** Until the editor has read what the browser wrote, and nothing waits any more. */
const settled = async (words: string) => {
	await expect.poll(async () => (await ask("read")).holding).toBe(false);
	await expect.poll(async () => (await ask("read")).shown.replace(/bold\("([^"]*)"\)|", "/g, "$1")).toContain(words);
	return ask("read");
};

/** By what the other person does meanwhile: what becomes of "un deux trois" and "second" when 漢 is put before "trois". */
const stories: [RemoteAct, isHeld: boolean, string][] = [
	["writes elsewhere", false, 'doc(paragraph("un deux 漢trois"), paragraph("sAAecond"))'],
	["puts a paragraph before", true, 'doc(paragraph("nouveau"), paragraph("un deux 漢trois"), paragraph("second"))'],
	["writes at the line's start", true, 'doc(paragraph("AAun deux 漢trois"), paragraph("second"))'],
	["writes at the line's end", true, 'doc(paragraph("un deux 漢troisBB"), paragraph("second"))'],
	["writes right before the word", true, 'doc(paragraph("un deux 漢CCtrois"), paragraph("second"))'],
	["makes it a title", true, 'doc(heading("un deux 漢trois"), paragraph("second"))'],
	["makes it a list", true, 'doc(bulletList(listItem(paragraph("un deux 漢trois"))), paragraph("second"))'],
	["cuts it before", true, 'doc(paragraph("un "), paragraph("deux 漢trois"), paragraph("second"))'],
	["cuts it after", true, 'doc(paragraph("un deux 漢tro"), paragraph("is"), paragraph("second"))'],
	["makes a word bold", true, 'doc(paragraph(bold("un"), " deux 漢trois"), paragraph("second"))'],
	["empties it", true, 'doc(paragraph("漢"), paragraph("second"))'],
];

describe("a word that is being composed", () => {
	it.each(stories)("stays whole while another %s", async (act, isHeld, meant) => {
		await ask("start", ["un deux trois", "second"]);
		await ask("caret", 9);
		await compose("k");
		await compose("ka");
		await ask("remote", act);
		expect((await ask("read")).holding).toBe(isHeld);
		await compose("kan");
		await commit("漢");
		const { shown, other, inStep } = await settled("漢");
		expect({ shown, other, inStep }).toEqual({ shown: meant, other: meant, inStep: true });
	});

	it.each(stories.map(([act]) => act))("of a phone's keyboard stays whole while another %s", async (act) => {
		await ask("start", ["un deux trois", "second"]);
		await ask("caret", 8);
		await compose("deux", { replacementStart: 3, replacementEnd: 7 });
		await compose("deuxi");
		await ask("remote", act);
		await compose("deuxième");
		await commit("deuxième");
		// What the other deleted of it is theirs to delete.
		const { shown, other, inStep } = await settled(act === "empties it" ? "ième" : "deuxième");
		expect(shown.match(/ième/g)).toHaveLength(1);
		expect({ other, inStep }).toEqual({ other: shown, inStep: true });
	});

	it.each(["makes it a title", "writes at the line's start"] as const)(
		"of an accent's key stays whole while another %s",
		async (act) => {
			await ask("start", ["un deux trois", "second"]);
			await ask("caret", 9);
			await compose("^");
			await ask("remote", act);
			await commit("ê");
			const { shown, other, inStep } = await settled("deux êtrois");
			expect(shown).not.toContain("^");
			expect({ other, inStep }).toEqual({ other: shown, inStep: true });
		},
	);
});
