import { Hono } from "hono";
import { asPerson, asVisitor } from "../sign-in/as-person.ts";
import {
	backFromProConnect,
	beginLinking,
	linkingPage,
	refusedByProConnect,
	toProConnect,
} from "./proconnect-pages.ts";

/** To ProConnect, and back. */
export const proconnectRoutes = new Hono<{ Bindings: Env }>();

proconnectRoutes.get("/connexion/proconnect", (context) => toProConnect(context));
proconnectRoutes.get("/connexion/proconnect/retour", (context) =>
	asVisitor(context, (person) => backFromProConnect(context, person)),
);
proconnectRoutes.get("/connexion/proconnect/refus", (context) => refusedByProConnect(context));
proconnectRoutes.get("/compte/proconnect", (context) => asVisitor(context, (person) => linkingPage(context, person)));
proconnectRoutes.post("/api/account/proconnect", (context) =>
	asPerson(context, (person) => beginLinking(context, person)),
);
