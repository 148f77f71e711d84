import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { openBrowser, openConvention, signedIn } from "./browser.ts";
import { Server } from "./server.ts";

/** Takes the pictures of the documentation: `npm run screenshots`, after `npm run build`. */
const docs = resolve(import.meta.dirname, "../../docs");
const desktop = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };

mkdirSync(docs, { recursive: true });
const server = new Server();
await server.start();
const browser = await openBrowser();
try {
	const ines = await openConvention(await signedIn(browser, server.url, "ines-vasseur", desktop));
	const paul = await openConvention(await signedIn(browser, server.url, "paul-derville", desktop));
	const thomas = await openConvention(await signedIn(browser, server.url, "thomas-marchal", phone));

	const article2 = paul.getByRole("textbox", { name: /Interventions de la Caf/ });
	await article2.click();
	await paul.keyboard.press("Control+End");
	await paul.keyboard.type(" Un relais petite enfance ouvre en septembre.");
	const article3 = thomas.getByRole("textbox", { name: /Interventions de la collectivité/ });
	await article3.click();
	await thomas.keyboard.type("La commune soutient le multi-accueil et deux accueils de loisirs.");

	await ines.locator("#article-3").getByText("deux accueils de loisirs.").waitFor();
	await ines.locator("#article-2").evaluate((part) => part.scrollIntoView());
	await ines.locator("#article-2 [data-name]").first().waitFor();
	await ines.screenshot({ path: `${docs}/desktop.png` });
	await thomas.screenshot({ path: `${docs}/phone.png` });
} finally {
	await browser.close();
	await server.dispose();
}
