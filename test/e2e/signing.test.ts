import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectSound } from "./support/axe.ts";
import { browser } from "./support/browse.ts";
import { openConvention, signedIn } from "./support/browser.ts";
import { url } from "./support/serve.ts";

const CAF = "ines-vasseur";
const COMMUNE = "thomas-marchal";
const DEMO = "demonstration-lys-lez-lannoy";
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const open = async (person: string, options = {}) => openConvention(await signedIn(browser, url, person, options));
const nameIn = (page: Page, part: string, key = "signataire.commune-1") =>
	page.locator(`#${part} [data-field="${key}"]`);
const form = (page: Page) => page.getByRole("dialog", { name: /Qui signe au nom/ });
const opening = async (page: Page) => (await page.locator("#parties").textContent()) ?? "";

describe("who signs for a party", () => {
	it("is said by its own people, in the text, and agrees at once on every page", async () => {
		const [ines, thomas] = [await open(CAF), await open(COMMUNE)];
		expect(await nameIn(ines, "parties").getByRole("button").count()).toBe(0);
		await nameIn(thomas, "parties").getByRole("button").focus();
		await thomas.keyboard.press("Enter");
		await form(thomas).getByLabel("Prénom et nom").fill("Mme Anne Le Goff");
		await form(thomas).getByLabel("Civilité").selectOption("Madame");
		expect(await form(thomas).getByLabel("Signe en qualité de").inputValue()).toBe("La Maire");
		expect(await form(thomas).locator(".signing-reads").innerText()).toContain("représentée par la Maire, Madame");
		const names = form(thomas).locator("datalist option");
		expect(await names.first().getAttribute("value")).toBe("Karim Lepage");
		await expectSound(thomas, "the form");
		await form(thomas).getByRole("button", { name: "Enregistrer" }).click();
		await form(thomas).waitFor({ state: "detached" });
		await expect
			.poll(() => nameIn(thomas, "parties").getByRole("button").and(thomas.locator(":focus")).count())
			.toBe(1);
		await expect
			.poll(() => opening(ines))
			.toContain("représentée par la Maire, Madame Anne Le Goff, dûment autorisée à signer");
		expect(await opening(ines)).toContain("Madame Hélène Courtois, dûment autorisées à signer");

		// A second one, by delegation, from the signature block.
		await thomas.getByRole("button", { name: "Modifier qui signe pour Commune de Lys-lez-Lannoy" }).click();
		await form(thomas).getByRole("button", { name: "Ajouter un signataire" }).click();
		const second = form(thomas).getByRole("group", { name: "Signataire 2" });
		await second.getByLabel("Civilité").selectOption("Monsieur");
		await second.getByLabel("Prénom et nom").fill("Luc Roy");
		await second.getByLabel("Signe en qualité de").selectOption({ label: "Une autre qualité…" });
		await second.getByLabel("Cette qualité").fill("Adjoint à la jeunesse");
		await second.getByLabel("Par délégation").fill("de la Maire");
		await form(thomas).getByRole("button", { name: "Enregistrer" }).click();
		await expect
			.poll(() => opening(ines))
			.toContain(
				"Madame Anne Le Goff, et par Monsieur Luc Roy, adjoint à la jeunesse, par délégation de la Maire, dûment autorisés",
			);
		const block = ines.locator("table.signatures");
		expect(await block.innerText()).toContain("par délégation de la Maire");
		const changes = block.getByRole("button", { name: /Modifier qui signe/ });
		expect(await changes.allTextContents()).toEqual(["Modifier qui signe pour Caf du Nord"]);
	});

	it("is left as it was by Escape, and asks for a title in words", async () => {
		const thomas = await open(COMMUNE, phone);
		const before = await opening(thomas);
		await thomas.getByRole("button", { name: "Modifier qui signe pour Commune de Lys-lez-Lannoy" }).tap();
		await form(thomas).getByRole("group").first().getByLabel("Prénom et nom").fill("Personne d’autre");
		await form(thomas).getByRole("group").first().getByLabel("Signe en qualité de").selectOption("Une autre qualité…");
		await form(thomas).getByRole("button", { name: "Enregistrer" }).tap();
		await form(thomas).getByRole("alert").getByText("Indiquez la qualité du signataire").waitFor();
		await expectSound(thomas, "the form on a phone");
		await thomas.keyboard.press("Escape");
		await form(thomas).waitFor({ state: "detached" });
		expect(await opening(thomas)).toBe(before);
	});

	it("is said by the Caf's coordinator for a body of which nobody is there, on the page of the parties", async () => {
		const context = await signedIn(browser, url, CAF);
		const data = { model: "ctg-2024", title: "CTG · Deux communes", parties: ["lys-lez-lannoy", "sainte-aubeline"] };
		const { id } = await (await context.request.post("/api/conventions", { data })).json();
		const page = await context.newPage();
		await page.goto(`/conventions/${id}/parties`);
		const line = page.getByRole("listitem").filter({ hasText: "Commune de Sainte-Aubeline" });
		await line.getByRole("button", { name: /Modifier qui signe/ }).click();
		await line.getByLabel("Civilité").selectOption("Madame");
		await line.getByLabel("Prénom et nom").fill("Odile Garance");
		await expectSound(page, "the page of the parties");
		await line.getByRole("button", { name: "Enregistrer" }).click();
		await line.getByText("Signe : La Maire, Madame Odile Garance").waitFor();
		await page.goto(`/conventions/${id}`);
		await page.getByText("Enregistré", { exact: true }).first().waitFor();
		expect(await opening(page)).toContain("représentée par la Maire, Madame Odile Garance, dûment autorisée");
	});
});

describe("what the vote and the signature make known", () => {
	it("is a hole to read, with no input, and no fault", async () => {
		const thomas = await open(COMMUNE);
		const hole = thomas.locator('[data-hole="commune.deliberation"]');
		expect(await hole.innerText()).toContain("[date de la délibération]");
		expect(await thomas.locator('#annexe-3 [data-hole="annexe-3/commune"]').count()).toBe(1);
		expect(await thomas.locator("#annexe-3").getByRole("button").count()).toBe(0);
		expect(await thomas.locator("[data-hole] :is(input, button)").count()).toBe(0);
		const rail = thomas.locator(".rail");
		await rail.getByText("Connu plus tard").waitFor();
		await rail.getByRole("button", { name: /Date de signature.*connu au moment de la signature/ }).click();
		await expectSound(thomas, "holes in the text");
		const { findings } = await (await thomas.request.get(`/api/conventions/${DEMO}/findings`)).json();
		const late = findings.filter(({ where }: { where: { id: string } }) =>
			/deliberation|signature\.date|annexe-3/.test(where.id),
		);
		expect(late).toEqual([]);
	});
});
