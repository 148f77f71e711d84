import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findings } from "./support/axe.ts";
import { browser } from "./support/browse.ts";
import { openConvention, signedIn } from "./support/browser.ts";
import { clipboardOf, copy, giveFile, paste, pasteRepeated } from "./support/clipboard.ts";
import { url } from "./support/serve.ts";

const section = (page: Page) => page.getByRole("textbox", { name: /Interventions de la Caf/ });
const note = (page: Page) => page.locator(".hand-note");
const isSaved = (page: Page) => page.locator('[data-saved="saved"]').first().waitFor();

/** The caret in the section, once its editor stands. */
async function writing(person: string): Promise<Page> {
	const page = await openConvention(await signedIn(browser, url, person));
	await section(page).scrollIntoViewIfNeeded();
	await section(page).and(page.locator(".writing")).click();
	return page;
}

/** An empty section under the caret; what others left in it is gone. */
async function emptied(person = "ines-vasseur"): Promise<Page> {
	const page = await writing(person);
	await page.keyboard.press("Control+A");
	await page.keyboard.press("Delete");
	await section(page).locator("p.is-editor-empty").waitFor();
	return page;
}

/** The section as HTML, without what the editor adds for itself. */
async function content(page: Page): Promise<string> {
	const html = await section(page).innerHTML();
	return html
		.replace(
			/<br class="ProseMirror-trailingBreak">|<img class="ProseMirror-separator"[^>]*>|<\/?div[^>]*>|<colgroup>.*?<\/colgroup>/g,
			"",
		)
		.replace(/ (?:(?:class|style|data-placeholder|rel|target)="[^"]*"|(?:colspan|rowspan)="1")/g, "");
}

describe("a section whose editor is on its way", () => {
	it("keeps what is typed meanwhile, once and in order, and the caret goes on from there", async () => {
		const context = await signedIn(browser, url, "ines-vasseur");
		const held = Promise.withResolvers<void>();
		await context.route(/\/SectionEditor-[^/]*\.js$/, (route) => held.promise.then(() => route.continue()));
		const page = await openConvention(context);
		await section(page).click();
		await page.keyboard.press("Control+End");
		await page.keyboard.type(" écrit en avance");
		await page.keyboard.press("Enter");
		await page.keyboard.type("à la lignx");
		await page.keyboard.press("Backspace");
		expect(await section(page).and(page.locator(".writing")).count()).toBe(0);
		expect(await section(page).innerText()).not.toContain("en avance");
		held.resolve();
		await section(page).and(page.locator(".writing")).waitFor();
		await page.keyboard.type("e puis ensuite");
		await isSaved(page);
		const lines = (await section(page).innerText()).split("\n").filter(Boolean);
		expect(lines.at(-2)).toMatch(/ écrit en avance$/);
		expect(lines.at(-1)).toBe("à la ligne puis ensuite");
		expect(lines.join(" ").split("en avance")).toHaveLength(2);
	});
});

describe("French typography", () => {
	it("comes as one types, and Ctrl+Z takes back the change and not the words", async () => {
		const page = await emptied();
		await page.keyboard.type('Elle dit "bonjour" ; qu\'en dit-on ? Le 1er oui... ');
		expect(await content(page)).toBe(
			"<p>Elle dit «&nbsp;bonjour&nbsp;»\u202F; qu’en dit-on\u202F? Le 1<sup>er</sup> oui… </p>",
		);
		await page.keyboard.press("Control+Z");
		expect(await section(page).textContent()).toContain("oui... ");
		await page.keyboard.type("Et ");
		expect(await section(page).textContent()).toContain("oui... Et ");
		await isSaved(page);
	});

	it("is taken back by Backspace at once, and not made again", async () => {
		const page = await emptied();
		await page.keyboard.type("Oui ?");
		expect(await section(page).textContent()).toBe("Oui\u202F?");
		await page.keyboard.press("Backspace");
		expect(await section(page).textContent()).toBe("Oui ?");
		await page.keyboard.type(" Non");
		expect(await section(page).textContent()).toBe("Oui ? Non");
		// The caret went elsewhere meanwhile: Backspace is Backspace.
		await page.keyboard.type(" !");
		await page.keyboard.press("ArrowLeft");
		await page.keyboard.press("Backspace");
		expect(await section(page).textContent()).toBe("Oui ? Non!");
	});

	it("leaves times and addresses alone, and makes links of addresses", async () => {
		const page = await emptied();
		await page.keyboard.type("De 7:30 à 18:30 : www.caf.fr/l'aide?a=1 ou mairie@lys.fr, ");
		expect(await content(page)).toBe(
			`<p>De 7:30 à 18:30&nbsp;: <a href="https://www.caf.fr/l'aide?a=1">www.caf.fr/l'aide?a=1</a> ou <a href="mailto:mairie@lys.fr">mairie@lys.fr</a>, </p>`,
		);
	});

	it("never touches what another person writes, and each undoes their own words only", async () => {
		const ines = await emptied();
		await ines.keyboard.type("Un début. ");
		const paul = await writing("paul-derville");
		await section(paul).getByText("Un début.").waitFor();
		await paul.keyboard.press("Control+End");
		await paste(paul, { "text/plain": 'Quoi ? C\'est "lui"...' });
		await section(ines).getByText("C'est").waitFor();
		await ines.keyboard.press("Home");
		await ines.keyboard.type("Vraiment ?");
		// Not by getByText: to it every space is the same.
		await expect.poll(() => section(paul).textContent()).toBe('Vraiment\u202F?Un début. Quoi ? C\'est "lui"...');
		await ines.keyboard.press("Control+Z");
		await ines.keyboard.press("Control+Z");
		await section(paul).getByText("Vraiment").first().waitFor({ state: "detached" });
		expect(await section(ines).textContent()).toContain('Quoi ? C\'est "lui"...');
	});
});

describe("the menu of /", () => {
	it("is worked by keyboard alone, and says what it does to a screen reader", async () => {
		const page = await emptied();
		await page.keyboard.type("/");
		const list = page.getByRole("listbox", { name: "Insérer" });
		await list.waitFor();
		expect(await findings(page)).toEqual([]);
		const active = () => section(page).getAttribute("aria-activedescendant");
		expect(await active()).toBe("slash-example");
		await page.keyboard.press("ArrowDown");
		expect(await active()).toBe("slash-title");
		await page.keyboard.type("liste");
		await page.getByText("2 propositions").waitFor();
		await page.keyboard.press("ArrowDown");
		await page.keyboard.press("Enter");
		await list.waitFor({ state: "detached" });
		await page.keyboard.type("un");
		expect(await content(page)).toBe("<ol><li><p>un</p></li></ol>");
		// Escape leaves the words; a slash within a word opens nothing.
		await page.keyboard.type(" /t");
		await list.waitFor();
		await page.keyboard.press("Escape");
		await list.waitFor({ state: "detached" });
		await page.keyboard.type(" et/ou");
		expect(await list.count()).toBe(0);
		expect(await content(page)).toBe("<ol><li><p>un /t et/ou</p></li></ol>");
		await isSaved(page);
	});

	it("inserts the example of an empty section only", async () => {
		const page = await emptied();
		await page.keyboard.type("/ex");
		await page.getByRole("option", { name: /Insérer l’exemple/ }).waitFor();
		await page.keyboard.press("Enter");
		await section(page).getByText("Sur le territoire de XXXX").waitFor();
		await page.keyboard.press("Control+End");
		await page.keyboard.type(" /ex");
		expect(await page.getByRole("option", { name: /exemple/ }).count()).toBe(0);
		await isSaved(page);
	});
});

describe("the toolbar", () => {
	it("stands by the selection without covering it, within the window, and is reached and left by keyboard", async () => {
		const page = await emptied();
		await page.keyboard.type("Des mots à mettre en valeur");
		await page.keyboard.press("Control+Shift+ArrowLeft");
		const bar = page.getByRole("toolbar");
		await bar.waitFor();
		const clear = () =>
			page.evaluate(`(() => {
				const around = document.querySelector("[role=toolbar]").getBoundingClientRect();
				const selected = getSelection().getRangeAt(0).getBoundingClientRect();
				const apart = around.bottom <= selected.top || around.top >= selected.bottom;
				return apart && around.top >= 0 && around.bottom <= innerHeight && around.left >= 0 && around.right <= innerWidth;
			})()`);
		await expect.poll(clear).toBe(true);
		await page.evaluate("scrollBy(0, getSelection().getRangeAt(0).getBoundingClientRect().top - 120)");
		await expect.poll(clear).toBe(true);
		await page.keyboard.press("Alt+F10");
		expect(await bar.locator("button:focus").count()).toBe(1);
		expect(await bar.locator("button[tabindex='0']").count()).toBe(1);
		await page.keyboard.press("ArrowRight");
		await page.keyboard.press("ArrowRight");
		await page.keyboard.press("Enter");
		expect(await content(page)).toContain("<strong>valeur</strong>");
		await page.keyboard.press("Alt+F10");
		await page.keyboard.press("Escape");
		expect(await section(page).and(page.locator(":focus")).count()).toBe(1);
	});

	it.each([
		["Control+K", "form :focus"],
		["Alt+F10", "button:focus"],
	])("does what %s asked for while it was on its way", async (keys, focused) => {
		const context = await signedIn(browser, url, "ines-vasseur");
		const held = Promise.withResolvers<void>();
		await context.route(/\/Hand-[^/]*\.js$/, (route) => held.promise.then(() => route.continue()));
		const page = await openConvention(context);
		await section(page).scrollIntoViewIfNeeded();
		await section(page).and(page.locator(".writing")).click();
		await page.keyboard.press(keys);
		expect(await page.getByRole("toolbar").count()).toBe(0);
		held.resolve();
		await page.getByRole("toolbar").locator(focused).waitFor();
	});

	it("leaves the window with its section, and comes back with it", async () => {
		const page = await emptied();
		await page.keyboard.type("Des mots");
		const opacity = () => page.evaluate("getComputedStyle(document.querySelector('[role=toolbar]')).opacity");
		await expect.poll(opacity).toBe("1");
		await page.evaluate("scrollTo(0, 0)");
		await expect.poll(opacity).toBe("0");
		await page.keyboard.type(".");
		await expect.poll(opacity).toBe("1");
	});

	it("refuses a link of another scheme in words", async () => {
		const page = await emptied();
		await page.keyboard.press("Control+K");
		await page.getByLabel("Adresse du lien").fill("javascript:alert(1)");
		await page.keyboard.press("Enter");
		await page.getByText("javascript:").waitFor();
		await page.getByText("ne peut pas figurer dans une convention").waitFor();
		await page.getByLabel("Adresse du lien").fill("www.caf.fr");
		await page.keyboard.press("Enter");
		await section(page).locator('a[href="https://www.caf.fr"]').waitFor();
	});
});

describe("a table", () => {
	const cells = (page: Page) =>
		section(page)
			.locator("tr")
			.evaluateAll((rows) =>
				rows.map((row) =>
					[...row.children]
						.map((cell) => `${cell.tagName}${cell.getAttribute("colspan") ?? 1}x${cell.getAttribute("rowspan") ?? 1}`)
						.join(" "),
				),
			);

	it("keeps its merged header when rows and columns come and go", async () => {
		const page = await emptied();
		await paste(page, {
			"text/html": "<table><tr><th colspan=2>Moyens</th></tr><tr><td>Crèche</td><td>12</td></tr></table><p>Après</p>",
		});
		await section(page).locator("td").last().click();
		const press = (name: string) => page.getByRole("toolbar").getByRole("button", { name }).click();
		await press("Ajouter une colonne à droite");
		expect(await cells(page)).toEqual(["TH3x1", "TD1x1 TD1x1 TD1x1"]);
		await press("Ajouter une ligne dessous");
		expect(await cells(page)).toEqual(["TH3x1", "TD1x1 TD1x1 TD1x1", "TD1x1 TD1x1 TD1x1"]);
		await press("Retirer la colonne");
		await press("Retirer la ligne");
		expect(await cells(page)).toEqual(["TH2x1", "TD1x1 TD1x1"]);
		await isSaved(page);
		// Tab in the last cell adds a row; from an empty row it leaves the table.
		await section(page).locator("td").last().click();
		await page.keyboard.type("4 agents");
		await page.keyboard.press("Tab");
		expect((await cells(page)).length).toBe(3);
		await page.keyboard.press("Tab");
		await page.keyboard.press("Tab");
		expect((await cells(page)).length).toBe(3);
		expect(await section(page).and(page.locator(":focus")).count()).toBe(0);
	});
});

describe("a paste", () => {
	it("from Word has its lists, titles and merged cells, and a word on what was dropped", async () => {
		const page = await emptied();
		await paste(page, { "text/html": clipboardOf("word"), "text/plain": "Le projet" });
		expect(await content(page)).toBe(
			[
				"<h3>Le projet de la commune</h3><h3>Petite enfance</h3>",
				"<p>La commune a <strong>deux crèches</strong> et <em>un relais</em>, ouverts toute la semaine.</p>",
				"<ul><li><p>Accueillir ;</p><ul><li><p>les familles</p></li></ul></li><li><p>Informer.</p></li></ul>",
				'<p>Étapes :</p><ol start="3"><li><p>Diagnostic</p></li><li><p>Plan d’actions</p></li></ol>',
				'<table><tbody><tr><td colspan="2"><p><strong>Moyens</strong></p></td></tr>',
				'<tr><td rowspan="2"><p>Crèche</p></td><td><p>12 places</p></td></tr><tr><td><p>3 agents</p></td></tr></tbody></table>',
			].join(""),
		);
		expect(await note(page).locator("p").textContent()).toBe(
			"Collé sans une image, des couleurs, un commentaire, un passage supprimé et une note de bas de page. Joignez l’image à une annexe.",
		);
		expect(await findings(page)).toEqual([]);
		await isSaved(page);
		await note(page).getByRole("button", { name: "Annuler" }).click();
		expect(await content(page)).toBe("<p></p>");
	});

	it("is told of until it is taken back, or another follows", async () => {
		const page = await emptied();
		const untidy = { "text/html": '<p>Un <a href="javascript:alert(1)">lien</a></p>' };
		await paste(page, untidy);
		await note(page).waitFor();
		await page.keyboard.press("Control+z");
		await note(page).waitFor({ state: "detached" });
		await paste(page, untidy);
		await note(page).waitFor();
		await paste(page, { "text/plain": "Rien à en dire." });
		await note(page).waitFor({ state: "detached" });
	});

	it("from LibreOffice", async () => {
		const page = await emptied();
		await paste(page, { "text/html": clipboardOf("libreoffice") });
		expect(await content(page)).toBe(
			[
				"<h3>Jeunesse</h3><p>Deux <strong>accueils</strong> de loisirs au 1<sup>er</sup> étage.</p>",
				"<ul><li><p>le mercredi ;</p><ul><li><p>de 7:30 à 18:30</p></li></ul></li><li><p>pendant les vacances.</p></li></ul>",
				"<table><tbody><tr><th><p>Lieu</p></th><th><p>Places</p></th></tr><tr><td><p>École</p></td><td><p>40</p></td></tr></tbody></table>",
			].join(""),
		);
		expect(await note(page).textContent()).toContain("Collé sans une image, des couleurs et une note de bas de page.");
		await isSaved(page);
	});

	it("from Google Docs", async () => {
		const page = await emptied();
		await paste(page, { "text/html": clipboardOf("google-docs") });
		expect(await content(page)).toBe(
			[
				"<h3>Parentalité</h3>",
				'<p>Un lieu <strong>d’accueil</strong><em> ouvert</em><a href="https://www.caf.fr/parents">à tous</a></p>',
				"<ul><li><p>un café</p><ul><li><p>des parents</p></li></ul></li><li><p>un atelier</p></li></ul>",
			].join(""),
		);
		await isSaved(page);
	});

	it("from a page of the web: no script, no disguise, no table in a table; words, emoji and right-to-left kept", async () => {
		const page = await emptied();
		await paste(page, { "text/html": clipboardOf("web") });
		expect(await content(page)).toBe(
			[
				"<h3>Aides de la Caf 👶🏽</h3>",
				'<p>Voir <a href="https://www.caf.fr/allocataires">les aides</a>, la carte, l’intranet ou <a href="mailto:contact@caf.fr">écrire</a>.</p>',
				"<p>Code postal</p><p>Abracadabra, 000 1 euros, مرحبا 🎉</p>",
				"<table><tbody><tr><th><p>Aide</p></th><td><p>Détail</p><p>Âge – 3 ans</p><p>Montant – 100 €</p></td></tr></tbody></table>",
			].join(""),
		);
		const words = (await note(page).textContent()) ?? "";
		for (const said of [
			"une image",
			"2 adresses de liens",
			"formulaire",
			"incorporé",
			"2 caractères invisibles",
			"devenu du texte",
		]) {
			expect(words).toContain(said);
		}
		expect(await page.evaluate("window.hacked")).toBeUndefined();
		await isSaved(page);
	});

	it("from a PDF is whole paragraphs, and without formatting when that is asked for", async () => {
		const page = await emptied();
		await paste(page, {
			"text/plain":
				"La présente convention définit le projet stratégique du terri-\r\ntoire à l’égard des familles ainsi que ses modalités de mise\r\nen œuvre.\r\n\r\n• Un point\r\n• Un autre\r\n",
		});
		expect(await content(page)).toBe(
			"<p>La présente convention définit le projet stratégique du territoire à l’égard des familles ainsi que ses modalités de mise en œuvre.</p><ul><li><p>Un point</p></li><li><p>Un autre</p></li></ul>",
		);
		expect(await note(page).count()).toBe(0);
		await page.keyboard.press("Control+A");
		await page.keyboard.press("Delete");
		await copy(page, "<b>gras</b>", "gras");
		await page.keyboard.press("Control+Shift+V");
		await expect.poll(() => content(page)).toBe("<p>gras</p>");
		await page.keyboard.press("Control+V");
		await expect.poll(() => content(page)).toBe("<p>gras<strong>gras</strong></p>");
	});

	it("of 40 columns and more is cut to what a table takes", async () => {
		const page = await emptied();
		const row = (tag: string) =>
			`<tr>${Array.from({ length: 45 }, (_, at) => `<${tag}>${at + 1}</${tag}>`).join("")}</tr>`;
		await paste(page, { "text/html": `<table><tr><th colspan=45>Tout</th></tr>${row("th")}${row("td")}</table>` });
		expect(await section(page).locator("tr").nth(2).locator("td").count()).toBe(40);
		expect(await section(page).locator("th").first().getAttribute("colspan")).toBe("40");
		expect(await note(page).textContent()).toContain("Collé sans 5 colonnes.");
		expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
		await isSaved(page);
	});

	it.each(["text/html", "text/plain"])(
		"of 5 MB of %s brings what fits, at once, and keeps the connection",
		async (type) => {
			const page = await emptied();
			const sentence = "La commune et la Caf écrivent ensemble ce qu’elles feront pour les familles du territoire. ";
			const paragraph = type === "text/html" ? `<p>${sentence.repeat(5)}</p>` : `${sentence.repeat(5)}\n`;
			const busy = await pasteRepeated(page, type, paragraph, Math.ceil(5_000_000 / paragraph.length));
			await note(page).getByText("Ce texte est trop long").waitFor();
			await isSaved(page);
			const kept = (await section(page).textContent()) ?? "";
			expect(kept.length).toBeGreaterThan(100_000);
			expect(kept.trim().endsWith(sentence.trim())).toBe(true);
			expect(await page.getByRole("dialog").count()).toBe(0);
			console.log(`5 MB of ${type}: ${Math.round(busy)} ms, ${kept.length} characters kept`);
			await page.keyboard.press("Control+A");
			await page.keyboard.press("Delete");
			await isSaved(page);
		},
	);

	it("of an image says where it goes, pasted or dropped", async () => {
		const page = await emptied();
		for (const event of ["paste", "drop"] as const) {
			await giveFile(page, event, "plan.png");
			await note(page).getByText("joignez-le à une annexe").waitFor();
			await note(page).getByRole("button", { name: "Fermer" }).click();
		}
		expect(await content(page)).toBe("<p></p>");
	});
});

describe("the list of shortcuts", () => {
	it("opens by ?, Ctrl+/ and its button, without a finding, and gives the focus back", async () => {
		const page = await emptied();
		await page.keyboard.type("Quoi ?");
		const panel = page.getByRole("dialog", { name: "Raccourcis clavier" });
		expect(await panel.count()).toBe(0);
		await page.keyboard.press("Control+/");
		await panel.getByText("Rechercher dans toute la convention").waitFor();
		expect(await findings(page)).toEqual([]);
		await page.keyboard.press("Escape");
		await panel.waitFor({ state: "detached" });
		expect(await section(page).and(page.locator(":focus")).count()).toBe(1);
		await page.locator("h1").click();
		await page.evaluate("document.activeElement.blur()");
		await page.keyboard.press("?");
		await panel.waitFor();
		await panel.getByRole("button", { name: "Fermer" }).click();
		await page.getByRole("button", { name: "Raccourcis clavier" }).click();
		await panel.waitFor();
	});
});
