import type { Member } from "../../shared/access.ts";

const HEADER = "x-copacte-member";

/** The request, saying to the room who joins. Only the Worker reaches a room, and it overwrites what a client wrote. */
export function announce(request: Request, member: Member): Request {
	const announcing = new Request(request);
	// A header holds ASCII only, and people's names do not.
	announcing.headers.set(HEADER, encodeURIComponent(JSON.stringify(member)));
	return announcing;
}

/** Who joins, or null when nobody was announced. */
export function announced(request: Request): Member | null {
	const header = request.headers.get(HEADER);
	return header === null ? null : (JSON.parse(decodeURIComponent(header)) as Member);
}
