import { getServerByName } from "partyserver";
import { YServer } from "y-partyserver";
import { applyUpdate, encodeStateAsUpdate } from "yjs";

/** y-partyserver as its documentation has it, saving to the object's own SQLite. */
export class Room extends YServer {
	static options = { hibernate: true };

	async onLoad() {
		this.ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS document (id INTEGER PRIMARY KEY, state BLOB NOT NULL)");
		const [row] = this.ctx.storage.sql.exec("SELECT state FROM document").toArray();
		if (row) applyUpdate(this.document, new Uint8Array(row.state));
	}

	async onSave() {
		this.ctx.storage.sql.exec(
			"INSERT OR REPLACE INTO document (id, state) VALUES (1, ?)",
			encodeStateAsUpdate(this.document),
		);
	}
}

export default {
	async fetch(request, env) {
		const room = await getServerByName(env.ROOM, new URL(request.url).pathname.slice(1));
		return room.fetch(request);
	},
};
