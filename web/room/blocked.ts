/** When this tab last saw its network let no WebSocket through, in milliseconds; for so long streams come first. */
const BLOCKED_AT = "copacte.blocked";
const BLOCKED_MS = 3_600_000;

/** Whether streams come first in this tab. */
export function isBlocked(): boolean {
	return Date.now() - Number(sessionStorage.getItem(BLOCKED_AT)) < BLOCKED_MS;
}

/** This network lets no WebSocket through; what is noted already keeps its time. */
export function noteBlocked(): void {
	if (!isBlocked()) sessionStorage.setItem(BLOCKED_AT, String(Date.now()));
}

/** No stream came either: WebSockets come first again. */
export const forgetBlocked = () => sessionStorage.removeItem(BLOCKED_AT);
