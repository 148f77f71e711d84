import { closeCodeOf, type Failure, sentenceOf } from "../../shared/failure.ts";
import { encodeJson, Message } from "../../shared/room/protocol.ts";

/** Answers an upgrade with a socket that says why and closes: a browser hides the status of a refused upgrade. */
export function refusedSocket(refusal: Failure): Response {
	const pair = new WebSocketPair();
	pair[1].accept();
	pair[1].send(encodeJson(Message.refused, { code: refusal.code, message: sentenceOf(refusal) }));
	pair[1].close(closeCodeOf(refusal), refusal.code);
	return new Response(null, { status: 101, webSocket: pair[0] });
}
