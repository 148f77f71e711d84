import * as decoding from "lib0/decoding";
import type { BrowserContext, Page, WebSocketRoute } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { encodeRefused, encodeSync, Message, Sync } from "../../shared/room/protocol.ts";
import { browser } from "./support/browse.ts";
import { openConvention, signedIn } from "./support/browser.ts";
import { url } from "./support/serve.ts";

const CAF = "ines-vasseur";
const COMMUNE = "thomas-marchal";
const TEXT = "/api/conventions/demonstration-lys-lez-lannoy/text";
let words = "";
let count = 0;

beforeEach(() => {
	words = `Mots numéro ${++count}.`;
});

const article2 = (page: Page) => page.getByRole("textbox", { name: /Interventions de la Caf/ });
const article3 = (page: Page) => page.getByRole("textbox", { name: /Interventions de la collectivité/ });
const article4 = (page: Page) => page.getByRole("textbox", { name: /Domaines de compétences communs/ });
/** By its name: a field that proposes names is a combobox while one is in it. */
const field = (page: Page, name: string) => page.locator(`.field input[aria-label*="${name}"]`).last();
const says = (page: Page, mark: string | RegExp) =>
	page.locator(".saved-mark > :first-child", { hasText: mark }).waitFor();
const SAVED = /^Enregistré$/;
const textOn = async ({ request }: BrowserContext) => (await request.get(TEXT)).text();

/** The person's page, once the editor of this section stands: its code cannot come in a tunnel. */
async function openEditor(context: BrowserContext, section = article2): Promise<Page> {
	const page = await openConvention(context);
	await section(page).scrollIntoViewIfNeeded();
	await section(page).and(page.locator(".ProseMirror")).waitFor();
	return page;
}

/** Puts the caret at the end of a section and types as a person does. */
async function type(page: Page, section: (page: Page) => ReturnType<typeof article2>, typed: string) {
	await section(page).click();
	await page.keyboard.press("Control+End");
	await page.keyboard.type(typed);
}

/** How much the machine keeps, of anybody. */
const onTheMachine = (page: Page) => page.evaluate<{ updates: number; words: number }>(COUNT);

const COUNT = `(async () => {
	const answer = (request) =>
		new Promise((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});
	const machine = await answer(indexedDB.open("copacte"));
	const stores = machine.transaction(["updates", "words"]);
	const updates = await answer(stores.objectStore("updates").count());
	const words = await answer(stores.objectStore("words").count());
	machine.close();
	return { updates, words };
})()`;

const keeps = (page: Page, expected: object) => expect.poll(() => onTheMachine(page)).toMatchObject(expected);

/** Stands between the pages of a computer and the room. */
class Wire {
	/** The page's words are held back. */
	holds = false;
	/** The room's "saved" is. */
	isMute = false;
	/** The room takes nothing more, and says so. */
	frozen = false;
	readonly #text = new Y.Doc();
	#page: WebSocketRoute | null = null;
	#submission: Uint8Array | null = null;

	static async on(context: BrowserContext): Promise<Wire> {
		const wire = new Wire();
		await context.routeWebSocket(/\/room/, (page) => wire.#join(page));
		// Two sockets that a tunnel ends make the page try a stream, which would pass this wire by.
		await context.route(/\/room\/stream/, (route) => route.abort());
		return wire;
	}

	/** As the room would, on the last connection. */
	refuse(code: string, close: number, message = "", page = this.#page) {
		page?.send(Buffer.from(encodeRefused({ code, message })));
		void page?.close({ code: close, reason: code });
	}

	#join(page: WebSocketRoute) {
		const room = page.connectToServer();
		this.#page = page;
		page.onMessage((frame) => {
			const update = bytesOf(frame);
			// An update begins with the number of clients whose words it brings.
			if (this.frozen && update && update[0] !== 0) this.refuse("frozen", 4423, "", page);
			else if (!this.holds || !update) room.send(frame);
		});
		room.onMessage((frame) => {
			if (this.isMute && frame[0] === Message.saved) return;
			page.send(frame);
			const update = bytesOf(frame);
			if (update) Y.applyUpdate(this.#text, update);
			if (update && this.frozen) page.send(Buffer.from(encodeSync(Sync.update, this.#submit())));
		});
	}

	#submit(): Uint8Array {
		const before = Y.encodeStateVector(this.#text);
		if (!this.#submission) this.#text.getMap("structure").set("phase", "submitted");
		this.#submission ??= Y.encodeStateAsUpdate(this.#text, before);
		return this.#submission;
	}
}

function bytesOf(frame: string | Buffer): Uint8Array | null {
	if (typeof frame === "string") return null;
	const decoder = decoding.createDecoder(frame);
	if (decoding.readVarUint(decoder) !== Message.sync || decoding.readVarUint(decoder) === Sync.step1) return null;
	return decoding.readVarUint8Array(decoder);
}

describe("a train in a tunnel", () => {
	it("loses none of 200 edits on each side, in three sections and five fields", async () => {
		const contexts = [await signedIn(browser, url, CAF), await signedIn(browser, url, COMMUNE)] as const;
		const [ines, thomas] = [await openEditor(contexts[0]), await openEditor(contexts[1], article3)];
		for (const context of contexts) await context.setOffline(true);
		for (const page of [ines, thomas]) await says(page, "Hors ligne");

		const write = async (page: Page, own: typeof article2, mark: string, name: string) => {
			for (const [section, from, to] of [
				[own, 0, 110],
				[article4, 110, 180],
			] as const) {
				await section(page).scrollIntoViewIfNeeded();
				await section(page).and(page.locator(".ProseMirror")).click();
				await page.keyboard.press("Control+End");
				for (let edit = from; edit < to; edit++) await page.keyboard.insertText(` ${mark}${edit}.`);
			}
			const person = field(page, name);
			await person.fill("");
			for (let edit = 180; edit < 190; edit++) await person.pressSequentially("x");
			const place = field(page, "lieu de signature");
			for (let edit = 190; edit < 200; edit++) await place.fill(`${mark}${edit}`);
		};
		await Promise.all([
			write(ines, article2, "caf", "nom court de la Caf"),
			write(thomas, article3, "commune", "nom du chef de projet"),
		]);
		for (const page of [ines, thomas]) await says(page, "gardé sur cet appareil");
		for (const context of contexts) await context.setOffline(false);
		for (const page of [ines, thomas]) await says(page, SAVED);

		const marks = ["caf", "commune"].flatMap((side) => Array.from({ length: 180 }, (_, edit) => ` ${side}${edit}.`));
		const text = await textOn(contexts[0]);
		expect(marks.filter((mark) => text.split(mark).length !== 2)).toEqual([]);
		const place = /"(caf|commune)199"/.exec(text)?.[0]?.slice(1, -1) ?? "";
		for (const page of [ines, thomas]) {
			await page.locator("#article-2").getByText("caf109.").waitFor();
			await page.locator("#article-3").getByText("commune109.").waitFor();
			await page.locator("#article-4").getByText("caf179.").waitFor();
			await page.locator("#article-4").getByText("commune179.").waitFor();
			const seen = (await page.locator("#paper").textContent()) ?? "";
			expect(marks.filter((mark) => seen.split(mark).length !== 2)).toEqual([]);
			expect(seen.split("x".repeat(10)).length).toBeGreaterThan(2);
			await expect.poll(() => field(page, "lieu de signature").inputValue()).toBe(place);
			await keeps(page, { updates: 0, words: 0 });
		}
		const [one, other] = await Promise.all(
			[ines, thomas].map((page) => page.locator("#article-4 .prose").textContent()),
		);
		expect(one).toBe(other);
	});

	it("sends what a closed page left, and nothing of it stays on the machine", async () => {
		const context = await signedIn(browser, url, CAF);
		const page = await openEditor(context);
		await context.setOffline(true);
		await says(page, "Hors ligne");
		await type(page, article2, words);
		await field(page, "lieu de signature").fill("Lille");
		await says(page, "gardé sur cet appareil");
		await keeps(page, { words: 0 });
		const asked: string[] = [];
		page.on("dialog", (dialog) => asked.push(dialog.type()));
		const closed = page.waitForEvent("close");
		await page.close({ runBeforeUnload: true });
		await closed;
		expect(asked).toEqual([]);
		await context.setOffline(false);
		expect(await textOn(context)).not.toContain(words);
		const later = await openConvention(context);
		await later.locator("#article-2").getByText(words).waitFor();
		await expect.poll(() => textOn(context)).toContain(words);
		await keeps(later, { updates: 0, words: 0 });
		expect(await textOn(context)).toContain("Lille");
	});

	it("neither shows nor sends what another person left on this computer", async () => {
		const context = await signedIn(browser, url, CAF);
		const page = await openEditor(context);
		await context.setOffline(true);
		await says(page, "Hors ligne");
		await type(page, article2, words);
		await says(page, "gardé sur cet appareil");
		await page.close();
		await context.setOffline(false);

		await context.request.post("/demo/session", { data: { person: "paul-derville" } });
		const paul = await openEditor(context);
		// What this person leaves comes back: whatever would be brought in has been.
		await context.setOffline(true);
		await says(paul, "Hors ligne");
		await type(paul, article2, " De Paul.");
		await says(paul, "gardé sur cet appareil");
		await paul.close();
		await context.setOffline(false);
		const again = await openConvention(context);
		await again.locator("#article-2").getByText("De Paul.").waitFor();
		await says(again, SAVED);
		expect(await again.locator("body").textContent()).not.toContain(words);
		expect(await textOn(context)).not.toContain(words);
		await again.close();

		await context.request.post("/demo/session", { data: { person: CAF } });
		const back = await openConvention(context);
		await back.locator("#article-2").getByText(words).waitFor();
		await keeps(back, { updates: 0 });
	});

	it("takes words once that the room had before the page heard of it", async () => {
		const context = await signedIn(browser, url, CAF);
		const wire = await Wire.on(context);
		const page = await openEditor(context);
		wire.isMute = true;
		await type(page, article2, words);
		await expect.poll(() => textOn(context)).toContain(words);
		await expect.poll(async () => (await onTheMachine(page)).updates).toBeGreaterThan(0);
		await page.close();
		wire.isMute = false;
		const later = await openConvention(context);
		await keeps(later, { updates: 0 });
		expect((await textOn(context)).split(words)).toHaveLength(2);
	});
});

describe("a refusal", () => {
	it("leaves the words on the machine until they are put away, and does not send them again", async () => {
		const context = await signedIn(browser, url, CAF);
		const wire = await Wire.on(context);
		const page = await openEditor(context);
		wire.holds = true;
		await type(page, article2, words);
		await expect.poll(async () => (await onTheMachine(page)).updates).toBeGreaterThan(0);
		wire.refuse("notConforming", 4403, "Cet ajout a une forme que la convention n'accepte pas.");
		const panel = page.getByRole("dialog");
		await panel.getByText(words).waitFor();
		await says(page, "Non enregistré");
		await keeps(page, { updates: 0, words: 1 });
		wire.holds = false;

		const later = await reopened(page);
		const aside = later.getByRole("complementary", { name: "Vos mots mis de côté" });
		await aside.getByText("Vos mots mis de côté").click();
		await aside.getByText(words).waitFor();
		expect(await textOn(context)).not.toContain(words);
		expect(await later.getByRole("dialog").count()).toBe(0);

		await aside.getByRole("button", { name: "Je n’en ai plus besoin" }).click();
		await keeps(later, { updates: 0, words: 0 });
		expect(await (await reopened(later)).getByText("Vos mots mis de côté").count()).toBe(0);
	});

	it("that has nothing against the words keeps them for after", async () => {
		const context = await signedIn(browser, url, CAF);
		const wire = await Wire.on(context);
		const page = await openEditor(context);
		wire.holds = true;
		await type(page, article2, words);
		await context.clearCookies();
		wire.refuse("signedOut", 4401);
		const panel = page.getByRole("dialog", { name: "Votre session a pris fin" });
		await panel.getByText("gardées sur cet appareil").waitFor();
		await says(page, "Gardé sur cet appareil");
		wire.holds = false;
		await panel.getByRole("button", { name: "Se connecter" }).click();
		await page.getByRole("link", { name: "Essayer sans compte" }).click();
		await page.getByRole("button", { name: /Inès Vasseur/ }).click();
		await page.locator("#article-2").getByText(words).waitFor();
		await expect.poll(() => textOn(context)).toContain(words);
	});

	it("gives words back to copy where there is no clipboard, by keyboard alone", async () => {
		const context = await signedIn(browser, url, CAF);
		await context.addInitScript(`
			Object.defineProperty(navigator, "clipboard", { value: undefined });
			document.addEventListener("copy", () => { window.copied = String(getSelection()); });
		`);
		const wire = await Wire.on(context);
		const page = await openEditor(context);
		wire.holds = true;
		await type(page, article2, words);
		wire.refuse("malformed", 4400);
		const panel = page.getByRole("dialog");
		await panel.getByText(words).waitFor();
		expect(await page.evaluate("document.activeElement.id")).toBe("refusal-title");
		await page.keyboard.press("Tab");
		await page.keyboard.press("Enter");
		await panel.getByRole("button", { name: "Copié" }).waitFor();
		expect(await page.evaluate("window.copied")).toContain(words);
		await page.keyboard.press("Escape");
		await page.keyboard.press("Escape");
		await panel.getByText(words).waitFor();
	});

	it("because the text was frozen meanwhile gives the words back beside the frozen text", async () => {
		const context = await signedIn(browser, url, CAF);
		const wire = await Wire.on(context);
		const page = await openEditor(context);
		await context.setOffline(true);
		await says(page, "Hors ligne");
		await type(page, article2, words);
		await says(page, "gardé sur cet appareil");
		wire.frozen = true;
		await context.setOffline(false);
		const panel = page.getByRole("dialog", { name: "Le texte a été figé pendant que vous écriviez" });
		await panel.getByText(words).waitFor();
		await panel.getByRole("button", { name: "Voir le texte figé" }).click();
		const aside = page.getByRole("complementary", { name: "Vos mots mis de côté" });
		await aside.getByText(words).waitFor();
		await says(page, SAVED);
		await expect.poll(() => article2(page).count()).toBe(0);
		expect(await page.locator("#article-2").textContent()).not.toContain(words);
		await keeps(page, { updates: 0, words: 1 });
		expect(await textOn(context)).not.toContain(words);
	});
});

describe("a page from before the text was laid out anew", () => {
	it("is told to load again, and loses nothing", async () => {
		const context = await signedIn(browser, url, CAF);
		const wire = await Wire.on(context);
		const page = await openEditor(context);
		wire.holds = true;
		await type(page, article2, words);
		wire.refuse("outdated", 4409);
		const panel = page.getByRole("dialog", { name: "Copacte a été mis à jour" });
		await panel.getByText("gardées sur cet appareil").waitFor();
		await keeps(page, { words: 0 });
		wire.holds = false;
		await panel.getByRole("button", { name: "Recharger la page" }).click();
		await page.locator("#article-2").getByText(words).waitFor();
		await expect.poll(() => textOn(context)).toContain(words);
	});

	it("left words that are given back to be copied, and never written into the text", async () => {
		const context = await signedIn(browser, url, CAF);
		const page = await openEditor(context);
		await context.setOffline(true);
		await says(page, "Hors ligne");
		await type(page, article2, "Écrit depuis.");
		await says(page, "gardé sur cet appareil");
		await page.evaluate(`(${MAKE_OLD})(${JSON.stringify([...updateOfSchema1(words)])})`);
		await page.close();
		await context.setOffline(false);

		const later = await openConvention(context);
		const aside = later.getByRole("complementary", { name: "Vos mots mis de côté" });
		await aside.getByText("Vos mots mis de côté").click();
		await aside.getByText(words).waitFor();
		await aside.getByText("Copacte a changé depuis").waitFor();
		await article2(later).scrollIntoViewIfNeeded();
		await type(later, article2, " Et la suite.");
		await says(later, SAVED);
		expect(await textOn(context)).not.toContain(words);
		await keeps(later, { updates: 1 });
		await aside.getByRole("button", { name: "Je n’en ai plus besoin" }).click();
		await keeps(later, { updates: 0, words: 0 });
	});
});

/** What a page of schema 1 writes when a person adds a paragraph to article 2. */
function updateOfSchema1(words: string): Uint8Array {
	const doc = new Y.Doc();
	const paragraph = new Y.XmlElement("paragraph");
	doc.getXmlFragment("section/article-2").insert(0, [paragraph]);
	paragraph.insert(0, [new Y.XmlText(words)]);
	return Y.encodeStateAsUpdate(doc);
}

/** Puts an update of schema 1 in the place of all that the machine keeps. */
const MAKE_OLD = `async (bytes) => {
	const machine = await new Promise((resolve, reject) => {
		const request = indexedDB.open("copacte");
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});
	const change = machine.transaction("updates", "readwrite");
	const store = change.objectStore("updates");
	const keys = store.getAllKeys();
	keys.onsuccess = () => {
		for (const [at, key] of keys.result.entries()) {
			if (at === 0) store.put({ schema: 1, updates: [new Uint8Array(bytes)] }, key);
			else store.delete(key);
		}
	};
	await new Promise((resolve, reject) => {
		change.oncomplete = resolve;
		change.onerror = () => reject(change.error);
	});
	machine.close();
}`;

const NAMES = "indexedDB.databases().then((all) => all.map(({ name }) => name))";

/** The page anew, once it has opened what the machine keeps. */
async function reopened(page: Page): Promise<Page> {
	const context = page.context();
	await page.close();
	const again = await openConvention(context);
	await expect.poll(() => again.evaluate(NAMES)).toContain("copacte");
	return again;
}

describe("a browser without storage", () => {
	const broken = {
		"that has none": 'Object.defineProperty(window, "indexedDB", { get: () => undefined });',
		"that will not open it": 'IDBFactory.prototype.open = () => { throw new DOMException("no", "SecurityError"); };',
		"that is full": 'IDBObjectStore.prototype.put = () => { throw new DOMException("no", "QuotaExceededError"); };',
	};
	it.each(Object.entries(broken))("%s goes on, and says that the page must stay open", async (_, breakIt) => {
		const context = await signedIn(browser, url, CAF);
		await context.addInitScript(breakIt);
		const page = await openEditor(context);
		await context.setOffline(true);
		await says(page, "Hors ligne");
		await type(page, article2, words);
		await says(page, "laissez cette page ouverte");
		const asks = page.waitForEvent("dialog");
		await page.close({ runBeforeUnload: true });
		const dialog = await asks;
		expect(dialog.type()).toBe("beforeunload");
		await dialog.dismiss();
		await context.setOffline(false);
		await says(page, SAVED);
		expect(await textOn(context)).toContain(words);
	});
});

describe("a tunnel before the page has all its code", () => {
	it("takes nothing from the page, which says that it must be loaded again", async () => {
		const context = await signedIn(browser, url, CAF);
		let inTunnel = true;
		await context.route(/\/health$|\/assets\/(?!index-)[^/]*\.js$/, (route) =>
			inTunnel ? route.abort() : route.continue(),
		);
		const asked = context.waitForEvent("requestfailed", (request) => request.url().includes("/assets/"));
		const page = await openConvention(context);
		await asked;
		expect(await page.getByRole("heading", { name: "Les champs d’intervention de la Caf" }).count()).toBe(1);
		inTunnel = false;
		await article2(page).scrollIntoViewIfNeeded();
		await article2(page).and(page.locator(".ProseMirror")).waitFor();
		await page.getByRole("alert").getByText("rechargez la page").waitFor();
		await page.reload();
		await page.getByRole("button", { name: "Raccourcis clavier" }).waitFor();
	});

	it("leaves toolbar, search and shortcuts to whoever had opened it before", async () => {
		const page = await openEditor(await signedIn(browser, url, CAF));
		await page.getByRole("button", { name: "Raccourcis clavier" }).waitFor();
		await expect.poll(() => page.evaluate(HAS_HAND)).toBe(true);
		// Longer than the page trusts the network for what it heard last.
		await expect.poll(() => page.evaluate("performance.now()"), { timeout: 15_000 }).toBeGreaterThan(8_000);
		await page.context().setOffline(true);
		await article2(page).click();
		await page.locator(".toolbar").waitFor();
		await page.keyboard.press("Control+f");
		await page.getByRole("search").waitFor();
		await page.keyboard.press("Escape");
		await page.keyboard.press("Control+/");
		await page.getByRole("dialog", { name: "Raccourcis clavier" }).waitFor();
	});
});

const HAS_HAND =
	'performance.getEntriesByType("resource").some(({ name, responseEnd }) => name.includes("/Hand-") && responseEnd > 0)';
