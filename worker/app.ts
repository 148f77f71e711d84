import { type Context, Hono } from "hono";
import { failure, isFailure } from "../shared/failure.ts";
import { describe } from "../shared/model/clauses.ts";
import { modelOf, models } from "../shared/model/models.ts";
import { MAX_POST_BYTES, SEQUENCE_PARAMETER } from "../shared/room/stream.ts";
import { asksForName } from "./account/pages.ts";
import {
	backFromProConnect,
	beginLinking,
	linkingPage,
	refusedByProConnect,
	toProConnect,
} from "./account/proconnect-pages.ts";
import { accountRoutes } from "./account/routes.ts";
import { attachFile, changeFile, readFile, setLogo } from "./convention/files.ts";
import {
	change,
	describeConvention,
	findingsOf,
	join,
	joinByStream,
	leaveStream,
	postToStream,
	textOf,
} from "./convention/find.ts";
import { openingsOf, recordsOpenings } from "./convention/visits.ts";
import { becomePerson, demonstration, isDemonstration } from "./demo/demo.ts";
import { setsFilePolicy } from "./files/answer.ts";
import { homePage, listConventions } from "./home/page.ts";
import { answer, answerFailure, answerProblems } from "./http/answer.ts";
import { readBody, readBytes, shapes } from "./http/body.ts";
import { setsSecurityHeaders } from "./http/headers.ts";
import { answersOnlySameSite } from "./http/origin.ts";
import { openConvention } from "./opening/open.ts";
import { openingPage, partiesPage } from "./opening/page.ts";
import { namedFor, searchFor } from "./organisations/search.ts";
import { conventionPage, demoPage, failurePage } from "./page/page.ts";
import { addParty, removeParty } from "./parties/parties.ts";
import { people } from "./people/routes.ts";
import { personSignedIn } from "./sign-in/session.ts";

/** Routes only: each reads its request, calls one function and answers. */
const app = new Hono<{ Bindings: Env }>();

// Before the headers of pages, so that it has the last word.
app.use("/api/conventions/:id/files/:hash", setsFilePolicy);
app.use("/api/organisations/:id/logo", setsFilePolicy);
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
	recordsOpenings,
);
app.get("/", async (context) => homePage(context, await signedIn(context), new Date()));
app.get("/conventions/nouvelle", async (context) => openingPage(context, await signedIn(context)));
app.get("/conventions/:id/parties", async (context) =>
	partiesPage(context, await signedIn(context), context.req.param("id")),
);
app.get("/conventions/:id", async (context) =>
	conventionPage(context, await signedIn(context), context.req.param("id")),
);

app.use("/demo/*", async (context, next) => (isDemonstration(context.env) ? next() : context.notFound()));
app.get("/demo", (context) => demoPage(context));
app.get("/demo/people", async (context) => context.json(await demonstration(context.env)));
app.post("/demo/session", async (context) => {
	const body = await readBody(context.req, shapes.session);
	return answer(context, isFailure(body) ? body : await becomePerson(context, body.person));
});

app.get("/connexion/proconnect", (context) => toProConnect(context));
app.get("/connexion/proconnect/retour", async (context) => backFromProConnect(context, await signedIn(context)));
app.get("/connexion/proconnect/refus", (context) => refusedByProConnect(context));
app.get("/compte/proconnect", async (context) => linkingPage(context, await signedIn(context)));
app.post("/api/account/proconnect", async (context) =>
	answer(context, await beginLinking(context, await signedIn(context))),
);
app.route("/", accountRoutes);

app.get("/api/models", (context) =>
	context.json({ models: models.map(({ id, title, digest }) => ({ id, title, digest })) }),
);
app.get("/api/models/:id", (context) => {
	const id = context.req.param("id");
	const model = modelOf(id);
	return model ? context.json(describe(model)) : answerFailure(context, failure("unknownModel", id));
});

app.get("/api/conventions", async (context) => {
	const person = await signedIn(context);
	if (person === null) return answerFailure(context, failure("signedOut"));
	const { searchParams } = new URL(context.req.url);
	return answer(context, await listConventions(context.env, person, searchParams, new Date()));
});
app.post("/api/conventions", async (context) => {
	const person = await signedIn(context);
	if (person === null) return answerFailure(context, failure("signedOut"));
	const body = await readBody(context.req, shapes.opening);
	const opened = isFailure(body) ? body : await openConvention(context.env, person, body, new Date());
	if ("problems" in opened) return answerProblems(context, opened.problems);
	return isFailure(opened) ? answerFailure(context, opened) : context.json(opened, 201);
});
app.get("/api/organisations/search", async (context) => {
	const found = await searchFor(context.env, await signedIn(context), context.req.query("q") ?? "");
	return answer(context, isFailure(found) ? found : { organisations: found });
});
app.post("/api/organisations/named", async (context) => {
	const person = await signedIn(context);
	if (person === null) return answerFailure(context, failure("signedOut"));
	const body = await readBody(context.req, shapes.names);
	if (isFailure(body)) return answerFailure(context, body);
	const found = await namedFor(context.env, person, body.names);
	return answer(context, isFailure(found) ? found : { organisations: found });
});
app.get("/api/conventions/:id", async (context) =>
	answer(context, await describeConvention(context.env, await signedIn(context), context.req.param("id"))),
);
app.get("/api/conventions/:id/text", async (context) => {
	const format = context.req.query("format") ?? "json";
	const text = await textOf(context.env, await signedIn(context), context.req.param("id"), format);
	return typeof text === "string" ? context.html(text) : answer(context, text);
});
app.get("/api/conventions/:id/findings", async (context) =>
	answer(context, await findingsOf(context.env, await signedIn(context), context.req.param("id"))),
);
app.get("/api/conventions/:id/openings", async (context) =>
	answer(context, await openingsOf(context.env, await signedIn(context), context.req.param("id"))),
);
app.get("/api/conventions/:id/room", async (context) =>
	join(context.env, await signedIn(context), context.req.param("id"), context.req.raw),
);

app.get("/api/conventions/:id/room/stream", async (context) => {
	const { env, req } = context;
	const joined = await joinByStream(env, await signedIn(context), req.param("id"), req.raw);
	return isFailure(joined) ? answerFailure(context, joined) : joined;
});
app.post("/api/conventions/:id/room/stream/:connection", async (context) => {
	const { env, req } = context;
	const { id, connection } = req.param();
	const body = await readBytes(req, MAX_POST_BYTES, failure("tooLarge"));
	if (isFailure(body)) return answerFailure(context, body);
	const sequence = Number(req.query(SEQUENCE_PARAMETER));
	return answer(context, await postToStream(env, await signedIn(context), id, connection, sequence, body));
});
app.delete("/api/conventions/:id/room/stream/:connection", async (context) => {
	const { id, connection } = context.req.param();
	return answer(context, await leaveStream(context.env, await signedIn(context), id, connection));
});

app.post("/api/conventions/:id/options", async (context) => {
	const body = await readBody(context.req, shapes.option);
	return answer(context, isFailure(body) ? body : await changeBy(context, { kind: "option", ...body }));
});
app.post("/api/conventions/:id/variants", async (context) => {
	const body = await readBody(context.req, shapes.variant);
	return answer(context, isFailure(body) ? body : await changeBy(context, { kind: "variant", ...body }));
});
app.post("/api/conventions/:id/rows", async (context) => {
	const body = await readBody(context.req, shapes.row);
	if (isFailure(body)) return answerFailure(context, body);
	const row = `r-${crypto.randomUUID()}`;
	const { table, after = null } = body;
	return answer(context, await changeBy(context, { kind: "addRow", table, after, row }));
});
app.delete("/api/conventions/:id/rows/:table/:row", async (context) => {
	const { table, row } = context.req.param();
	return answer(context, await changeBy(context, { kind: "removeRow", table, row }));
});

app.post("/api/conventions/:id/annexes/:annex/files", async (context) => {
	const { id, annex } = context.req.param();
	const attached = await attachFile(context.env, await signedIn(context), id, annex, context.req);
	return isFailure(attached) ? answerFailure(context, attached) : context.json(attached, 201);
});
app.patch("/api/conventions/:id/annexes/:annex/files/:file", async (context) => {
	const { id, ...place } = context.req.param();
	const body = await readBody(context.req, shapes.file);
	const person = await signedIn(context);
	return answer(context, isFailure(body) ? body : await changeFile(context.env, person, id, place, body));
});
app.delete("/api/conventions/:id/annexes/:annex/files/:file", async (context) => {
	const { annex, file } = context.req.param();
	return answer(context, await changeBy(context, { kind: "detachFile", annex, file }));
});
app.get("/api/conventions/:id/files/:hash", async (context) => {
	const { id, hash } = context.req.param();
	const read = await readFile(context.env, await signedIn(context), id, hash, context.req.raw);
	return isFailure(read) ? answerOrPage(context, read) : read;
});
app.post("/api/conventions/:id/parties", async (context) => {
	const body = await readBody(context.req, shapes.party);
	if (isFailure(body)) return answerFailure(context, body);
	const added = await addParty(context.env, await signedIn(context), context.req.param("id"), body);
	if ("problems" in added) return answerProblems(context, added.problems);
	return isFailure(added) ? answerFailure(context, added) : context.json(added, 201);
});
app.delete("/api/conventions/:id/parties/:party", async (context) => {
	const { id, party } = context.req.param();
	return answer(context, await removeParty(context.env, await signedIn(context), id, party));
});
app.put("/api/conventions/:id/parties/:party/logo", async (context) => {
	const { id, party } = context.req.param();
	return answer(context, await setLogo(context.env, await signedIn(context), id, party, context.req));
});
app.delete("/api/conventions/:id/parties/:party/logo", async (context) => {
	const { party } = context.req.param();
	return answer(context, await changeBy(context, { kind: "removeLogo", party }));
});

app.route("/", people);

app.notFound((context) => answerOrPage(context, failure("notFound")));
app.onError((error, context) => {
	console.error(`${context.req.method} ${new URL(context.req.url).pathname}`, error);
	return answerOrPage(context, failure("broken"));
});

export default app;

type Ask = Context<{ Bindings: Env }>;

const signedIn = (context: Ask) => personSignedIn(context);

async function changeBy(context: Ask, command: Parameters<typeof change>[3]) {
	return change(context.env, await signedIn(context), context.req.param("id") ?? "", command);
}

/** Programs get JSON, people a page. */
function answerOrPage(context: Ask, refusal: ReturnType<typeof failure>) {
	const wantsPage = context.req.method === "GET" && (context.req.header("accept") ?? "").includes("text/html");
	return wantsPage ? failurePage(context, refusal) : answerFailure(context, refusal);
}
