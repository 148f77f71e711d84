import { lazy } from "react";

/** Fetched once the page has nothing better to do; again until it comes, for whoever opened it in a tunnel. */
export const Late = lazy(async () => {
	await new Promise<unknown>((rested) => (window.requestIdleCallback ?? setTimeout)(rested));
	for (;;) {
		try {
			return await import("./Late.tsx");
		} catch {
			await new Promise((waited) => setTimeout(waited, 10_000));
		}
	}
});
