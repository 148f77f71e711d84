import { encodeSync, Sync } from "../../../shared/room/protocol.ts";
import { Room as Relay } from "./limit.ts";

export { default } from "./limit.ts";

/** The least that opening a document can cost: whoever asks gets one stored blob, whatever it already has. */
export class Room extends Relay {
	constructor(...args: ConstructorParameters<typeof Relay>) {
		super(...args);
		this.ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS snapshot (id INTEGER PRIMARY KEY, state BLOB NOT NULL)");
	}

	/** `PUT` stores the state that newcomers get. */
	override async fetch(request: Request): Promise<Response> {
		if (request.method !== "PUT") return super.fetch(request);
		this.ctx.storage.sql.exec("INSERT OR REPLACE INTO snapshot (id, state) VALUES (1, ?)", await request.arrayBuffer());
		return new Response(null, { status: 204 });
	}

	protected override answer(to: WebSocket): void {
		const [row] = this.ctx.storage.sql.exec<{ state: ArrayBuffer }>("SELECT state FROM snapshot").toArray();
		if (row) to.send(encodeSync(Sync.step2, new Uint8Array(row.state)));
		else super.answer(to);
	}
}
