import { modelOf } from "../../../shared/model/models.ts";
import type { Member } from "../../../shared/people/member.ts";
import { announce } from "../../../worker/room/announce.ts";
import type { Opening } from "../../../worker/room/first-state.ts";
import { Room as ProductRoom } from "../../../worker/room/room.ts";

/** When a session ends that outlives every bench. */
const NEVER = new Date(8.64e15);

interface Env {
	ROOM: DurableObjectNamespace<Room>;
}

/** What woke rooms since this process started. The Worker answers it, so that asking wakes none. */
const counts = { constructed: 0, messages: 0, alarms: 0 };

/** Where lists would be kept: no list is asked for here. */
const unread = { prepare: () => ({ bind: () => null }), batch: async () => [] } as unknown as D1Database;

/** Our room as it is, but for two things: nobody types too fast for it, and it counts what wakes it. */
export class Room extends ProductRoom {
	protected override readonly limits = { burst: 1e9, perSecond: 1e9, connections: 1e9 };

	constructor(...[ctx, env]: ConstructorParameters<typeof ProductRoom>) {
		super(ctx, { ...env, DB: unread });
		counts.constructed++;
	}

	override webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): void {
		counts.messages++;
		super.webSocketMessage(socket, frame);
	}

	override async alarm(): Promise<void> {
		counts.alarms++;
		await super.alarm();
	}
}

function opening(convention: string): Opening {
	const model = modelOf("ctg-2024");
	if (!model) throw new Error("the model is not compiled: run `npm run prepare`");
	const party = { id: "caf", kind: "caf" as const, name: "Caf", shortName: "Caf", alias: "la Caf", signatories: [] };
	return { convention, title: convention, model, parties: [party], fields: {}, sections: {}, person: "bench" };
}

function memberOf(person: string): Member {
	return { person, name: person, party: "caf", kind: "caf", roles: ["drafts"] };
}

export default {
	/** `PUT` opens a room, as creating a convention does; after that, whoever comes joins it. */
	async fetch(request: Request, env: Env): Promise<Response> {
		const { pathname, searchParams } = new URL(request.url);
		if (pathname === "/counts") return Response.json(counts);
		const name = pathname.slice(1);
		const room = env.ROOM.get(env.ROOM.idFromName(name));
		if (request.method !== "PUT")
			return room.fetch(
				announce(request, { member: memberOf(searchParams.get("person") ?? "nobody"), version: 0 }, NEVER),
			);
		await room.open(opening(name));
		return new Response(null, { status: 204 });
	},
};
