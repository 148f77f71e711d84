import type { BrowserContextOptions, Page } from "playwright-core";
import { afterEach, describe, expect, inject, it } from "vitest";
import { findings } from "./support/axe.ts";
import { browser } from "./support/browse.ts";
import { openConvention, signedIn } from "./support/browser.ts";
import { url } from "./support/serve.ts";
import { Server } from "./support/server.ts";

afterEach(async () => {
	// What a test puts back must have arrived before its page goes.
	const pages = browser.contexts().flatMap((context) => context.pages());
	for (const page of pages) await page.getByText("Enregistré", { exact: true }).first().waitFor();
});

/** The page of a person, once the help for fields has come. */
async function open(
	person: string,
	{ at = url, ...options }: BrowserContextOptions & { at?: string } = {},
): Promise<Page> {
	const context = await signedIn(browser, at, person, options);
	const help = context.waitForEvent("response", (response) => /\/filling-[^/]*\.js$/.test(response.url()));
	const page = await openConvention(context);
	await (await help).finished();
	await page.evaluate("new Promise(requestAnimationFrame)");
	return page;
}

const place = (page: Page, key: string, part = "#paper") => page.locator(`${part} [data-field="${key}"]`).last();
const input = (page: Page, key: string, part?: string) => place(page, key, part).locator("[data-stop]");
const note = (page: Page) => page.locator(".field-note");
/** The field or free section in which the caret is. */
const focused = (page: Page): Promise<string | null> =>
	page.evaluate(`(() => {
		const stop = document.activeElement?.closest("[data-stop]");
		return stop?.dataset.stop || (stop?.parentElement?.dataset.field ?? null);
	})()`);

/** Fills a field by hand and leaves it. */
async function fill(page: Page, key: string, words: string, part?: string) {
	await input(page, key, part).focus();
	await page.keyboard.press("Control+A");
	await page.keyboard.press("Delete");
	await page.keyboard.type(words);
	await input(page, key, part).blur();
}

describe("a convention filled with the keyboard alone", () => {
	it("goes from blank to blank by Tab, past what is filled and what is another's, and is natural after the last", async () => {
		const server = new Server(inject("migrated"));
		try {
			await server.start();
			const page = await open("thomas-marchal", { at: server.url });
			await input(page, "convention.fin", "#couverture").focus();
			await page.keyboard.type("2028");
			const went: (string | null)[] = [];
			for (let step = 0; step < 30; step++) {
				await page.keyboard.press("Tab");
				const here = await focused(page);
				if (here === null || here === went.at(-1) || went.includes(here)) break;
				went.push(here);
				if (!here.includes(".")) break;
			}
			expect(went).toEqual(["signataire.commune-1", "article-3"]);
			await page.locator("[role=status]", { hasText: "Blanc suivant" }).waitFor({ state: "attached" });
			// Past the free section of Article 3, then to the end.
			await input(page, "plan.echeance").focus();
			await page.keyboard.type("31122025");
			const later: (string | null)[] = [];
			for (let step = 0; step < 3; step++) {
				await page.keyboard.press("Tab");
				later.push(await focused(page));
				await page.keyboard.type("Lys");
			}
			// The name in the signature block is the one above. Annexe 1 is written already.
			expect(later).toEqual(["signature.lieu", "signataire.commune-1", "pilotage.fonction"]);
			// None is left after a field that stands last: the browser's own order.
			await input(page, "pilotage.date").focus();
			await page.keyboard.press("Tab");
			expect(await focused(page)).not.toBe("pilotage.date");
		} finally {
			for (const context of browser.contexts()) await context.close();
			await server.dispose();
		}
	});

	it("Escape puts back what stood there, Shift and Tab stay the browser's, Enter goes on", async () => {
		const page = await open("ines-vasseur");
		await input(page, "caf.nom").focus();
		const before = await input(page, "caf.nom").inputValue();
		await page.keyboard.press("End");
		await page.keyboard.type(" et d’ailleurs");
		expect(await input(page, "caf.nom").inputValue()).toBe(`${before} et d’ailleurs`);
		await page.keyboard.press("Escape");
		expect(await input(page, "caf.nom").inputValue()).toBe(before);
		expect(await focused(page)).toBe("caf.nom");
		await page.keyboard.press("Enter");
		expect(await focused(page)).toBe("caf.deliberation");
		await page.keyboard.press("Shift+Tab");
		expect(await focused(page)).toBe("caf.nom");
	});
});

describe("a date", () => {
	it.each([
		["1/3/2024", "1er mars 2024"],
		["1er mars 2024", "1er mars 2024"],
		["01032024", "1er mars 2024"],
		["vers Pâques", "vers Pâques"],
	])("typed %j reads %j", async (typed, reads) => {
		const page = await open("ines-vasseur");
		await fill(page, "pilotage.date", typed);
		expect(await place(page, "pilotage.date").locator(".field-shown").innerText()).toBe(reads);
		await fill(page, "pilotage.date", "");
	});

	it("is chosen in the browser's calendar, opened by its button or by Alt and down", async () => {
		const page = await open("ines-vasseur");
		await page.evaluate(`HTMLInputElement.prototype.showPicker = function () {
			this.dataset.opened = Number(this.dataset.opened ?? 0) + 1;
		}`);
		await input(page, "pilotage.date").click();
		await page.getByRole("button", { name: "Choisir dans le calendrier" }).click();
		await page.keyboard.press("Alt+ArrowDown");
		const calendar = page.locator(".field-calendar");
		expect(await calendar.getAttribute("data-opened")).toBe("2");
		await page.evaluate(`(() => {
			const calendar = document.querySelector(".field-calendar");
			Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(calendar, "2024-07-14");
			calendar.dispatchEvent(new Event("input", { bubbles: true }));
		})()`);
		await expect.poll(() => input(page, "pilotage.date").inputValue()).toBe("14/07/2024");
		expect(await focused(page)).toBe("pilotage.date");
		await fill(page, "pilotage.date", "");
	});

	it("is the system's own input under a finger", async () => {
		const page = await open("ines-vasseur", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
		const field = input(page, "pilotage.date");
		expect(await field.getAttribute("type")).toBe("date");
		await field.fill("2024-07-14");
		await field.blur();
		expect(await place(page, "pilotage.date").locator(".field-shown").innerText()).toBe("14 juillet 2024");
		await field.fill("");
	});
});

describe("what is wrong", () => {
	it.each([
		["convention.fin", "2031", "Au plus tard 2028 : quatre ans après le début (2024)."],
		["convention.fin", "2020", "Au plus tôt 2024 : l'année du début."],
		["plan.echeance", "1/1/2027", "Choisissez une date de 2025 : un an après le début (2024)."],
	])("%s %s is said at the field once one has left it, also at 320 pixels (R8, R10)", async (key, wrong, said) => {
		const page = await open("thomas-marchal", { viewport: { width: 320, height: 640 } });
		const field = input(page, key);
		const problem = place(page, key).locator("+ .field-problem");
		await field.focus();
		await page.keyboard.press("Control+A");
		await page.keyboard.type(wrong);
		expect(await problem.count()).toBe(0);
		await field.blur();
		expect(await problem.innerText()).toBe(said);
		expect(await field.getAttribute("aria-invalid")).toBe("true");
		expect(await field.getAttribute("aria-describedby")).toContain(await problem.getAttribute("id"));
		const box = await problem.boundingBox();
		expect(box && box.x >= 0 && box.x + box.width <= 320).toBe(true);
		await fill(page, key, "");
		expect(await problem.count()).toBe(0);
	});
});

describe("a field used in many places", () => {
	it("says where, to readers of the screen and to those who hear it, and shows them once it has changed", async () => {
		const page = await open("ines-vasseur");
		await input(page, "convention.fin", "#article-11").focus();
		await note(page).getByText("Aussi en page de garde", { exact: true }).waitFor();
		const described = await input(page, "convention.fin", "#article-11").getAttribute("aria-describedby");
		expect(described).toBe(await note(page).getAttribute("id"));
		await page.evaluate(`Element.prototype.animate = function () {
			this.dataset.flashed = "yes";
		}`);
		await page.keyboard.type("2028");
		expect(await page.locator("[data-flashed]").count()).toBe(0);
		await input(page, "convention.fin", "#article-11").blur();
		await page.locator("#couverture [data-field='convention.fin'][data-flashed]").waitFor();
		expect(await page.locator("[data-flashed]").count()).toBe(1);
		await fill(page, "convention.fin", "");
	});

	it("shows nothing that moves to those who asked for none", async () => {
		const page = await open("ines-vasseur", { reducedMotion: "reduce" });
		await page.evaluate(`Element.prototype.animate = () => {
			throw new Error("it moved");
		}`);
		const errors: string[] = [];
		page.on("pageerror", (error) => errors.push(error.message));
		await fill(page, "convention.fin", "2028", "#article-11");
		await fill(page, "convention.fin", "", "#article-11");
		expect(errors).toEqual([]);
	});
});

describe("two people in one field", () => {
	it("see each other, and who loses their words is told and can put them back", async () => {
		const rose = await open("rose-delmotte");
		const thomas = await open("thomas-marchal");
		await input(thomas, "pilotage.fonction").focus();
		await thomas.keyboard.type("Directeur");
		await place(rose, "pilotage.fonction").and(rose.locator("[data-visitor=Thomas]")).waitFor();
		await rose.locator("#annexe-2").getByText("Directeur").first().waitFor();
		await input(rose, "pilotage.fonction").focus();
		await rose.keyboard.press("Control+A");
		await rose.keyboard.type("Coordinatrice");
		await note(thomas).getByText("Rose a écrit « Coordinatrice ».").waitFor();
		expect(await input(thomas, "pilotage.fonction").inputValue()).toBe("Coordinatrice");
		// Tab goes to what the note asks before it goes to the next blank.
		await thomas.keyboard.press("Tab");
		await thomas.keyboard.press("Enter");
		expect(await focused(thomas)).toBe("pilotage.fonction");
		await note(rose).getByText("Thomas a écrit « Directeur ».").waitFor();
		expect(await input(rose, "pilotage.fonction").inputValue()).toBe("Directeur");
		await fill(thomas, "pilotage.fonction", "");
	});
});

describe("hostile input", () => {
	/** In place of what stands there, as a clipboard gives it. */
	const paste = async (page: Page, key: string, words: string) => {
		await input(page, key).focus();
		await page.evaluate(`(() => {
			const field = document.activeElement;
			const text = ${JSON.stringify(words)};
			field.select();
			const clipboardData = new DataTransfer();
			clipboardData.setData("text/plain", text);
			const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
			// An input does by itself what a synthetic event does not: it takes the text in.
			if (field.dispatchEvent(event)) document.execCommand("insertText", false, text);
		})()`);
	};

	it.each([
		["a line break becomes a space", "Directrice\r\n  générale", "Directrice générale"],
		["what is not seen is dropped", "Di\u200Brec\u202Etrice\u0007", "Directrice"],
		["emoji and Arabic stay", "👩🏽\u200D💻 مديرة", "👩🏽\u200D💻 مديرة"],
		["markup is text", "<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
		["spaces are put in order", "   Directrice    générale ", "Directrice générale"],
	])("%s", async (_, pasted, kept) => {
		const page = await open("thomas-marchal");
		await paste(page, "pilotage.fonction", pasted);
		await input(page, "pilotage.fonction").blur();
		await expect.poll(() => input(page, "pilotage.fonction").inputValue()).toBe(kept);
		await fill(page, "pilotage.fonction", "");
	});

	it("what is not seen is dropped, also from what was pasted before the help with fields came", async () => {
		const context = await signedIn(browser, url, "thomas-marchal");
		const held = Promise.withResolvers<void>();
		await context.route(/\/filling-[^/]*\.js$/, (route) => held.promise.then(() => route.continue()));
		const page = await openConvention(context);
		await paste(page, "pilotage.fonction", "Di\u200Brec\u202Etrice\u0007");
		await input(page, "pilotage.fonction").blur();
		expect(await input(page, "pilotage.fonction").inputValue()).toBe("Directrice");
		held.resolve();
		await expect.poll(() => input(page, "pilotage.fonction").inputValue()).toBe("Directrice");
		await fill(page, "pilotage.fonction", "");
	});

	it("what is too long is cut, and said to be; the room goes on", async () => {
		const page = await open("thomas-marchal");
		await paste(page, "pilotage.fonction", "é".repeat(5_000));
		await note(page).getByText("Un champ tient en 300 caractères : la suite n’a pas été gardée.").waitFor();
		expect(await input(page, "pilotage.fonction").inputValue()).toBe("é".repeat(300));
		await page.getByText("Enregistré", { exact: true }).first().waitFor();
		expect(await page.getByRole("dialog").count()).toBe(0);
		await fill(page, "pilotage.fonction", "");
	});
});

describe("a person's name", () => {
	it("is offered from the people of that party, and any other may be typed", async () => {
		const page = await open("thomas-marchal");
		await input(page, "pilotage.nom").focus();
		await page.locator("datalist option").first().waitFor({ state: "attached" });
		const names: string[] = await page.evaluate(
			'[...document.querySelectorAll("datalist option")].map((option) => option.value)',
		);
		expect(names).toEqual(expect.arrayContaining(["Karim Lepage", "Rose Delmotte"]));
		expect(names.some((name) => name.includes("Vasseur"))).toBe(false);
		await fill(page, "pilotage.nom", " Madame  Ève d'Ailleurs ");
		expect(await input(page, "pilotage.nom").inputValue()).toBe("Madame Ève d'Ailleurs");
		await fill(page, "pilotage.nom", "");
	});
});

describe("a free section", () => {
	it("tells whose it is, and whether one may write in it", async () => {
		const ines = await open("ines-vasseur");
		const described = async (page: Page, section: string) => {
			const header = await page.locator(`[data-section="${section}"]`).getAttribute("aria-describedby");
			return page.locator(`[id="${header}"]`).textContent();
		};
		expect(await described(ines, "article-2")).toMatch(/Partie libre · Caf du Nord.*à vous d’écrire ici/);
		expect(await described(ines, "article-3")).toMatch(/Commune de Lys-lez-Lannoy.*lecture seule/);
		expect(await ines.locator("#article-2 [role=img][aria-label^='Texte verrouillé']").count()).toBe(1);
	});

	it("offers its example to read where something is written", async () => {
		const page = await open("ines-vasseur");
		const help = page.locator("#article-2 .guidance");
		await help.getByText("Aide à la rédaction").click();
		expect(await help.getByRole("button", { name: "Insérer l’exemple" }).count()).toBe(0);
		await help.getByText("Voir l’exemple").click();
		await help.getByText("les services de la Caf accompagnent XXX allocataires").waitFor();
	});
});

describe("a growing table", () => {
	it("puts the caret in the row that one adds, and asks before it takes words away", async () => {
		const context = await signedIn(browser, url, "ines-vasseur");
		const answer = await context.request.post("/api/conventions", {
			data: { model: "acte-engagement-ctg", parties: ["lys-lez-lannoy"] },
		});
		const { id } = (await answer.json()) as { id: string };
		const data = { email: "thomas-marchal@demonstration.test", party: "commune", roles: ["coordinates", "drafts"] };
		const invitation = await context.request.post(`/api/conventions/${id}/invitations`, { data });
		const commune = await signedIn(browser, url, "thomas-marchal");
		const accepted = { invitation: ((await invitation.json()) as { id: string }).id };
		expect((await commune.request.post("/api/invitations/accept", { data: accepted })).status()).toBe(200);
		const page = await commune.newPage();
		await page.goto(`/conventions/${id}`);
		const add = page.getByRole("button", { name: "Ajouter une ligne" }).first();
		await add.scrollIntoViewIfNeeded();
		const table = page.locator(".table").filter({ has: add }).first();
		const before = await table.locator("tbody tr").count();
		await add.click();
		await page.getByText("Ligne ajoutée.").waitFor({ state: "attached" });
		expect(await table.locator("tbody tr").count()).toBe(before + 1);
		await expect
			.poll(() => page.evaluate('document.activeElement.closest("td")?.matches("tr:last-child > td:first-child")'))
			.toBe(true);
		await page.keyboard.type("Multi-accueil");
		const remove = table.getByRole("button", { name: /Retirer la ligne/ }).last();
		const asked = new Promise<string>((resolve) => {
			page.once("dialog", (dialog) => {
				resolve(dialog.message());
				void dialog.accept();
			});
		});
		await remove.click();
		expect(await asked).toContain("Multi-accueil");
		await expect.poll(() => table.locator("tbody tr").count()).toBe(before);
		await expect.poll(() => page.evaluate("document.activeElement.className")).toBe("row-add");
	});
});

describe.each([
	["desktop", { width: 1440, height: 900 }],
	["phone", { width: 320, height: 640 }],
])("on a %s", (_, viewport) => {
	it("a field being filled, a wrong one and an option left out have no finding and fit the window", async () => {
		const page = await open("ines-vasseur", { viewport });
		await fill(page, "convention.fin", "2031");
		const option = page.locator(".option-box").first();
		await option.click();
		await page.getByText("laissé de côté").first().waitFor();
		await input(page, "convention.debut").focus();
		await note(page).waitFor();
		expect(await findings(page)).toEqual([]);
		expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
		const box = await note(page).boundingBox();
		expect(box && box.x >= 0 && box.x + box.width <= viewport.width).toBe(true);
		await option.click();
		await fill(page, "convention.fin", "");
	});
});
