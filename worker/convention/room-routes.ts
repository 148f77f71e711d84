import { Hono } from "hono";
import { failure, isFailure } from "../../shared/failure.ts";
import { MAX_POST_BYTES, SEQUENCE_PARAMETER } from "../../shared/room/stream.ts";
import { readBytes } from "../http/body.ts";
import { asPerson, asVisitor } from "../sign-in/as-person.ts";
import { sessionOf } from "../sign-in/session.ts";
import { join, joinByStream, leaveStream, postToStream } from "./join.ts";

/** Into a convention's room: by a socket, or by a stream and posts where none gets through. */
export const roomRoutes = new Hono<{ Bindings: Env }>();

roomRoutes.get("/api/conventions/:id/room", (context) =>
	asVisitor(context, async () => join(context.env, await sessionOf(context), context.req.param("id"), context.req.raw)),
);
roomRoutes.get("/api/conventions/:id/room/stream", (context) =>
	asVisitor(context, async () =>
		joinByStream(context.env, await sessionOf(context), context.req.param("id"), context.req.raw),
	),
);
roomRoutes.post("/api/conventions/:id/room/stream/:connection", (context) =>
	asVisitor(context, async (person) => {
		const { id, connection } = context.req.param();
		const frames = await readBytes(context.req, MAX_POST_BYTES, failure("tooLarge"));
		if (isFailure(frames)) return frames;
		const sequence = Number(context.req.query(SEQUENCE_PARAMETER));
		return postToStream(context.env, person, id, connection, sequence, frames);
	}),
);
roomRoutes.delete("/api/conventions/:id/room/stream/:connection", (context) =>
	asPerson(context, (person) => {
		const { id, connection } = context.req.param();
		return leaveStream(context.env, person, id, connection);
	}),
);
