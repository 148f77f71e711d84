import type { MemberAsOf } from "../directory/member.ts";

const HEADER = "x-copacte-member";

/** The request, saying to the room who joins. Only the Worker reaches a room, and it overwrites what a client wrote. */
export function announce(request: Request, standing: MemberAsOf): Request {
	const announcing = new Request(request);
	// A header holds ASCII only, and people's names do not.
	announcing.headers.set(HEADER, encodeURIComponent(JSON.stringify(standing)));
	return announcing;
}

/** Who joins, or null when nobody was announced. */
export function announced(request: Request): MemberAsOf | null {
	const header = request.headers.get(HEADER);
	return header === null ? null : (JSON.parse(decodeURIComponent(header)) as MemberAsOf);
}
