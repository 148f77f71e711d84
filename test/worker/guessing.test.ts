import { env } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import app from "../../worker/app.ts";
import { accountsOf } from "../../worker/sign-in/auth.ts";
import { bindings, enterRoom, openStream, request, Talk } from "./access-asks.ts";
import { annexOf, conventionIn, cookies, enter, FOREIGN, fileOf, HASH, members, rowOf } from "./access-cast.ts";
import { elsewhere, rights } from "./access-matrix.ts";
import { ORIGIN } from "./support/tab.ts";

beforeAll(enter, 120_000);

const MINE = conventionIn("drafting");
/** Coordinates nothing, and may write for the Caf. */
const ME = "caf-drafts";

/** Every route that access-matrix.ts knows: "GET /health". */
const known = new Set([
	...rights.flatMap(({ asks }) => asks.map((ask) => ask.split(" | ")[0] ?? "")).filter((ask) => ask.includes(" /")),
	...Object.keys(elsewhere),
]);

/** Those of a convention: method and path. */
const routes = [...known]
	.filter((ask) => ask.includes("/conventions/:id"))
	.map((ask) => ask.split(" ") as [string, string]);

interface Ids {
	id: string;
	hash?: string;
	annex?: string;
	file?: string;
	table?: string;
	row?: string;
	party?: string;
	person?: string;
	connection?: string;
}

function addressOf(path: string, ids: Ids): string {
	const all: Record<string, string> = {
		hash: HASH,
		annex: annexOf("caf"),
		file: fileOf({ person: ME }),
		table: "table-caf",
		row: rowOf({ person: ME }),
		party: "caf",
		person: "caf-reads",
		connection: crypto.randomUUID(),
		...ids,
	};
	return path.replace(/:(\w+)/g, (_, name: string) => all[name] ?? "");
}

const bodies: Record<string, string> = {
	options: '{"option":"article-1.option","chosen":true}',
	variants: '{"variants":"wording","chosen":"short"}',
	rows: '{"table":"table-caf"}',
	people: '{"person":"caf-colleague","roles":["reads"]}',
	invitations: '{"email":"guest@example.test","party":"caf","roles":["reads"]}',
	parties: '{"kind":"commune","name":"Leers"}',
	":person": '{"roles":["reads"]}',
	signatories: '{"signatories":[{"title":"Le Maire"}]}',
	approvals: `{"digest":"${"0".repeat(64)}"}`,
	refusals: `{"digest":"${"0".repeat(64)}","reason":"non"}`,
	reopen: '{"reason":"une erreur"}',
	links: '{"version":1}',
};
const bodyFor = (method: string, path: string) =>
	method === "GET" || method === "HEAD" ? null : (bodies[path.split("/").at(-1) ?? ""] ?? "{}");

/** All that an answer tells: status, headers and body. */
async function told(answer: Response): Promise<string> {
	const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`);
	return [answer.status, ...headers, await answer.text()].join("\n");
}

describe("an id that was guessed", () => {
	/** As they stand in an address. */
	const guesses = [
		["of others' convention", FOREIGN],
		["of another spelling of mine", MINE.toUpperCase()],
		["of mine with a space", `${MINE}%20`],
		["of mine with a null behind", `${MINE}%00`],
		["of mine behind an encoded slash", `..%2F${MINE}`],
		["of mine, encoded twice", `${MINE.replace("-", "%252D")}`],
		["that climbs", "..%2F..%2Fetc%2Fpasswd"],
		["that is SQL", "'%20OR%20'1'='1"],
		["that is a pattern", "in-%25"],
		["that is no UTF-8", "%FF%FE"],
		["that is a number", "1"],
		["that is a name of JavaScript", "__proto__"],
		["of 4000 characters", "x".repeat(4_000)],
	];

	it.each(guesses)("%s tells nothing that one nobody has does not tell, on any route", async (_, id = "") => {
		const wrong: string[] = [];
		for (const [method, path] of routes) {
			const ask = async (guess: string) => {
				const address = addressOf(path, { id: guess });
				return told(await request(ME, method, address, bodyFor(method, path)));
			};
			const [found, nothing] = [await ask(id), await ask(crypto.randomUUID())];
			const expected = path.endsWith("/room") ? "426" : "404";
			if (found !== nothing || !found.startsWith(expected)) wrong.push(`${method} ${path}: ${found}`);
		}
		expect(wrong).toEqual([]);
	});

	it("closes a room in the same words, whether there is one or not", async () => {
		const ends = [FOREIGN, crypto.randomUUID(), MINE.toUpperCase()].map(async (id) => {
			const path = `/api/conventions/${id}/room`;
			const { webSocket } = await request(ME, "GET", path, null, { upgrade: "websocket" });
			return new Talk(webSocket as WebSocket, ME).ended();
		});
		expect(new Set(await Promise.all(ends))).toEqual(new Set(["4404 unknownConvention"]));
	});

	it("costs us the same work, whether there is such a convention or not", async () => {
		const { counting, counted } = counters();
		// The first question is asked more: better-auth looks at its tables.
		await app.fetch(new Request(`${ORIGIN}/api/conventions`, { headers: { cookie: cookies.get(ME) ?? "" } }), counting);
		for (const [method, path] of routes.filter(([, path]) => !path.endsWith("/room"))) {
			const ask = async (id: string) => {
				counted.queries = 0;
				const headers = { cookie: cookies.get(ME) ?? "" };
				const asking = new Request(ORIGIN + addressOf(path, { id }), { method, headers, body: bodyFor(method, path) });
				await (await app.fetch(asking, counting)).arrayBuffer();
				return counted.queries;
			};
			expect(await ask(FOREIGN), `${method} ${path}`).toBe(await ask(crypto.randomUUID()));
		}
		expect(counted.rooms).toBe(0);
	}, 60_000);

	it("of a thing in somebody else's convention is that of nothing in mine", async () => {
		const theirs = await openStream("commune-outsider", FOREIGN);
		const other = await openStream("commune-drafts", MINE);
		const pairs: [string, string, Ids, Ids][] = [
			["POST", "/room/stream/:connection", { id: MINE, connection: theirs.id ?? "" }, { id: MINE }],
			["POST", "/room/stream/:connection", { id: MINE, connection: other.id ?? "" }, { id: MINE }],
			["DELETE", "/room/stream/:connection", { id: MINE, connection: other.id ?? "" }, { id: MINE }],
			["GET", "/files/:hash", { id: MINE, hash: await hashElsewhere() }, { id: MINE, hash: "0".repeat(64) }],
			["DELETE", "/annexes/:annex/files/:file", { id: MINE, file: "file-of-others" }, { id: MINE, file: "f-1" }],
			["PATCH", "/annexes/:annex/files/:file", { id: MINE, file: "file-of-others" }, { id: MINE, file: "f-1" }],
			["DELETE", "/rows/:table/:row", { id: MINE, row: "row-of-others" }, { id: MINE, row: "r-1" }],
			["PUT", "/parties/:party/logo", { id: MINE, party: "o-far" }, { id: MINE, party: "nobody" }],
		];
		for (const [method, path, guessed, nothing] of pairs) {
			const ask = async (ids: Ids) =>
				told(
					await request(
						ME,
						method,
						`${addressOf(`/api/conventions/:id${path}`, ids)}?sequence=0`,
						bodyFor(method, path),
					),
				);
			const answer = await ask(guessed);
			expect(answer, path).toBe(await ask(nothing));
			expect(answer, path).toMatch(/^40[04]/);
		}
		// Whose stream it is may still use it: nothing was posted to it, and nobody closed it.
		const path = `/api/conventions/${MINE}/room/stream/${other.id}?sequence=0`;
		expect((await request("commune-drafts", "POST", path)).status).toBe(204);
		await other.leave();
		await theirs.leave();
	});

	/** Counts what an answer asks of the database and of rooms. */
	function counters() {
		const counted = { queries: 0, rooms: 0 };
		const counting = {
			...bindings,
			DB: new Proxy(env.DB, {
				get: (db, name) => {
					if (name === "prepare") counted.queries++;
					return Reflect.get(db, name).bind(db);
				},
			}),
			ROOM: new Proxy(env.ROOM, {
				get: (rooms, name) => {
					if (name === "get") counted.rooms++;
					return Reflect.get(rooms, name).bind(rooms);
				},
			}),
		} as unknown as Env;
		return { counting, counted };
	}

	/** Of a file that lies in the store, and that no convention of mine shows. */
	async function hashElsewhere(): Promise<string> {
		const bytes = new TextEncoder().encode("d'une autre convention");
		const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
		const hash = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
		await env.FILES.put(hash, bytes);
		return hash;
	}
});

describe("a method or an address that no route has", () => {
	const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
	const paths = [...new Set([...known].map((route) => route.split(" ")[1] ?? ""))].filter(
		(path) => !path.endsWith("*"),
	);
	/** "/api/invitations/read" is also an address of "/api/invitations/:id". */
	const has = (method: string, path: string) =>
		[...known].some((route) => {
			const [known = "", pattern = ""] = route.split(" ");
			return known === method && new RegExp(`^${pattern.replace(/:\w+/g, "[^/]+")}$`).test(path);
		});

	it("is not found, for members as for anybody", async () => {
		const wrong: string[] = [];
		for (const path of paths) {
			for (const method of METHODS) {
				if (has(method, path) || (method === "HEAD" && has("GET", path))) continue;
				for (const person of [ME, null]) {
					const answer = await request(
						person,
						method,
						addressOf(path, { id: MINE }),
						/GET|HEAD/.test(method) ? null : "{}",
					);
					const text = await answer.text();
					const isNothing = answer.status === 404 && (method === "HEAD" || text.includes('"notFound"'));
					if (!isNothing) wrong.push(`${method} ${path} · ${person}: ${answer.status} ${text}`);
				}
			}
		}
		expect(wrong).toEqual([]);
	});

	it("HEAD tells the status of GET, opens no room, and has no body", async () => {
		for (const path of paths.filter((each) => has("GET", each))) {
			for (const person of [ME, null, "commune-outsider"]) {
				const address = addressOf(path, { id: MINE });
				const isStream = path.endsWith("/stream");
				const head = await request(person, "HEAD", address);
				expect(await head.text(), path).toBe("");
				if (isStream) expect(head.status).toBe(404);
				else expect(head.status, path).toBe((await request(person, "GET", address)).status);
			}
		}
		const head = await request(ME, "HEAD", `/api/conventions/${MINE}/room`, null, { upgrade: "websocket" });
		expect(head.status).toBe(426);
	});

	it("is not found under a slash more, another case, or a method named in a header", async () => {
		for (const [method, path] of routes) {
			const address = addressOf(path, { id: MINE });
			for (const other of [`${address}/`, address.replace("conventions", "Conventions"), `/${address}`]) {
				const answer = await request(ME, method, other, bodyFor(method, path));
				expect(answer.status, `${method} ${other}`).toBe(404);
			}
		}
		for (const header of ["x-http-method-override", "x-http-method", "x-method-override"]) {
			const path = `/api/conventions/${MINE}/rows/table-caf/${rowOf({ person: ME })}`;
			expect((await request(ME, "POST", `${path}?_method=DELETE`, "{}", { [header]: "DELETE" })).status).toBe(404);
		}
		const text = await (await request(ME, "GET", `/api/conventions/${MINE}/text`)).text();
		expect(text).toContain(rowOf({ person: ME }));
	});
});

describe("a body without end", () => {
	it("is not read beyond what it may hold, whoever sends it", async () => {
		let chunks = 0;
		const body = new ReadableStream({
			pull(controller) {
				chunks++;
				if (chunks > 1_000) controller.close();
				else controller.enqueue(new Uint8Array(10_000).fill(32));
			},
		});
		const asking = new Request(`${ORIGIN}/api/conventions/${MINE}/options`, { method: "POST", body });
		expect((await app.fetch(asking, bindings)).status).toBe(413);
		expect(chunks).toBeLessThan(20);
	});
});

describe("who asks", () => {
	const member = { person: "caf-coordinates", name: "x", party: "caf", kind: "caf", roles: ["coordinates"] };
	const forged = JSON.stringify({ member, version: 1_000_000 });
	const headers = { "x-copacte-member": encodeURIComponent(forged) };

	it("is never who a header says, in a room", async () => {
		const asking = { ...headers, upgrade: "websocket" };
		const path = `/api/conventions/${MINE}/room`;
		const join = async (person: string | null) =>
			(await request(person, "GET", path, null, asking)).webSocket as WebSocket;
		expect(await new Talk(await join(null), "").ended()).toBe("4401 signedOut");
		expect(await new Talk(await join("commune-outsider"), "").ended()).toBe("4404 unknownConvention");
		const reader = new Talk(await join("commune-reads"), "commune-reads");
		expect(await reader.sayNamed("message awareness")).toBe("ok");
		expect(await reader.sayNamed("message update | section caf")).toBe("4403 forbidden");
	});

	it("is never who a header says, in a stream or elsewhere", async () => {
		expect((await openStream(null, MINE, headers)).outcome).toBe("401 signedOut");
		expect((await openStream("commune-outsider", MINE, headers)).outcome).toBe("404 unknownConvention");
		const body = bodies.options ?? "";
		const ask = (person: string | null) => request(person, "POST", `/api/conventions/${MINE}/options`, body, headers);
		expect((await ask(null)).status).toBe(401);
		expect((await ask("caf-reads")).status).toBe(403);
	});

	it("is asked of the room too: nobody announced, and nobody without a role, comes in", async () => {
		expect(await new Talk(await enterRoom(MINE, null), "").ended()).toBe("4401 signedOut");
		for (const roles of [[], ["administers"], ["COORDINATES"]]) {
			const member = { ...members[0], roles } as unknown as (typeof members)[number];
			expect(await new Talk(await enterRoom(MINE, member), "").ended()).toBe("4404 unknownConvention");
		}
	});
});

describe("where a request says that it was sent", () => {
	const evil = "https://ailleurs.example";
	const lies = {
		"x-forwarded-host": "ailleurs.example",
		"x-forwarded-proto": "https",
		forwarded: "host=ailleurs.example;proto=https",
		"x-original-url": "/health",
		"x-rewrite-url": "/health",
	};

	/** A change by a member, asked for at this address by a page of this origin. */
	async function ask(at: string, origin: string | null, more: Record<string, string> = {}): Promise<number> {
		const headers = { cookie: cookies.get(ME) ?? "", ...(origin === null ? {} : { origin }), ...more };
		const asking = new Request(`${at}/api/conventions/${MINE}/options`, {
			method: "POST",
			headers,
			body: bodies.options ?? "",
		});
		return (await app.fetch(asking, bindings)).status;
	}

	it.each([
		["no page", ORIGIN, null],
		["a page of ours", ORIGIN, ORIGIN],
		["a page of a local start on another port", "http://localhost:9123", "http://localhost:9123"],
		["a page of a local start by its number", "http://127.0.0.1:8787", "http://127.0.0.1:8787"],
		["a page of the public address, behind a proxy", "http://10.0.0.7:8080", ORIGIN],
	])("takes a change from %s", async (_, at, origin) => {
		expect(await ask(at, origin)).toBe(204);
	});

	it.each([
		["another site", evil],
		["a sandbox", "null"],
		["another port", "http://copacte.test:81"],
		["another scheme", "https://copacte.test"],
		["a longer name", "http://copacte.test.ailleurs.example"],
		["a neighbour", "http://autre.copacte.test"],
		["nothing", ""],
	])("takes none from %s, whatever its headers say", async (_, origin) => {
		expect(await ask(ORIGIN, origin)).toBe(403);
		expect(await ask(ORIGIN, origin, lies)).toBe(403);
	});

	it("changes neither links in mails nor pages", async () => {
		const headers = new Headers({ ...lies, host: "ailleurs.example" });
		await accountsOf(env as unknown as Env).api.signInMagicLink({ body: { email: "clerk@commune.test" }, headers });
		const letter = await env.DB.prepare("SELECT text, html FROM outbox ORDER BY id DESC").first<{
			text: string;
			html: string;
		}>();
		expect(letter?.text).toContain(`${ORIGIN}/connexion/lien#`);
		expect(letter?.text + (letter?.html ?? "")).not.toContain("ailleurs");
		const asking = new Request(`${evil}/conventions/${MINE}`, { headers: { ...lies, cookie: cookies.get(ME) ?? "" } });
		const page = await app.fetch(asking, bindings);
		expect(page.status).toBe(200);
		expect((await page.text()) + JSON.stringify([...page.headers])).not.toContain("ailleurs");
	});
});
