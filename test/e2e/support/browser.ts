import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const ARGUMENTS = [
	"--no-sandbox",
	"--disable-gpu",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

/** A real Chromium: the one that npm brought, or the one at `CHROMIUM`. */
export async function openBrowser(): Promise<Browser> {
	const executablePath = process.env.CHROMIUM ?? (await unpackedChromium());
	return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** Asking for the Lambda build makes the package bring its own NSS libraries: nothing need be installed. */
async function unpackedChromium(): Promise<string> {
	process.env.AWS_LAMBDA_JS_RUNTIME = "nodejs22.x";
	const { default: packed } = await import("@sparticuz/chromium");
	return packed.executablePath();
}

/** A person at their own computer: a context of their own, signed in. Tabs of one context would share messages without the server. */
export async function signedIn(browser: Browser, url: string, person: string, options = {}): Promise<BrowserContext> {
	const context = await browser.newContext({ baseURL: url, locale: "fr-FR", ...options });
	const answer = await context.request.post("/demo/session", { data: { person } });
	if (answer.status() !== 204) throw new Error(`no session for ${person}: ${answer.status()}`);
	return context;
}

/** The person's page on the demonstration's convention, once the room has sent its text. */
export async function openConvention(context: BrowserContext): Promise<Page> {
	const page = await context.newPage();
	await page.goto("/conventions/demonstration-lys-lez-lannoy");
	await page.getByText("Enregistré", { exact: true }).first().waitFor();
	return page;
}
