import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { openBrowser, openConvention, signedIn } from "./support/browser.ts";
import { Server } from "./support/server.ts";

/**
 * Takes the pictures of the documentation: `npm run screenshots`; after it the names of those wanted, else all of them.
 * Each is taken on a server of its own, so that none shows what another left. `docs/print.png` alone is made by hand: it
 * shows the pages of the PDF that Chromium prints, and Chromium without a window shows no PDF.
 */
const docs = resolve(import.meta.dirname, "../../docs");
const desktop = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
const narrow = { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

const CAF = "ines-vasseur";
const COLLEAGUE = "paul-derville";
const COMMUNE = "thomas-marchal";
const TOWN_COLLEAGUE = "rose-delmotte";

interface Stage {
	server: Server;
	open(person: string, options: object): Promise<Page>;
	signIn(person: string, options: object): Promise<BrowserContext>;
	take(page: Page, name: string): Promise<void>;
}

const pictures: Record<string, (stage: Stage) => Promise<void>> = {
	async desktop({ open, take }) {
		const ines = await open(CAF, desktop);
		const paul = await open(COLLEAGUE, desktop);
		const thomas = await open(COMMUNE, desktop);
		await write(paul, article2, " Un relais petite enfance ouvre en septembre.");
		await write(thomas, article3, "La commune soutient le multi-accueil et deux accueils de loisirs.");
		await ines.locator("#article-3").getByText("deux accueils de loisirs.").waitFor();
		await show(ines, "#article-2");
		await ines.locator("#article-2 [data-name]").first().waitFor();
		await take(ines, "desktop");
	},
	async cover({ open, take }) {
		await take(await open(CAF, desktop), "cover");
	},
	async phone({ open, take }) {
		const rose = await open(TOWN_COLLEAGUE, desktop);
		const thomas = await open(COMMUNE, phone);
		await write(rose, article3, "La commune soutient le multi-accueil et deux accueils de loisirs.");
		await show(thomas, "#article-3");
		await thomas.locator("#article-3 [data-name]").first().waitFor();
		await take(thomas, "phone");
	},
	async narrow({ open, take }) {
		const thomas = await open(COMMUNE, narrow);
		await show(thomas, "#article-3");
		await take(thomas, "narrow");
	},
	async both({ open, take }) {
		const half = { viewport: { width: 1000, height: 860 } };
		const ines = await open(CAF, half);
		const thomas = await open(COMMUNE, half);
		await write(ines, article4, "Les deux parties ouvrent ensemble un lieu d’accueil.");
		await write(thomas, article4, " La ludothèque rejoint ces services.");
		for (const page of [ines, thomas]) {
			await page.locator("#article-4").getByText("ouvrent ensemble").waitFor();
			await page.locator("#article-4").getByText("La ludothèque").waitFor();
			await page.locator("#article-4 [data-name]").first().waitFor();
			await page.getByText("Enregistré", { exact: true }).first().waitFor();
			await show(page, "#article-4");
		}
		await take(await sideBySide(ines, thomas), "both");
	},
	async conflict({ signIn, take }) {
		const context = await signIn(CAF, desktop);
		// Stands between the page and the room: holds words back, and says what the page never would.
		let say = (_: Buffer) => {};
		let holds = false;
		await context.routeWebSocket(/\/room/, (socket) => {
			const server = socket.connectToServer();
			say = (frame) => server.send(frame);
			socket.onMessage((frame) => {
				if (!holds) server.send(frame);
			});
		});
		const ines = await openConvention(context);
		holds = true;
		await write(ines, article2, " La Caf finance aussi un poste de coordination.");
		say(Buffer.from([99]));
		await ines.getByRole("dialog").getByText("un poste de coordination").waitFor();
		await take(ines, "conflict");
	},
	async offline({ open, take, server }) {
		const ines = await open(CAF, desktop);
		await show(ines, "#article-2");
		await server.kill();
		await ines.getByText("Hors ligne").first().waitFor();
		await write(ines, article2, " Écrit dans le tunnel, gardé jusqu’à la gare.");
		await ines.locator("#article-2").getByText("gardé jusqu’à la gare").waitFor();
		await take(ines, "offline");
		await server.start();
		await ines.getByText("Enregistré", { exact: true }).first().waitFor();
	},
	async empty({ signIn, take }) {
		const context = await signIn(CAF, desktop);
		const answer = await context.request.post("/api/conventions", {
			data: { model: "ctg-2024", title: "CTG 2025-2029 · Sainte-Aubeline", parties: ["sainte-aubeline"] },
		});
		const page = await context.newPage();
		await page.goto(`/conventions/${(await answer.json()).id}`);
		await page.getByText("Enregistré", { exact: true }).first().waitFor();
		await take(page, "empty");
	},
	async full({ open, take }) {
		const ines = await open(CAF, desktop);
		const thomas = await open(COMMUNE, desktop);
		await fill(ines);
		await fill(thomas);
		await ines.getByText("sont remplis").first().waitFor();
		await ines.evaluate("document.activeElement.blur()");
		await show(ines, "#article-3");
		await take(ines, "full");
	},
	async signing({ open, take }) {
		const thomas = await open(COMMUNE, desktop);
		await thomas.getByRole("button", { name: /Modifier qui signe/ }).click();
		const form = thomas.getByRole("dialog", { name: /Qui signe/ });
		await form.getByLabel("Civilité").selectOption("Madame");
		await form.getByLabel("Prénom et nom").fill("Claire Fontenoy");
		await take(thomas, "signing");
	},
	async dark({ open, take }) {
		const ines = await open(CAF, { ...desktop, colorScheme: "dark" });
		await show(ines, "#article-3");
		await take(ines, "dark");
	},
	async demo({ open, take }) {
		const page = await open(CAF, { viewport: { width: 1000, height: 640 } });
		await page.goto("/demo", { waitUntil: "networkidle" });
		await take(page, "demo");
	},
	async home({ signIn, take }) {
		const context = await signIn(CAF, desktop);
		const years = { starts: 2026, ends: 2030 };
		for (const [territory, communes] of Object.entries(TERRITORIES)) {
			const newParties = communes.map((name) => ({ kind: "commune", name }));
			const data = { model: "ctg-2024", territory, newParties, ...years };
			const answer = await context.request.post("/api/conventions", { data });
			if (answer.status() !== 201) throw new Error(`${territory}: ${await answer.text()}`);
		}
		const page = await context.newPage();
		await page.goto("/");
		await take(page, "home");
		await page.goto("/conventions/nouvelle");
		await page.getByRole("textbox", { name: "Territoire" }).fill("Val de Deûle");
		await page.getByRole("button", { name: "Coller une liste" }).click();
		await page.getByRole("textbox", { name: /un par ligne/ }).fill("Lys-lez-Lannoy\nSainte-Aubeline\nBois-Clair");
		await page.getByRole("button", { name: "Ajouter ces 3 noms" }).click();
		await page.getByText("4 parties, la Caf comprise.").waitFor();
		await page.evaluate("document.activeElement.blur(); scrollTo(0, 560)");
		await take(page, "opening");
	},
	async people({ signIn, take }) {
		const page = await (await signIn(COMMUNE, desktop)).newPage();
		await page.goto("/conventions/demonstration-lys-lez-lannoy/personnes");
		await page.getByText("Inviter par e-mail").click();
		await take(page, "people");
	},
	async door({ signIn, take }) {
		const page = await (await signIn(CAF, phone)).newPage();
		await page.context().clearCookies();
		await page.goto("/connexion");
		await page.getByRole("button", { name: "Recevoir un lien" }).waitFor();
		await take(page, "door");
	},
};

/** Where conventions apply, and the communes that conclude them: invented, as everybody here. */
const TERRITORIES = {
	"Val de Deûle": ["Bois-Clair", "Saint-Aubert-sur-Deûle", "Noyelles-le-Pré"],
	"Haute-Flandre": ["Steenbrugge", "Wormelaere"],
	Mélantois: ["Pont-Saint-Vaast"],
};

const article2 = (page: Page) => page.getByRole("textbox", { name: /Interventions de la Caf/ });
const article3 = (page: Page) => page.getByRole("textbox", { name: /Interventions de la collectivité/ });
const article4 = (page: Page) => page.getByRole("textbox", { name: /Domaines de compétences communs/ });

/** Puts the caret at the end of a section and types as a person does. */
async function write(page: Page, section: (page: Page) => ReturnType<typeof article2>, words: string) {
	await section(page).click();
	await page.keyboard.press("Control+End");
	await page.keyboard.type(words);
}

/** Brings a place to the head of the window, and waits until it is drawn there. */
async function show(page: Page, place: string) {
	await page
		.locator(place)
		.first()
		.evaluate((element) => element.scrollIntoView());
	await painted(page);
}

const painted = (page: Page) =>
	page.evaluate(
		"document.fonts.ready.then(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))))",
	);

/** Two windows in one picture, as on two desks. */
async function sideBySide(left: Page, right: Page): Promise<Page> {
	const shots = await Promise.all([left, right].map((page) => page.screenshot()));
	const images = shots.map((shot) => `<img src="data:image/png;base64,${shot.toString("base64")}">`);
	const desk = await (left.context().browser() as Browser).newPage({ viewport: { width: 1480, height: 664 } });
	await desk.setContent(
		`<style>body{margin:0;padding:24px;background:#ddd8ce;display:flex;gap:24px}img{width:704px;border-radius:8px;box-shadow:0 4px 20px #0003}</style>${images.join("")}`,
		{ waitUntil: "load" },
	);
	return desk;
}

/** Fills every blank this person may fill: fields first, then free sections. */
async function fill(page: Page) {
	const blanks = page.locator(".field.blank:has(input)");
	for (let left = await blanks.count(); left > 0; left = await blanks.count()) {
		const input = blanks.first().locator("[data-stop]");
		const label = (await input.getAttribute("aria-label")) ?? "";
		await input.fill(VALUES.find(([words]) => words.test(label))?.[1] ?? "Madame Claire Fontenoy");
		await page.keyboard.press("Tab");
		await blanks.nth(left - 1).waitFor({ state: "detached" });
	}
	const unnamed = page.locator(".field.named.blank");
	for (let left = await unnamed.count(); left > 0; left = await unnamed.count()) {
		await unnamed.first().getByRole("button").click();
		await page.getByRole("dialog").getByLabel("Civilité").selectOption("Madame");
		await page.getByRole("dialog").getByLabel("Prénom et nom").fill("Claire Fontenoy");
		await page.getByRole("dialog").getByRole("button", { name: "Enregistrer" }).click();
		await unnamed.nth(left - 1).waitFor({ state: "detached" });
	}
	for (const section of await page.locator('.free [role="textbox"]').all()) {
		if ((await section.innerText()).trim() !== "") continue;
		await section.click();
		await page.keyboard.type("Les parties décrivent ici, en une phrase, ce que la convention attend à cet endroit.");
	}
	await page.getByText("Enregistré", { exact: true }).first().waitFor();
}

const VALUES: [RegExp, string][] = [
	[/année/, "2028"],
	[/début/, "01/01/2024"],
	[/plan d.actions/, "31/12/2025"],
	[/date/, "12/03/2024"],
	[/lieu|territoire/, "Lys-lez-Lannoy"],
	[/fonction/, "Responsable du pôle Enfance"],
];

const wanted = process.argv.slice(2);
mkdirSync(docs, { recursive: true });
const browser = await openBrowser();
try {
	for (const [name, picture] of Object.entries(pictures)) {
		if (wanted.length > 0 && !wanted.includes(name)) continue;
		const server = new Server();
		await server.start();
		const signIn = (person: string, options: object) => signedIn(browser, server.url, person, options);
		const take = async (page: Page, file: string) => {
			await painted(page);
			await page.screenshot({ path: `${docs}/${file}.png` });
		};
		try {
			await picture({ server, signIn, take, open: async (...of) => openConvention(await signIn(...of)) });
		} finally {
			await Promise.all(browser.contexts().map((context) => context.close()));
			await server.dispose();
		}
	}
} finally {
	await browser.close();
}
