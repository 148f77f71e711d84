/** The head that the server drew stays true to the name that was changed since. */
export function nameInHead(name: string): void {
	const words = document.querySelector(".site-head .who")?.firstChild;
	if (words) words.nodeValue = name;
}

/** Whoever the head speaks of has no account any more. */
export const emptyHead = () => document.querySelector(".site-head nav")?.remove();
