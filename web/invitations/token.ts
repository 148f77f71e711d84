const KEPT = "invitation";

/** Takes what the letter's link holds, or what `keepToken` kept of it; "" for a person who came without the link. */
export function tokenHere(): string {
	const kept = sessionStorage.getItem(KEPT);
	sessionStorage.removeItem(KEPT);
	if (kept && location.hash === "") history.replaceState(null, "", `#${kept}`);
	return location.hash.slice(1);
}

/** The way to ProConnect and back loses what stands after the "#": it waits in this tab meanwhile. */
export const keepToken = (token: string) => sessionStorage.setItem(KEPT, token);
