/** A pause this long, in milliseconds, ends a word. */
const TYPED_AFTER = 250;

/**
 * Saves a person from loading the page at each choice: the server draws the list, here it is put in place. Without this
 * the form and the links do the same.
 */
export function startHome(): void {
	document.documentElement.classList.add("program");
	const form = document.querySelector<HTMLFormElement>(".home .filters");
	const results = document.getElementById("results");
	if (form && results) new Home(form, results);
}

class Home {
	readonly #form: HTMLFormElement;
	readonly #results: HTMLElement;
	#asking: AbortController | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(form: HTMLFormElement, results: HTMLElement) {
		this.#form = form;
		this.#results = results;
		form.addEventListener("input", ({ target }) => this.#askAfter((target as HTMLInputElement).type === "search"));
		form.addEventListener("submit", (event) => {
			event.preventDefault();
			this.#askAfter(false);
		});
		results.addEventListener("click", (event) => this.#onClick(event));
	}

	#askAfter(typing: boolean): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#show(this.#address()), typing ? TYPED_AFTER : 0);
	}

	/** The same address that the form would lead to, without what is empty. */
	#address(): string {
		const entries = [...new FormData(this.#form)].map(([name, value]) => [name, String(value).trim()]);
		const set = entries.filter(([name, value]) => value !== "" && !(name === "sort" && value === "changed"));
		const written = new URLSearchParams(set as [string, string][]).toString();
		return written === "" ? "/" : `/?${written}`;
	}

	async #show(address: string): Promise<void> {
		const drawn = await this.#ask(address);
		if (!drawn) return;
		history.replaceState(null, "", address);
		// What says how many there are stays, and only its words change: a screen reader then reads them out.
		const [said, ...rest] = drawn.children;
		const count = this.#results.querySelector("#count");
		while (count?.nextSibling) count.nextSibling.remove();
		if (count) count.textContent = said?.textContent ?? "";
		this.#results.append(...rest);
	}

	#onClick(event: MouseEvent): void {
		const link = (event.target as Element).closest<HTMLAnchorElement>(".next a");
		if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		void this.#append(link);
	}

	/** Puts the next page under those that are shown; the focus goes to its first convention. */
	async #append(link: HTMLAnchorElement): Promise<void> {
		const drawn = await this.#ask(link.href);
		const rows = this.#results.querySelector(".rows");
		if (!drawn || !rows) return;
		const shown = new Set([...rows.children].map((row) => (row as HTMLElement).dataset.id));
		const added = [...drawn.querySelectorAll<HTMLElement>(".rows > li")].filter(
			({ dataset }) => !shown.has(dataset.id),
		);
		const next = drawn.querySelector(".next");
		rows.append(...added);
		if (next) link.closest(".next")?.replaceWith(next);
		else link.closest(".next")?.remove();
		const count = this.#results.querySelector("#count");
		const [of = ""] = (count?.textContent ?? "").split(",");
		if (count) count.textContent = `${of}, ${rows.children.length} affichées`;
		added[0]?.querySelector("a")?.focus();
	}

	/** The list at this address; null when another was asked for meanwhile. Loads the page where it cannot be fetched. */
	async #ask(address: string): Promise<Element | null> {
		this.#asking?.abort();
		const asking = new AbortController();
		this.#asking = asking;
		this.#results.setAttribute("aria-busy", "true");
		try {
			const answer = await fetch(address, { headers: { accept: "text/html" }, signal: asking.signal });
			const page = new DOMParser().parseFromString(await answer.text(), "text/html");
			const drawn = page.getElementById("results");
			if (!drawn) location.assign(address);
			this.#results.removeAttribute("aria-busy");
			return drawn && document.adoptNode(drawn);
		} catch {
			if (!asking.signal.aborted) location.assign(address);
			return null;
		}
	}
}
