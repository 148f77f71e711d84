import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import { memberAsOf } from "../directory/member.ts";
import { announce } from "../room/announce.ts";
import { refusedSocket } from "../room/refused.ts";
import { roomOf } from "../room/stub.ts";
import type { Session } from "../sign-in/session.ts";
import { admit } from "./find.ts";

/** Lets a member into the room; anybody else gets a socket that says why and closes. */
export async function join(env: Env, session: Session | null, id: string, request: Request): Promise<Response> {
	if (request.method !== "GET" || request.headers.get("upgrade") !== "websocket")
		return new Response(null, { status: 426 });
	const joining = await admitToRoom(env, session, id, request);
	if (isFailure(joining)) return refusedSocket(joining);
	const { webSocket } = await roomOf(env, id).fetch(joining);
	// A response of the room is sealed, and every response of ours gets its security headers.
	return new Response(null, { status: 101, webSocket });
}

/** Lets a member into the room where no WebSocket gets through: events down, posts up (see shared/room/stream.ts). */
export async function joinByStream(
	env: Env,
	session: Session | null,
	id: string,
	request: Request,
): Promise<Response | Failure> {
	// HEAD is answered as GET is, but for the body, which would stay open without anybody who reads it.
	if (request.method !== "GET") return failure("notFound");
	const joining = await admitToRoom(env, session, id, request);
	if (isFailure(joining)) return joining;
	const { status, headers, body } = await roomOf(env, id).fetch(joining);
	return new Response(body, { status, headers });
}

/** Hands frames to the room, for the person who opened this stream; to anybody else it does not exist. */
export async function postToStream(
	env: Env,
	person: string | null,
	id: string,
	connection: string,
	sequence: number,
	frames: Uint8Array,
): Promise<Failure | null> {
	const member = await admit(env, person, id);
	return isFailure(member) ? member : roomOf(env, id).post(member.person, connection, sequence, frames);
}

/** Ends a stream, for the person who opened it. */
export async function leaveStream(env: Env, person: string, id: string, connection: string): Promise<Failure | null> {
	const member = await admit(env, person, id);
	return isFailure(member) ? member : roomOf(env, id).leave(member.person, connection);
}

/** The request as the room is to hear it, from somebody who takes part. */
async function admitToRoom(
	env: Env,
	session: Session | null,
	id: string,
	request: Request,
): Promise<Request | Failure> {
	if (session === null) return failure("signedOut");
	const standing = await memberAsOf(env.DB, id, session.person);
	return standing === null ? failure("unknownConvention") : announce(request, standing, session.endsAt);
}
