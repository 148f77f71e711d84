const KNOWN = "copacte:tab";

/** True until this person has gone from blank to blank once, on this machine. */
export function isTabNews(): boolean {
	try {
		return localStorage.getItem(KNOWN) === null;
	} catch {
		return false;
	}
}

/** Says once, to those who hear the page, what Tab has just done. */
export function tellTab(): void {
	if (!isTabNews()) return;
	localStorage.setItem(KNOWN, "yes");
	const status = document.createElement("p");
	status.className = "unseen";
	status.role = "status";
	document.body.append(status);
	// A screen reader speaks of what changes in a region that it already knows.
	setTimeout(() => {
		status.textContent = "Blanc suivant. Maj et Tab pour revenir en arrière.";
	}, 100);
	setTimeout(() => status.remove(), 8_000);
}
