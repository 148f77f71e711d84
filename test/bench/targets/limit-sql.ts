import { Room as Relay } from "./limit.ts";

export { default } from "./limit.ts";

/** What it costs to have every frame on disk before anyone sees it, and nothing else. A newcomer gets the whole log. */
export class Room extends Relay {
	constructor(...args: ConstructorParameters<typeof Relay>) {
		super(...args);
		this.ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS log (id INTEGER PRIMARY KEY, frame BLOB NOT NULL)");
	}

	protected override answer(to: WebSocket): void {
		for (const { frame } of this.ctx.storage.sql.exec<{ frame: ArrayBuffer }>("SELECT frame FROM log ORDER BY id"))
			to.send(frame);
		super.answer(to);
	}

	protected override relay(from: WebSocket, frame: Uint8Array): void {
		this.ctx.storage.sql.exec("INSERT INTO log (frame) VALUES (?)", frame);
		super.relay(from, frame);
	}
}
