import * as decoding from "lib0/decoding";
import type { BrowserContext, Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { Message, Sync } from "../../shared/room/protocol.ts";
import { browser } from "./support/browse.ts";
import { openConvention, signedIn } from "./support/browser.ts";
import { paste } from "./support/clipboard.ts";
import { url } from "./support/serve.ts";

const TEXT = "/api/conventions/demonstration-lys-lez-lannoy/text";
const section = (page: Page) => page.getByRole("textbox", { name: /Interventions de la Caf/ });

/** Stands between a page and the room: what it holds arrives later, in order, both ways. */
class Wire {
	/** How many changes of the text the page has sent since it joined. */
	writes = 0;
	#held: (() => void)[] | null = null;

	static async on(context: BrowserContext): Promise<Wire> {
		const wire = new Wire();
		await context.routeWebSocket(/\/room/, (page) => {
			const room = page.connectToServer();
			page.onMessage((frame) => {
				if (isChange(frame)) wire.writes++;
				wire.#pass(() => room.send(frame));
			});
			room.onMessage((frame) => wire.#pass(() => page.send(frame)));
		});
		return wire;
	}

	#pass(send: () => void) {
		if (this.#held === null) send();
		else this.#held.push(send);
	}

	hold() {
		this.#held = [];
	}

	flow() {
		const held = this.#held ?? [];
		this.#held = null;
		for (const send of held) send();
	}
}

function isChange(frame: string | Buffer): boolean {
	if (typeof frame === "string") return false;
	const decoder = decoding.createDecoder(frame);
	return decoding.readVarUint(decoder) === Message.sync && decoding.readVarUint(decoder) === Sync.update;
}

/** Someone who writes in the section, at their own computer. */
interface Author {
	page: Page;
	wire: Wire;
}

async function author(person: string): Promise<Author> {
	const context = await signedIn(browser, url, person);
	const wire = await Wire.on(context);
	const page = await openConvention(context);
	await section(page).scrollIntoViewIfNeeded();
	await section(page).and(page.locator(".writing")).click();
	return { page, wire };
}

let ines: Author;
let paul: Author;

beforeEach(async () => {
	[ines, paul] = [await author("ines-vasseur"), await author("paul-derville")];
	await ines.page.keyboard.press("Control+A");
	await ines.page.keyboard.press("Delete");
	await section(paul.page).locator("p.is-editor-empty").waitFor();
});

/** The blocks of the section as one sees them: what each is, and its words. */
const blocks = (page: Page) =>
	section(page)
		.locator("p, h3, h4")
		.evaluateAll((elements) =>
			elements.map((element) => {
				const around = element.parentElement?.tagName === "LI" ? "LI" : element.tagName;
				// A caret of another is no word.
				return `${around} ${element.textContent}`;
			}),
		);

/** Both show the same, and the room has it. */
async function agree(expected: string[]) {
	for (const { page } of [ines, paul]) {
		await expect.poll(() => blocks(page)).toEqual(expected);
		await page.locator('[data-saved="saved"]').first().waitFor();
	}
	expect(await wordsInRoom()).toBe(expected.map((block) => block.slice(block.indexOf(" ") + 1)).join(""));
}

/** The words of the section as the room has them, without its blocks. */
async function wordsInRoom(): Promise<string> {
	const words: string[] = [];
	const read = (value: unknown, isInside: boolean) => {
		if (typeof value !== "object" || value === null) return;
		const { type, id, text } = value as Record<string, unknown>;
		const isWithin = isInside || (type === "section" && id === "article-2");
		if (isWithin && type === "text") words.push(String(text));
		for (const each of Object.values(value)) read(each, isWithin);
	};
	read(await (await ines.page.request.get(TEXT)).json(), false);
	return words.join("");
}

/** Ines writes these paragraphs, and Paul has them. */
async function begin(...paragraphs: string[]) {
	for (const [index, words] of paragraphs.entries()) {
		if (index > 0) await ines.page.keyboard.press("Enter");
		await ines.page.keyboard.type(words);
	}
	await expect.poll(() => blocks(paul.page)).toEqual(paragraphs.map((words) => `P ${words}`));
}

/** Puts the caret into a paragraph, after so many of its characters. */
async function caret({ page }: Author, paragraph: string, after: number) {
	await section(page).getByText(paragraph, { exact: true }).click();
	await page.keyboard.press("Home");
	for (let at = 0; at < after; at++) await page.keyboard.press("ArrowRight");
	await told(page);
}

/** A browser tells of a selection that a key moved at its next frame. */
const told = (page: Page) =>
	page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");

const hold = () => [ines, paul].forEach(({ wire }) => void wire.hold());
const flow = () => [ines, paul].forEach(({ wire }) => void wire.flow());
const writes = () => [ines, paul].map(({ wire }) => wire.writes);

describe("a paragraph in which two write at once", () => {
	it.each([
		["a title", "Control+Alt+3", "H3"],
		["an item", "Control+Shift+8", "LI"],
	])("keeps what one typed offline while the other made it %s", async (_, keys, kind) => {
		await begin("Les besoins du territoire.", "La suite.");
		await paul.page.context().setOffline(true);
		await paul.page.getByText("Hors ligne").first().waitFor();
		await caret(paul, "Les besoins du territoire.", 26);
		await paul.page.keyboard.type(" Une phrase écrite dans un tunnel.");
		await caret(ines, "Les besoins du territoire.", 3);
		await ines.page.keyboard.press(keys);
		await expect.poll(() => blocks(ines.page)).toEqual([`${kind} Les besoins du territoire.`, "P La suite."]);
		await paul.page.context().setOffline(false);
		await agree([`${kind} Les besoins du territoire. Une phrase écrite dans un tunnel.`, "P La suite."]);
	});

	it("becomes a title by a click, and the other's caret stays in their sentence", async () => {
		await begin("Les besoins.", "La suite.");
		await caret(paul, "Les besoins.", 12);
		await caret(ines, "Les besoins.", 0);
		const title = ines.page.getByRole("toolbar").getByRole("button", { name: "Titre", exact: true });
		await title.waitFor();
		await paul.page.keyboard.type(" Une phrase");
		await Promise.all([paul.page.keyboard.type(" que l’on dit sans s’arrêter", { delay: 20 }), title.click()]);
		await section(paul.page).locator("h3").waitFor();
		await paul.page.keyboard.type(", ni revenir.");
		await agree(["H3 Les besoins. Une phrase que l’on dit sans s’arrêter, ni revenir.", "P La suite."]);
	});

	it("is drawn anew alone: what stands around it stays in the page as it is", async () => {
		await begin("Les besoins.", "La suite.", "La fin.");
		await ines.page.evaluate("window.around = [...document.querySelectorAll('#article-2 .writing > *')]");
		await caret(paul, "La suite.", 2);
		await paul.page.keyboard.type("x");
		await paul.page.keyboard.press("Control+Alt+3");
		await agree(["P Les besoins.", "H3 Lax suite.", "P La fin."]);
		expect(await ines.page.evaluate("window.around.map((element) => element.isConnected)")).toEqual([
			true,
			false,
			true,
		]);
	});

	it("keeps what one adds while the other empties the section", async () => {
		await begin("Les besoins.", "La suite.");
		await caret(paul, "La suite.", 9);
		hold();
		await ines.page.keyboard.press("Control+A");
		await ines.page.keyboard.press("Delete");
		await paul.page.keyboard.type(" Une phrase.");
		flow();
		await agree(["P  Une phrase."]);
	});

	it("is cut twice when both press Enter in it", async () => {
		await begin("un deux trois quatre");
		await caret(ines, "un deux trois quatre", 3);
		await caret(paul, "un deux trois quatre", 14);
		hold();
		await ines.page.keyboard.press("Enter");
		await paul.page.keyboard.press("Enter");
		const before = writes();
		flow();
		await agree(["P un ", "P deux trois ", "P quatre"]);
		expect(writes()).toEqual(before);
		await paul.page.keyboard.type("Ici : ");
		await ines.page.keyboard.type("Là : ");
		await agree(["P un ", "P Là\u00A0: deux trois ", "P Ici\u00A0: quatre"]);
	});

	it("gives each their own undo, and the selection where the change was", async () => {
		await begin("Les besoins.", "La suite.");
		await caret(paul, "Les besoins.", 12);
		await paul.page.keyboard.type(" De Paul.");
		await expect.poll(() => blocks(ines.page)).toEqual(["P Les besoins. De Paul.", "P La suite."]);
		await caret(ines, "La suite.", 3);
		await ines.page.keyboard.press("Shift+End");
		await told(ines.page);
		await ines.page.keyboard.press("Delete");
		await agree(["P Les besoins. De Paul.", "P La "]);
		await caret(ines, "Les besoins. De Paul.", 0);
		await ines.page.keyboard.press("Control+Z");
		await agree(["P Les besoins. De Paul.", "P La suite."]);
		expect(await ines.page.evaluate("getSelection().toString()")).toBe("suite.");
	});
});

describe("a table that two grow at once", () => {
	const row = `<tr>${"<td>x</td>".repeat(8)}</tr>`;
	const shape = (page: Page) =>
		section(page)
			.locator("tr")
			.evaluateAll((rows) => rows.map((each) => each.children.length));
	const press = ({ page }: Author, name: string) =>
		page.getByRole("toolbar").getByRole("button", { name, exact: true }).click();

	it("stays a rectangle, and neither page repairs anything", async () => {
		await paste(ines.page, { "text/html": `<table>${row.repeat(9)}</table>` });
		await expect.poll(() => shape(paul.page)).toEqual(Array(9).fill(8));
		for (const each of [ines, paul]) await section(each.page).locator("td").first().click();
		let [rows, columns] = [9, 8];
		for (let round = 0; round < 3; round++) {
			hold();
			await press(ines, "Ajouter une colonne à droite");
			await press(paul, "Ajouter une ligne dessous");
			[rows, columns] = [rows + 1, columns + 1];
			const before = writes();
			flow();
			for (const { page } of [ines, paul]) {
				await expect.poll(() => shape(page)).toEqual(Array(rows).fill(columns));
				await page.locator('[data-saved="saved"]').first().waitFor();
			}
			expect(writes()).toEqual(before);
		}
	});

	it("loses no word of a cell in which one types while the other takes a column away", async () => {
		await paste(ines.page, { "text/html": "<table><tr><td>un</td><td>deux</td><td>trois</td></tr></table>" });
		await expect.poll(() => shape(paul.page)).toEqual([3]);
		await section(ines.page).getByText("deux").click();
		await section(paul.page).getByText("trois").click();
		await paul.page.keyboard.press("End");
		hold();
		await press(ines, "Retirer la colonne");
		await paul.page.keyboard.type(" fois");
		flow();
		await agree(["P un", "P trois fois"]);
	});
});

it("a page answers nothing to what another styles, cuts and joins, and a reader's page never writes", async () => {
	const context = await signedIn(browser, url, "karim-lepage");
	const wire = await Wire.on(context);
	const reader = await openConvention(context);
	await begin("Des mots à mettre en valeur", "La suite");
	const before = paul.wire.writes;
	await ines.page.keyboard.press("Control+A");
	for (const keys of ["Control+B", "Control+I", "Control+B", "Control+I"]) await ines.page.keyboard.press(keys);
	await caret(ines, "Des mots à mettre en valeur", 4);
	await ines.page.keyboard.press("Shift+End");
	await told(ines.page);
	await ines.page.keyboard.press("Control+B");
	await ines.page.keyboard.press("Delete");
	await ines.page.keyboard.press("Delete");
	await agree(["P Des La suite"]);
	await reader.locator("#article-2").getByText("Des La suite").waitFor();
	expect([paul.wire.writes, wire.writes]).toEqual([before, 0]);
});
