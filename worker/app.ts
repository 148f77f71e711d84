import { Hono } from "hono";
import { failure } from "../shared/failure.ts";
import { asksForName } from "./account/pages.ts";
import { proconnectRoutes } from "./account/proconnect-routes.ts";
import { accountRoutes } from "./account/routes.ts";
import { fileRoutes } from "./convention/file-routes.ts";
import { roomRoutes } from "./convention/room-routes.ts";
import { conventionRoutes } from "./convention/routes.ts";
import { recordsVisits } from "./convention/visits.ts";
import { demoRoutes } from "./demo/routes.ts";
import { setsFilePolicy } from "./files/answer.ts";
import { homeRoutes } from "./home/routes.ts";
import { setsSecurityHeaders } from "./http/headers.ts";
import { answersOnlySameSite } from "./http/origin.ts";
import { invitationRoutes } from "./invitations/routes.ts";
import { modelRoutes } from "./models/routes.ts";
import { openingRoutes } from "./opening/routes.ts";
import { organisationRoutes } from "./organisations/routes.ts";
import { answerOrPage } from "./page/refused.ts";
import { partyRoutes } from "./parties/routes.ts";
import { peopleRoutes } from "./people/routes.ts";
import { hidesAddress, linkRoutes } from "./public-links/routes.ts";
import { exportRoutes } from "./versions/export-routes.ts";
import { versionRoutes } from "./versions/routes.ts";

/** Mounts the routes of each noun, behind what holds for all of them. */
const app = new Hono<{ Bindings: Env }>();

// Before the headers of pages, so that it has the last word.
app.use("/api/conventions/:id/files/:hash", setsFilePolicy);
app.use("/api/conventions/:id/versions/:number/text", setsFilePolicy);
app.use("/api/organisations/:id/logo", setsFilePolicy);
app.use("/v/*", setsFilePolicy, hidesAddress);
app.use(setsSecurityHeaders);
app.use(answersOnlySameSite);

app.get("/health", (context) => context.json({ status: "ok" }));

app.on(
	"GET",
	["/", "/conventions/nouvelle", "/conventions/:id", "/conventions/:id/parties", "/conventions/:id/personnes"],
	asksForName,
);
app.on(
	"GET",
	["/conventions/:id", "/api/conventions/:id/text", "/api/conventions/:id/room", "/api/conventions/:id/room/stream"],
	recordsVisits,
);

app.route("/", homeRoutes);
// Before the conventions: "nouvelle" is no convention's id.
app.route("/", openingRoutes);
app.route("/", conventionRoutes);
app.route("/", roomRoutes);
app.route("/", fileRoutes);
app.route("/", versionRoutes);
app.route("/", exportRoutes);
app.route("/", linkRoutes);
app.route("/", partyRoutes);
app.route("/", peopleRoutes);
app.route("/", invitationRoutes);
app.route("/", organisationRoutes);
app.route("/", modelRoutes);
app.route("/", demoRoutes);
app.route("/", proconnectRoutes);
app.route("/", accountRoutes);

app.notFound((context) => answerOrPage(context, failure("notFound")));
app.onError((error, context) => {
	console.error(`${context.req.method} ${new URL(context.req.url).pathname}`, error);
	return answerOrPage(context, failure("broken"));
});

export default app;
