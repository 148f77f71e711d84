import type { Browser, CDPSession, Page } from "playwright-core";
import { bundled } from "../../e2e/support/bundled.ts";
import { Random } from "../../fuzz/random.ts";
import type { Laws, Read } from "./page.ts";

/** What one run found; but for the first two, each number is a count of broken promises. */
export interface Found {
	typed: number;
	/** Carets looked at after something came, or once a word was composed. */
	carets: number;
	lost: number;
	doubled: number;
	strayed: number;
	/** The page wrote because something came. */
	answers: number;
	/** A document that is not what the text means. */
	notDerived: number;
	/** Another replica, or a newcomer, reads otherwise. */
	diverged: number;
	/** What happened, for whoever replays a seed. */
	log: string[];
}

/** A tab with two editors in it, for one run after the other. */
export class Stage {
	readonly page: Page;
	readonly keyboard: CDPSession;

	private constructor(page: Page, keyboard: CDPSession) {
		this.page = page;
		this.keyboard = keyboard;
	}

	static async open(browser: Browser): Promise<Stage> {
		const page = await browser.newPage();
		const editors = [0, 1].map((number) => `<div id="editor${number}" style="white-space: pre-wrap"></div>`);
		await page.setContent(editors.join("<hr>"));
		await page.addScriptTag({ content: await bundled(`${import.meta.dirname}/page.ts`), type: "module" });
		await page.waitForFunction(() => "laws" in globalThis);
		return new Stage(page, await page.context().newCDPSession(page));
	}

	ask<M extends keyof Laws>(method: M, ...given: Parameters<Laws[M]>): Promise<Awaited<ReturnType<Laws[M]>>> {
		type Called = (...values: unknown[]) => unknown;
		return this.page.evaluate(
			([name, values]) =>
				(globalThis as unknown as { laws: Record<string, Called> }).laws[name as string]?.(...(values as unknown[])),
			[method, given] as const,
		) as Promise<Awaited<ReturnType<Laws[M]>>>;
	}
}

/** Keys as the page has them, and how often they come. */
const KEYS: readonly [weight: number, key: string, isTaking: boolean][] = [
	[8, "Enter", false],
	[4, "Shift+Enter", false],
	[6, "Control+Alt+3", false],
	[5, "Control+Shift+8", false],
	[4, "Control+Shift+7", false],
	[5, "Control+z", true],
	[1, "Control+Shift+z", true],
];

/**
 * Two people write in one Chromium with its real keys and its input method, in turn, while what the other wrote comes late
 * and in the midst of their words. The same seed presses the same keys; how fast the page takes them is the machine's.
 */
export class ChromiumCampaign {
	readonly #stage: Stage;
	readonly #random: Random;
	readonly #actions: number;
	readonly #found: Found = {
		...{ typed: 0, carets: 0, lost: 0, doubled: 0, strayed: 0 },
		...{ answers: 0, notDerived: 0, diverged: 0, log: [] },
	};
	readonly #words = new Set<string>();
	/** Words whose loss is somebody's own doing. */
	readonly #forgiven = new Set<string>();
	#serial = 100;

	constructor(stage: Stage, seed: number, actions = 30) {
		this.#stage = stage;
		this.#random = new Random(seed);
		this.#actions = actions;
	}

	async run(): Promise<Found> {
		const paragraphs = [4, 3, 5, 2].map((count) => Array.from({ length: count }, () => this.#word(9)).join(" "));
		await this.#stage.ask("start", paragraphs);
		for (let action = 0; action < this.#actions; action++) await this.#turn(this.#random.int(2));
		await this.#judge();
		return this.#found;
	}

	#word(who: number): string {
		const word = `w${who}x${this.#serial++}z`;
		this.#found.typed++;
		this.#words.add(word);
		return word;
	}

	async #turn(who: number): Promise<void> {
		await this.#stage.ask("place", who, this.#random.next(), this.#random.next());
		const dice = this.#random.next();
		if (dice < 0.3) await this.#type(who);
		else if (dice < 0.6) await this.#compose(who);
		else if (dice < 0.66) await this.#taking(who, "over", () => this.#typeOver(who));
		else if (dice < 0.74) await this.#bold(who);
		else if (dice < 0.8) await this.#taking(who, "Backspace", () => this.#press(who, "Home", "Backspace"));
		else await this.#anyKey(who);
		if (this.#random.chance(0.6)) await this.#network(who);
		const read = await this.#stage.ask("read", who);
		if (!read.isDerived) this.#note("notDerived", `of ${who}: ${read.text}`);
	}

	async #anyKey(who: number): Promise<void> {
		let left = this.#random.int(KEYS.reduce((sum, [weight]) => sum + weight, 0));
		for (const [weight, key, isTaking] of KEYS) {
			left -= weight;
			if (left >= 0) continue;
			if (isTaking) return this.#taking(who, key, () => this.#press(who, key));
			return this.#press(who, key);
		}
	}

	async #press(who: number, ...keys: string[]): Promise<void> {
		this.#found.log.push(`${who} ${keys.join(" ")}`);
		for (const key of keys) await this.#stage.page.keyboard.press(key);
	}

	/** What a key took from the text that its person saw is no loss. */
	async #taking(who: number, name: string, act: () => Promise<void>): Promise<void> {
		const before = await this.#stage.ask("read", who);
		await act();
		const { words, parts } = await this.#stage.ask("read", who);
		for (const part of before.parts.filter((each) => !parts.includes(each)))
			for (const word of this.#words) if (word.startsWith(part) && !(word in before.words)) this.#forgiven.add(word);
		const gone = Object.keys(before.words).filter((word) => !(word in words));
		for (const word of gone) this.#forgiven.add(word);
		if (gone.length > 0) this.#found.log.push(`${who} took with ${name}: ${gone.join(" ")}`);
	}

	async #type(who: number): Promise<void> {
		const word = this.#word(who);
		this.#found.log.push(`${who} types ${word}`);
		await this.#press(who, " ");
		let partial = "";
		for (const letter of word) {
			await this.#stage.page.keyboard.press(letter);
			partial += letter;
			if (this.#random.chance(0.2)) await this.#receive(who, partial);
		}
		await this.#stage.page.keyboard.press(" ");
	}

	/** Piece by piece, as an input method shows what it makes of the keys, then the word as a whole. */
	async #compose(who: number): Promise<void> {
		const word = this.#word(who);
		const { keyboard } = this.#stage;
		this.#found.log.push(`${who} composes ${word}`);
		await this.#press(who, " ");
		for (const length of [1, 3, word.length - 1]) {
			const text = word.slice(0, length);
			await keyboard.send("Input.imeSetComposition", { text, selectionStart: length, selectionEnd: length });
			if (this.#random.chance(0.5)) await this.#receive(who, null);
		}
		await keyboard.send("Input.insertText", { text: word });
		await this.#stage.ask("settled", who);
		await this.#checkCaret(who, word, null);
		await this.#stage.page.keyboard.press(" ");
	}

	/** The words around the caret are selected by the keyboard, and a word is typed over them. */
	async #typeOver(who: number): Promise<void> {
		await this.#select(who);
		await this.#type(who);
	}

	async #bold(who: number): Promise<void> {
		await this.#select(who);
		await this.#press(who, "Control+b");
	}

	/** As fast as a machine presses keys, the next would come before the editor knows what is selected. */
	async #select(who: number): Promise<void> {
		await this.#press(who, this.#random.pick(["Shift+End", "Shift+Home", "Shift+ArrowDown", "Shift+ArrowUp"]));
		await this.#stage.ask("selected");
	}

	async #network(who: number): Promise<void> {
		for (const each of [who, 1 - who]) if (this.#random.chance(0.5)) await this.#receive(each, null);
	}

	/** Some of what waits arrives; `partial` is what this person has typed of a word. */
	async #receive(who: number, partial: string | null): Promise<void> {
		const waiting = await this.#stage.ask("waiting", who);
		if (waiting === 0) return;
		const before = partial === null ? null : await this.#stage.ask("read", who);
		await this.#stage.ask("deliver", who, 1 + this.#random.int(Math.min(waiting, 8)));
		if (partial !== null) await this.#checkCaret(who, partial, before);
	}

	async #checkCaret(who: number, typed: string, before: Read | null): Promise<void> {
		const read = await this.#stage.ask("read", who);
		const count = ({ text }: Read) => text.split(typed).length - 1;
		// Somebody selected it and typed over it.
		if (count(read) === 0 || (before !== null && count(read) < count(before))) {
			for (const word of this.#words) if (word.startsWith(typed)) this.#forgiven.add(word);
			return;
		}
		this.#found.carets++;
		if (!read.beforeCaret.endsWith(typed)) this.#note("strayed", `from ${typed}: ${read.beforeCaret} in ${read.text}`);
	}

	async #judge(): Promise<void> {
		for (let round = 0; round < 20; round++)
			for (const who of [0, 1]) await this.#stage.ask("deliver", who, Number.MAX_SAFE_INTEGER);
		for (const who of [0, 1]) await this.#stage.ask("settled", who);
		this.#found.log.push((await this.#stage.ask("read", 0)).text);
		const { words, differ } = await this.#stage.ask("judge");
		for (const who of differ) this.#note("diverged", who);
		for (const word of this.#words) {
			const count = words[word] ?? 0;
			if (count > 1) this.#note("doubled", word);
			if (count === 0 && !this.#forgiven.has(word)) this.#note("lost", word);
		}
		for (const who of [0, 1]) {
			const { answers } = await this.#stage.ask("read", who);
			if (answers > 0) this.#note("answers", `of ${who}: ${answers}`);
		}
	}

	#note(what: "lost" | "doubled" | "strayed" | "answers" | "notDerived" | "diverged", which: string): void {
		this.#found[what]++;
		this.#found.log.push(`BROKEN ${what} ${which}`);
	}
}
