import { describe, expect, it } from "vitest";
import { expectSound } from "./support/axe.ts";
import { browser } from "./support/browse.ts";
import { signedIn } from "./support/browser.ts";
import { url } from "./support/serve.ts";

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 320, height: 640 } };
const names = ["Lys-lez-Lannoy", "Sainte-Aubeline", "Le Touquet", "Annœullin"];

describe.each(Object.entries(sizes))("on a %s", (size, viewport) => {
	it("a convention is opened with a pasted list, found again, and loses a party", async () => {
		const context = await signedIn(browser, url, "ines-vasseur", {
			viewport,
			colorScheme: size === "phone" ? "dark" : "light",
		});
		const page = await context.newPage();
		await page.goto("/");
		await expectSound(page, "the first page");
		await page.getByRole("link", { name: "Ouvrir une convention" }).click();
		await page.getByRole("button", { name: "Ouvrir la convention" }).click();
		const alert = page.getByRole("alert");
		await alert.waitFor();
		expect(await alert.getByRole("listitem").count()).toBe(2);
		expect(await page.evaluate("document.activeElement.getAttribute('role')")).toBe("alert");
		await expectSound(page, "what is missing");

		await page.getByRole("textbox", { name: "Territoire" }).fill(`Flandre ${size}`);
		await page.getByRole("button", { name: "Coller une liste" }).click();
		await page.getByRole("textbox", { name: /un par ligne/ }).fill(names.join("\n"));
		await page.getByRole("button", { name: "Ajouter ces 4 noms" }).click();
		await page.getByText("5 parties, la Caf comprise.").waitFor();
		await page.getByRole("searchbox", { name: "Chercher un organisme" }).fill("aubeline");
		await page.getByText("Cet organisme est déjà dans la liste.").waitFor();
		await page.getByRole("checkbox", { name: "rédige" }).first().check();
		await expectSound(page, "everything typed");
		expect(await page.getByRole("textbox", { name: "Titre" }).inputValue()).toMatch(/^CTG \d{4}-\d{4} · Flandre/);
		await page.getByRole("button", { name: "Ouvrir la convention" }).click();
		await page.waitForURL(/\/conventions\/[0-9a-f-]{36}$/);
		await page.getByText("Commune du Touquet").first().waitFor();

		await page.goto(`${page.url()}/parties`);
		await page.getByRole("button", { name: "Retirer Commune d'Annœullin" }).click();
		await page.getByRole("button", { name: "Retirer la partie" }).click();
		await page.getByText("Commune d’Annœullin n’est plus une partie de la convention.").waitFor();
		await expectSound(page, "the parties");

		await page.goto("/");
		await page.getByRole("searchbox").fill(`touquet ${size}`);
		await page.getByText(/^Une convention sur \d+$/).waitFor();
		expect(new URL(page.url()).searchParams.get("q")).toBe(`touquet ${size}`);
		await expectSound(page, "a search");
		await page.reload();
		expect(await page.getByRole("searchbox").inputValue()).toBe(`touquet ${size}`);
		expect(await page.locator(".rows li").count()).toBe(1);
		await page.getByRole("searchbox").fill("introuvable");
		await page.getByRole("link", { name: "Sans les mots" }).waitFor();
		await expectSound(page, "nothing found");

		await page.goto("/?q=flandre");
		await page
			.getByRole("link", { name: new RegExp(`Compléter.*${size}`) })
			.first()
			.click();
		await expect
			.poll(() =>
				page.evaluate(
					"document.activeElement.closest('[data-field], [data-section]') !== null && location.hash === ''",
				),
			)
			.toBe(true);
		await context.close();
	}, 120_000);
});

it("without JavaScript the list is there, searched and left", async () => {
	const context = await signedIn(browser, url, "thomas-marchal", { javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto("/");
	expect(await page.getByRole("heading", { name: /Lys-lez-Lannoy/ }).count()).toBeGreaterThan(0);
	await page.getByRole("searchbox").fill("introuvable");
	await page.getByRole("button", { name: "Rechercher" }).click();
	expect(await page.getByRole("status").textContent()).toMatch(/^Aucune convention/);
	await page.getByRole("link", { name: "Sans les mots" }).click();
	await page.locator(".rows li").first().waitFor();
	expect(await page.locator(".rows li").count()).toBeGreaterThan(0);
	await page.getByRole("button", { name: "Se déconnecter" }).click();
	expect(await page.getByRole("link", { name: "Entrer" }).count()).toBe(1);
	await context.close();
});
