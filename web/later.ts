import { type ComponentType, lazy } from "react";

const AGAIN_AFTER_MS = 2_000;
const AGAIN_AT_MOST_MS = 30_000;
const HEARD_LATELY_MS = 5_000;

/** When the network last brought something, in milliseconds of this page: the page itself, to begin with. */
let heard = 0;
const missed = new Set<() => void>();

const coming = new WeakMap<() => Promise<unknown>, Promise<unknown>>();

/**
 * Code that stands apart from the first text, once the network brings it, once for each `load`: in a tunnel
 * it is asked for again, and `onFailure` hears of each time. A browser that once failed to get a module never asks for it
 * again (whatwg/html issue 6768), so the server is asked first whether it is there.
 */
export function fetched<Module>(load: () => Promise<Module>, onFailure?: () => void): Promise<Module> {
	const module = (coming.get(load) as Promise<Module> | undefined) ?? bring(load, onFailure);
	coming.set(load, module);
	return module;
}

async function bring<Module>(load: () => Promise<Module>, onFailure?: () => void): Promise<Module> {
	for (let again = AGAIN_AFTER_MS; ; again = Math.min(2 * again, AGAIN_AT_MOST_MS)) {
		const isAsked = performance.now() - heard > HEARD_LATELY_MS;
		if (!isAsked || (await answers())) {
			const module = await load().catch(() => null);
			if (module) {
				heard = performance.now();
				return module;
			}
			if (isAsked) return neverComes();
		}
		heard = Number.NEGATIVE_INFINITY;
		onFailure?.();
		await wait(again);
	}
}

/** The server is there and yet: the browser remembers a failure, or the server has a newer version. */
function neverComes(): Promise<never> {
	for (const tell of missed) tell();
	return new Promise(() => {});
}

/** Hears that a part of the page can only be had by loading the page again. */
export function onMissed(listener: () => void) {
	missed.add(listener);
	return () => {
		missed.delete(listener);
	};
}

/**
 * A component whose code is asked for this long after it is first shown, or once the page rests, so that the first text
 * does not wait for it. A code that cannot be had takes nothing else from the page.
 */
export function later<Props>(load: () => Promise<{ default: ComponentType<Props> }>, after: number | "rest" = 0) {
	return lazy(async () => {
		await (after === "rest" ? rest() : wait(after));
		return fetched(load);
	});
}

const wait = (milliseconds: number) => new Promise((waited) => setTimeout(waited, milliseconds));

const rest = () => new Promise<unknown>((rested) => (window.requestIdleCallback ?? setTimeout)(rested));

const answers = () =>
	fetch("/health", { cache: "no-store" }).then(
		({ ok }) => ok,
		() => false,
	);
