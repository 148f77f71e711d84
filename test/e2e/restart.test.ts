import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import * as Y from "yjs";
import { liveRoot } from "../../shared/live/layout.ts";
import { browser } from "./support/browse.ts";
import { openConvention, signedIn } from "./support/browser.ts";
import { Hand } from "./support/hand.ts";
import { url } from "./support/serve.ts";

const CONVENTION = "demonstration-lys-lez-lannoy";
const SECTION = "article-2";
const NAME = "محمد علي";
const PICTURES = process.env.PICTURES;

async function picture(page: Page, name: string): Promise<void> {
	if (PICTURES === undefined) return;
	mkdirSync(PICTURES, { recursive: true });
	await page.screenshot({ path: `${PICTURES}/${name}.png` });
}

/** Words under so many client ids that every key is slow. */
async function makeHeavy(): Promise<void> {
	const hand = await Hand.open(url, CONVENTION, "ines-vasseur");
	for (let from = 1_000; from < 1_600; from += 100) {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(hand.doc));
		for (let client = from; client < from + 100; client++) {
			doc.clientID = client;
			const words = doc.getText(liveRoot(SECTION));
			words.insert(words.length, "§");
		}
		Y.applyUpdate(hand.doc, Y.encodeStateAsUpdate(doc));
		await hand.stored();
	}
	hand.close();
}

const offer = (page: Page) => page.getByRole("button", { name: "Repartir du texte visible" });

it("a heavy document begins anew where a coordinator asks for it, and nobody loses a word", async () => {
	const light = await openConvention(await signedIn(browser, url, "ines-vasseur"));
	await light.locator(".rail .rail-checked").waitFor();
	expect(await offer(light).count()).toBe(0);
	await light.close();
	await makeHeavy();

	const thomas = await signedIn(browser, url, "thomas-marchal");
	const away = await openConvention(thomas);
	await thomas.setOffline(true);
	const field = away.getByRole("textbox", { name: "territoire" }).first();
	await field.fill(`Lys ${NAME}`);
	const ines = await openConvention(await signedIn(browser, url, "ines-vasseur"));
	await offer(ines).scrollIntoViewIfNeeded();
	await picture(ines, "heavy");
	await offer(ines).click();
	await picture(ines, "heavy-sure");
	await ines.locator(".sure").getByRole("button", { name: "Repartir du texte visible" }).click();
	const told = ines.getByRole("dialog", { name: "Le document a été allégé" });
	await told.waitFor();
	await picture(ines, "restarted");
	await told.getByRole("button", { name: /Reprendre/ }).click();
	await ines.getByText("Enregistré", { exact: true }).first().waitFor();
	expect(await offer(ines).count()).toBe(0);

	await thomas.setOffline(false);
	const lost = away.getByRole("dialog", { name: /pendant que vous écriviez/ });
	await lost.waitFor();
	expect(await lost.innerText()).toContain(`Lys ${NAME}`);
	await lost.getByRole("button", { name: /Reprendre/ }).click();
	await away.getByText("Enregistré", { exact: true }).first().waitFor();
	expect(await away.locator(".kept-words").innerText()).toContain(`Lys ${NAME}`);

	// A name that is read from the right turns nothing around it round.
	await away.getByRole("textbox", { name: "territoire" }).first().fill(NAME);
	await ines.locator(`bdi:has-text("${NAME}")`).first().waitFor();
	await ines.locator(`bdi:has-text("${NAME}")`).last().scrollIntoViewIfNeeded();
	await picture(ines, "from-the-right");
});
