import type { MemberAsOf } from "../directory/member.ts";

const HEADER = "x-copacte-member";

/** Somebody who joins, and in milliseconds when their session ends: their line does not outlive it. */
export interface Joining extends MemberAsOf {
	until: number;
}

/** The request, saying to the room who joins. Only the Worker reaches a room, and it overwrites what a client wrote. */
export function announce(request: Request, standing: MemberAsOf, sessionEnds: Date): Request {
	const announcing = new Request(request);
	// A header holds ASCII only, and people's names do not.
	const joining: Joining = { ...standing, until: sessionEnds.getTime() };
	announcing.headers.set(HEADER, encodeURIComponent(JSON.stringify(joining)));
	return announcing;
}

/** Who joins, or null when nobody was announced. */
export function announced(request: Request): Joining | null {
	const header = request.headers.get(HEADER);
	return header === null ? null : (JSON.parse(decodeURIComponent(header)) as Joining);
}
