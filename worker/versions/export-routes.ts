import { Hono } from "hono";
import type { Ask } from "../http/ask.ts";
import { asVisitor } from "../sign-in/as-person.ts";
import { actes, dossier } from "./dossier.ts";

/** What a version is taken away as: to a council, and to the contrôle de légalité. */
export const exportRoutes = new Hono<{ Bindings: Env }>();

exportRoutes.get("/api/conventions/:id/actes.zip", (context) =>
	asVisitor(context, (person) => {
		const said = { number: asked(context, "number"), object: asked(context, "object") };
		return actes(context.env, person, context.req.param("id"), wanted(context), said);
	}),
);
exportRoutes.get("/api/conventions/:id/dossier.zip", (context) =>
	asVisitor(context, (person) => {
		const sitting = {
			council: asked(context, "council"),
			size: asked(context, "size"),
			signBy: asked(context, "signBy"),
			link: asked(context, "link"),
		};
		return dossier(context.env, person, context.req.param("id"), wanted(context), sitting);
	}),
);

const wanted = (context: Ask) => ({ version: asked(context, "version"), party: asked(context, "party") });

/** What the address says; null where it says nothing. */
const asked = (context: Ask, name: string): string | null => context.req.query(name)?.trim() || null;
