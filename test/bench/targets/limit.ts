import { DurableObject } from "cloudflare:workers";
import { Message, Sync } from "../../../shared/room/protocol.ts";

interface Env {
	ROOM: DurableObjectNamespace<Room>;
}

const EMPTY_ANSWER = Uint8Array.of(Message.sync, Sync.step2, 2, 0, 0);

/** The least a room can do: passes on what it receives, and remembers nothing. */
export class Room extends DurableObject<Env> {
	override async fetch(_request: Request): Promise<Response> {
		const { 0: client, 1: server } = new WebSocketPair();
		this.ctx.acceptWebSocket(server);
		return new Response(null, { status: 101, webSocket: client });
	}

	override webSocketMessage(from: WebSocket, frame: ArrayBuffer): void {
		const bytes = new Uint8Array(frame);
		if (bytes[0] === Message.sync && bytes[1] === Sync.step1) this.answer(from);
		else this.relay(from, bytes);
	}

	protected answer(to: WebSocket): void {
		to.send(EMPTY_ANSWER);
	}

	protected relay(from: WebSocket, frame: Uint8Array): void {
		for (const socket of this.ctx.getWebSockets()) {
			if (socket !== from) socket.send(frame);
		}
	}
}

export default {
	fetch(request: Request, env: Env): Promise<Response> {
		const room = new URL(request.url).pathname.slice(1);
		return env.ROOM.get(env.ROOM.idFromName(room)).fetch(request);
	},
};
