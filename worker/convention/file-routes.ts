import { Hono } from "hono";
import { isFailure } from "../../shared/failure.ts";
import { created } from "../http/ask.ts";
import { readBody } from "../http/body.ts";
import { answerOrPage } from "../page/refused.ts";
import { asPerson, asVisitor } from "../sign-in/as-person.ts";
import { command } from "./command.ts";
import { attachFile, changeFile, readFile, setLogo } from "./files.ts";
import * as shapes from "./shapes.ts";

/** The files of a convention: those attached to its annexes, and the logos of its parties. */
export const fileRoutes = new Hono<{ Bindings: Env }>();

fileRoutes.post("/api/conventions/:id/annexes/:annex/files", (context) =>
	asPerson(context, async (person) => {
		const { id, annex } = context.req.param();
		return created(context, await attachFile(context.env, person, id, annex, context.req));
	}),
);
fileRoutes.patch("/api/conventions/:id/annexes/:annex/files/:file", (context) =>
	asVisitor(context, async (person) => {
		const { id, ...place } = context.req.param();
		const body = await readBody(context.req, shapes.file);
		return isFailure(body) ? body : changeFile(context.env, person, id, place, body);
	}),
);
fileRoutes.delete("/api/conventions/:id/annexes/:annex/files/:file", (context) =>
	asPerson(context, (person) => {
		const { id, annex, file } = context.req.param();
		return command(context.env, person, id, { kind: "detachFile", annex, file });
	}),
);
// A file's address may stand in the address bar.
fileRoutes.get("/api/conventions/:id/files/:hash", (context) =>
	asVisitor(context, async (person) => {
		const { id, hash } = context.req.param();
		const file = await readFile(context.env, person, id, hash, context.req.raw);
		return isFailure(file) ? answerOrPage(context, file) : file;
	}),
);

fileRoutes.put("/api/conventions/:id/parties/:party/logo", (context) =>
	asPerson(context, (person) => {
		const { id, party } = context.req.param();
		return setLogo(context.env, person, id, party, context.req);
	}),
);
fileRoutes.delete("/api/conventions/:id/parties/:party/logo", (context) =>
	asPerson(context, (person) => {
		const { id, party } = context.req.param();
		return command(context.env, person, id, { kind: "removeLogo", party });
	}),
);
