import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { pdf } from "../files.ts";
import { expectSound } from "./support/axe.ts";
import { browser } from "./support/browse.ts";
import { openConvention, signedIn } from "./support/browser.ts";
import { addCommune, CONVENTION, fillIn } from "./support/flow.ts";
import { Hand } from "./support/hand.ts";
import { url } from "./support/serve.ts";

const desktop = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 320, height: 640 }, hasTouch: true };

const open = async (person: string, options: object = desktop) =>
	openConvention(await signedIn(browser, url, person, options));
const dialog = (page: Page) => page.locator("dialog.flow");
const said = (page: Page, words: RegExp | string) => page.locator(".problem").getByText(words).waitFor();
const next = (page: Page, words: string) =>
	page.getByRole("button", { name: words, exact: true }).locator("visible=true");
const turn = (page: Page) => page.locator(".turn").textContent();
const soon = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 20_000 });
const today = new Date().toISOString().slice(0, 10);

async function submit(page: Page) {
	await next(page, "Soumettre le texte").click();
	await dialog(page).getByText("Aucun contrôle ne bloque.").waitFor();
	await dialog(page).getByRole("button", { name: "Soumettre le texte" }).click();
}

async function deliberate(page: Page, number: string) {
	await next(page, "Enregistrer la délibération").click();
	await dialog(page).getByLabel("Numéro").fill(number);
	await dialog(page).getByLabel("Jour du vote").fill(today);
	const file = { name: `${number}.pdf`, mimeType: "application/pdf", buffer: Buffer.from(pdf()) };
	await dialog(page).getByLabel("PDF de la délibération").setInputFiles(file);
	await dialog(page).getByRole("button", { name: "Enregistrer la délibération" }).click();
	await said(page, /est enregistrée/);
}

describe("the way to signature", () => {
	it("goes from a draft to an adopted version that anybody reads by its link", async () => {
		await addCommune(browser, url);
		await fillIn(browser, url, ["article-3"]);
		const ines = await open("ines-vasseur");

		// Blocked, with the way to what is missing.
		await next(ines, "Soumettre le texte").click();
		await dialog(ines).getByText("Un point reste à régler.").waitFor();
		await expectSound(ines, "blocked");
		await dialog(ines)
			.getByRole("button", { name: /Partie libre vide/ })
			.click();
		await soon(() => ines.evaluate("document.activeElement.closest('.part')?.id")).toBe("article-3");
		await fillIn(browser, url);

		await submit(ines);
		await said(ines, "La version 1 est soumise.");
		await soon(() => turn(ines)).toMatch(/^À la Caf.*, .* et à .* de valider, depuis le .* Texte figé/);
		expect(await ines.locator(".ProseMirror").count()).toBe(0);

		// A mayor on a phone refuses, and everybody reads why.
		const karim = await open("karim-lepage", phone);
		await next(karim, "Valider ou refuser").click();
		await dialog(karim).getByRole("button", { name: "Refuser…" }).click();
		await dialog(karim).getByRole("button", { name: "Refuser la version" }).click();
		await dialog(karim).getByText("Donnez la raison en quelques mots").waitFor();
		await expectSound(karim, "refusing");
		await dialog(karim).getByLabel("Pourquoi refuser cette version ?").fill("Il manque la crèche de Lys.");
		await dialog(karim).getByRole("button", { name: "Refuser la version" }).click();
		await said(karim, "La version 1 est refusée");
		await ines
			.getByRole("status")
			.filter({ hasText: "Il manque la crèche de Lys." })
			.first()
			.waitFor({ state: "attached" });

		// Reworked and submitted anew.
		const hand = await Hand.open(url, CONVENTION, "thomas-marchal");
		hand.write("article-3", [{ type: "paragraph", content: [{ type: "text", text: "La commune ouvre une crèche." }] }]);
		await hand.stored();
		hand.close();
		await submit(ines);
		await said(ines, "La version 2 est soumise.");

		// Each party approves; who had not is shown what changed all the same.
		await next(karim, "Valider ou refuser").click();
		await dialog(karim).getByText("Ce qui a changé depuis la version 1").click();
		await dialog(karim).locator("ins").filter({ hasText: "crèche" }).first().waitFor();
		await expectSound(karim, "approving");
		await dialog(karim).getByRole("button", { name: "Valider", exact: true }).click();
		await said(karim, "Votre accord sur la version 2 est enregistré.");
		expect(await karim.locator(".next-step:visible").count()).toBe(0);
		const helene = await open("helene-courtois");
		await next(helene, "Valider ou refuser").click();
		await dialog(helene).getByRole("button", { name: "Valider", exact: true }).click();
		await said(helene, "est enregistré");
		const odile = await open("odile-garance");
		await next(odile, "Valider ou refuser").click();
		await dialog(odile).getByRole("button", { name: "Valider", exact: true }).click();
		await said(odile, "est enregistré");

		// Two councils vote; a date that cannot be is refused at its field.
		const thomas = await open("thomas-marchal");
		await next(thomas, "Enregistrer la délibération").click();
		await dialog(thomas).getByLabel("Numéro").fill("2026-05");
		await dialog(thomas).getByLabel("Jour du vote").fill("2020-01-01");
		await dialog(thomas).getByRole("button", { name: "Enregistrer la délibération" }).click();
		await dialog(thomas).getByText("le conseil ne peut pas l’avoir voté avant").waitFor();
		await expectSound(thomas, "a wrong day");
		await thomas.keyboard.press("Escape");
		await deliberate(thomas, "2026-05");
		await deliberate(odile, "2026-11");
		await soon(() => ines.locator(".phases [aria-current]").textContent()).toBe("Adoptée");

		// Its dates come later, without sending the PDF again.
		await next(thomas, "Compléter la délibération").click();
		await dialog(thomas).getByLabel("Reçue par la préfecture").fill(today);
		await dialog(thomas).getByLabel("Publiée").fill(today);
		await dialog(thomas).getByText("Exécutoire le").waitFor();
		await dialog(thomas).getByRole("button", { name: "Enregistrer la délibération" }).click();
		await said(thomas, "est enregistrée");

		// Where everybody is, and who is late.
		await ines.locator(".phases").getByRole("button", { name: "Adoptée" }).click();
		await dialog(ines)
			.getByRole("row", { name: /Sainte-Aubeline.*attendue depuis/ })
			.waitFor();
		await expectSound(ines, "the matrix");
		await ines.keyboard.press("Escape");

		// A link, read by anybody without a program.
		await ines.getByRole("tab", { name: /Versions/ }).click();
		await ines.getByRole("button", { name: "Créer un lien" }).click();
		await ines.getByLabel("Pour qui, ou pour quoi").fill("Conseil municipal");
		await ines.getByRole("button", { name: "Créer le lien" }).click();
		const address = await ines.locator("#link-made").inputValue();
		await expectSound(ines, "a link");
		const plain = await browser.newContext({ javaScriptEnabled: false });
		const reader = await plain.newPage();
		await reader.goto(address);
		await reader.getByText("Projet adopté, à signer").waitFor();
		await reader.getByText("La commune ouvre une crèche.").waitFor();
	});

	it("shows what changed since the version that one's party approved, and says where nothing did", async () => {
		const ines = await open("ines-vasseur");
		await ines.locator(".phases").getByRole("button", { name: "Soumise" }).click();
		await dialog(ines).getByRole("button", { name: "Reprendre la rédaction" }).click();
		await dialog(ines).getByLabel("Pourquoi reprendre le texte ?").fill("Une virgule.");
		await dialog(ines).getByRole("button", { name: "Reprendre la rédaction" }).click();
		await said(ines, "La rédaction a repris.");
		await submit(ines);
		await said(ines, "La version 3 est soumise.");
		const helene = await open("helene-courtois", phone);
		await next(helene, "Valider ou refuser").click();
		await dialog(helene).getByText("Inchangé pour vous").waitFor();
		await expectSound(helene, "unchanged");
	});
});
