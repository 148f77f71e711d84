import { closeCodeOf, type Failure, failure, sentenceOf, statusOf } from "../../shared/failure.ts";
import { refusedWith } from "../../shared/page/refusal.ts";
import { encodeRefused } from "../../shared/room/protocol.ts";
import { Damaged } from "./log.ts";

/** What people are told of an error that is not theirs. */
export const failureOf = (error: unknown): Failure => failure(error instanceof Damaged ? "damaged" : "broken");

/** Answers an upgrade with a socket that says why and closes: a browser hides the status of a refused upgrade. */
export function refusedSocket(refusal: Failure): Response {
	const pair = new WebSocketPair();
	pair[1].accept();
	pair[1].send(encodeRefused({ code: refusal.code, message: sentenceOf(refusal) }));
	pair[1].close(closeCodeOf(refusal), refusal.code);
	return new Response(null, { status: 101, webSocket: pair[0] });
}

/** Refuses a stream as every request of ours is refused. */
export function refused(refusal: Failure): Response {
	return Response.json(refusedWith(refusal), { status: statusOf(refusal) });
}
