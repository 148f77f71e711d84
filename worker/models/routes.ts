import { Hono } from "hono";
import { failure } from "../../shared/failure.ts";
import { describe } from "../../shared/model/clauses.ts";
import { modelOf, models } from "../../shared/model/models.ts";
import type { ModelList } from "../../shared/page/models.ts";
import { answer } from "../http/answer.ts";

/** The models that conventions are opened from. Anybody may read them: they are published. */
export const modelRoutes = new Hono<{ Bindings: Env }>();

modelRoutes.get("/api/models", (context) =>
	context.json({ models: models.map(({ id, title, digest }) => ({ id, title, digest })) } satisfies ModelList),
);
modelRoutes.get("/api/models/:id", (context) => {
	const id = context.req.param("id");
	const model = modelOf(id);
	return answer(context, model ? describe(model) : failure("unknownModel", id));
});
