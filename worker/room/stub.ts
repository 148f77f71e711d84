import type { Room } from "./room.ts";

/** The room of this convention, in the European Union where the deployment asks for it. A stub that has failed may fail for good: take a new one. */
export function roomOf(env: Env, id: string): DurableObjectStub<Room> {
	// Cast: TypeScript loses itself in the depth of the types that cross the call.
	const rooms = env.ROOM as DurableObjectNamespace<Room>;
	const namespace = env.ROOM_JURISDICTION === "eu" ? rooms.jurisdiction("eu") : rooms;
	return namespace.get(namespace.idFromName(id));
}
