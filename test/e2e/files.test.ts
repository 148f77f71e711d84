import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { jpeg, pdf, png } from "../files.ts";
import { findings } from "./support/axe.ts";
import { browser } from "./support/browse.ts";
import { openConvention, signedIn } from "./support/browser.ts";
import { url } from "./support/serve.ts";

const CAF = "ines-vasseur";
const COMMUNE = "thomas-marchal";

const open = async (person: string, options = {}) => openConvention(await signedIn(browser, url, person, options));
const files = (page: Page, annex: string) => page.locator(`#${annex} .files`);
const payload = (name: string, bytes: Uint8Array, mimeType = "image/png") => ({
	name,
	mimeType,
	buffer: Buffer.from(bytes),
});

/** As a person does: the button, then the system's own chooser. */
async function choose(page: Page, annex: string, ...chosen: ReturnType<typeof payload>[]) {
	const chooser = page.waitForEvent("filechooser");
	await files(page, annex).getByRole("button", { name: "Joindre une image ou un PDF" }).click();
	await (await chooser).setFiles(chosen);
}

/** Gives an element files as a drop or a paste would; the system's own clipboard and drags are out of a test's reach. */
async function bring(
	page: Page,
	selector: string,
	kind: "drop" | "paste",
	name: string,
	bytes: Uint8Array,
	words = "",
) {
	await page.evaluate(`{
		const given = new DataTransfer();
		given.items.add(new File([new Uint8Array([${bytes}])], "${name}", { type: "image/png" }));
		if ("${words}") given.setData("text/plain", "${words}");
		const target = document.querySelector("${selector}");
		const options = { bubbles: true, cancelable: true, dataTransfer: given, clipboardData: given };
		const events = "${kind}" === "paste"
			? [new ClipboardEvent("paste", options)]
			: [new DragEvent("dragenter", options), new DragEvent("drop", options)];
		for (const event of events) target.dispatchEvent(event);
	}`);
}

const hasFocus = async (element: Locator) => (await element.and(element.page().locator(":focus")).count()) === 1;

describe("a file attached to an annexe", () => {
	it("is described by who attaches it, and seen by the other at once, with those words", async () => {
		const ines = await open(CAF);
		const thomas = await open(COMMUNE);
		await choose(ines, "annexe-1", payload("ecole.jpg", jpeg(), "image/jpeg"));
		await files(thomas, "annexe-1").getByText("À vérifier : image sans description").waitFor();
		// The question has the focus: one goes on typing.
		const question = ines.getByLabel("Décrivez l’image en une phrase pour qui ne la voit pas");
		await question.waitFor();
		expect(await hasFocus(question)).toBe(true);
		await ines.keyboard.press("Enter");
		await ines.getByRole("button", { name: "Enregistrer", exact: true }).click();
		await ines.getByText("Écrivez une phrase, ou cochez").waitFor();
		await question.fill("L’école vue de la rue.");
		await ines.getByLabel("Légende, facultative").fill("L’école des Tilleuls");
		await ines.keyboard.press("Enter");
		const image = files(thomas, "annexe-1").getByRole("img", { name: "L’école vue de la rue." });
		await image.waitFor();
		await image.scrollIntoViewIfNeeded();
		await expect.poll(() => thomas.evaluate("document.querySelector('#annexe-1 .file img').naturalWidth")).toBe(8);
		await files(thomas, "annexe-1").getByText("L’école des Tilleuls").waitFor();
		await expect.poll(() => hasFocus(ines.getByRole("button", { name: "Modifier : ecole.jpg" }))).toBe(true);
		// And by who has no JavaScript.
		const html = await (await thomas.request.get("/conventions/demonstration-lys-lez-lannoy")).text();
		expect(html).toContain('alt="L’école vue de la rue."');
	});

	it("is dropped or pasted anywhere on the annexe; words that are pasted are none", async () => {
		const ines = await open(CAF);
		await files(ines, "annexe-2").waitFor();
		await bring(ines, "#annexe-2 h2", "drop", "depose.png", png(21, 9));
		await ines.getByRole("button", { name: "Plus tard" }).click();
		await files(ines, "annexe-2").getByText("L’image « depose.png » est jointe.").waitFor();
		await bring(ines, "#annexe-2 .attach button", "paste", "colle.png", png(22, 9));
		await files(ines, "annexe-2").getByText("L’image « colle.png » est jointe.").waitFor();
		// Word puts a picture beside the words.
		await bring(ines, "#annexe-2 .attach button", "paste", "mots.png", png(23, 9), "des mots");
		await bring(ines, "#annexe-2 .attach button", "paste", "fin.png", png(24, 9));
		await files(ines, "annexe-2").getByText("L’image « fin.png » est jointe.").waitFor();
		expect(await files(ines, "annexe-2").getByRole("listitem").count()).toBe(3);
	});

	it("that is no image is refused with a word why, and the others are kept, in their order", async () => {
		const ines = await open(CAF);
		const svg = new TextEncoder().encode("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");
		await choose(
			ines,
			"annexe-2",
			payload("rapport.pdf", pdf("%e2e\n"), "application/pdf"),
			payload("piege.png", svg),
			payload("plan.png", png(25, 9)),
		);
		const refusal = files(ines, "annexe-2").getByRole("alert");
		await refusal.getByText("« piege.png » n’est ni une image PNG, JPEG ou WebP, ni un PDF.").waitFor();
		await ines.getByRole("button", { name: "Plus tard" }).click();
		const names = await files(ines, "annexe-2").locator("[data-file]").last().locator("img").getAttribute("alt");
		expect(names).toBe("Image sans description : plan.png");
		await files(ines, "annexe-2").getByRole("button", { name: "Fermer ce message" }).click();
		await refusal.waitFor({ state: "detached" });
		const link = files(ines, "annexe-2").getByRole("link", { name: /rapport.pdf/ });
		const answer = await ines.request.get((await link.getAttribute("href")) ?? "");
		expect(answer.headers()["content-type"]).toBe("application/pdf");
	});

	it("is moved and taken away by either side, after a question", async () => {
		const thomas = await open(COMMUNE);
		await choose(
			thomas,
			"annexe-1",
			payload("un.pdf", pdf("%1\n"), "application/pdf"),
			payload("deux.pdf", pdf("%2\n"), "application/pdf"),
		);
		await thomas.getByText("« deux.pdf » est joint.").waitFor();
		const order = () => files(thomas, "annexe-1").locator("figure a").allTextContents();
		const up = thomas.getByRole("button", { name: "Monter deux.pdf" });
		await up.focus();
		await thomas.keyboard.press("Enter");
		await expect.poll(order).toEqual([expect.stringMatching(/^deux/), expect.stringMatching(/^un/)]);
		await expect.poll(() => hasFocus(up)).toBe(true);
		thomas.once("dialog", (dialog) => dialog.dismiss());
		await thomas.getByRole("button", { name: "Retirer deux.pdf" }).click();
		thomas.once("dialog", (dialog) => dialog.accept());
		await thomas.getByRole("button", { name: "Retirer un.pdf" }).click();
		await expect.poll(order).toEqual([expect.stringMatching(/^deux/)]);
		// To the annexe that an act is to bring nobody attaches anything.
		expect(await thomas.locator("#annexe-3 .files button").count()).toBe(0);
	});

	it("with more pixels than a page shows is made smaller first, and says so", async () => {
		const ines = await open(CAF);
		await choose(ines, "annexe-1", payload("panorama.png", png(5_000, 40)));
		await files(ines, "annexe-1")
			.getByText(/« panorama.png » est jointe. Ses 5\s000 × 40 pixels ont été ramenés à 4\s000 × 32\./)
			.waitFor();
		await files(ines, "annexe-1").locator('img[width="4000"][height="32"]').waitFor();
	});

	it("can be called back while it is sent", async () => {
		const context = await signedIn(browser, url, CAF);
		await context.route(/\/annexes\/annexe-1\/files/, () => {});
		const ines = await openConvention(context);
		await choose(ines, "annexe-1", payload("lent.png", png(26, 9)));
		await ines.getByRole("progressbar", { name: "lent.png" }).waitFor();
		await ines.getByRole("button", { name: "Annuler l’envoi de lent.png" }).click();
		await ines.getByRole("progressbar", { name: "lent.png" }).waitFor({ state: "detached" });
	});
});

describe("the logo of a party", () => {
	it("is set on the cover by one of its own, and seen by the other", async () => {
		const ines = await open(CAF);
		const thomas = await open(COMMUNE);
		const button = ines.getByRole("button", { name: "Ajouter le logo de Caf du Nord" });
		const chooser = ines.waitForEvent("filechooser");
		await button.click();
		await (await chooser).setFiles([payload("logo.png", png(60, 20))]);
		await thomas.locator("#couverture").getByRole("img", { name: "Caf du Nord" }).waitFor();
		expect(await thomas.getByRole("button", { name: /logo de Caf du Nord/ }).count()).toBe(0);
		await thomas.getByRole("button", { name: "Ajouter le logo de Commune de Lys-lez-Lannoy" }).waitFor();
		await ines.getByRole("button", { name: "Retirer le logo de Caf du Nord" }).click();
		await button.waitFor();
	});
});

describe.each([
	["desktop", { width: 1440, height: 900 }],
	["phone", { width: 320, height: 640 }],
])("on a %s", (name, viewport) => {
	it("files, questions and refusals have no finding, and fit", async () => {
		const ines = await open(CAF, { viewport });
		await choose(
			ines,
			"annexe-1",
			payload(`un-nom-tres-long-sans-aucune-espace-pour-le-couper-${name}.pdf`, pdf(`%${name}\n`), "application/pdf"),
			payload("illisible.png", new Uint8Array([1, 2, 3])),
			payload("carte.png", png(viewport.width, 200)),
		);
		await ines.getByLabel("Décrivez l’image en une phrase").waitFor();
		await files(ines, "annexe-1").getByRole("alert").waitFor();
		await ines.getByRole("button", { name: "Enregistrer", exact: true }).click();
		expect(await findings(ines)).toEqual([]);
		expect(await ines.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
		const reader = await open("karim-lepage", { viewport });
		await files(reader, "annexe-1")
			.getByRole("link", { name: /un-nom-tres-long/ })
			.first()
			.waitFor();
		expect(await findings(reader)).toEqual([]);
	});
});
