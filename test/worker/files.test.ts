import { env, evictDurableObject, runInDurableObject, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import * as Y from "yjs";
import type { AttachedFile } from "../../shared/convention/state.ts";
import type { Entry } from "../../shared/journal.ts";
import type { TextBlock, TextFile } from "../../shared/text/text.ts";
import { Log } from "../../worker/room/log.ts";
import type { Room } from "../../worker/room/room.ts";
import { jpeg, pdf, png } from "../files.ts";
import { CONVENTION, ORIGIN, signIn, Tab } from "./support/tab.ts";

let caf = "";
let commune = "";
let outsider = "";
let reader = "";
/** A convention of its own, between the Caf and the other commune. */
let elsewhere = "";

beforeAll(async () => {
	caf = await signIn("ines-vasseur");
	commune = await signIn("thomas-marchal");
	outsider = await signIn("odile-garance");
	reader = await signIn("karim-lepage");
	elsewhere = await opened(["sainte-aubeline"]);
});

async function opened(parties: string[], model = "ctg-2024"): Promise<string> {
	const body = JSON.stringify({ model, parties });
	const answer = await SELF.fetch(`${ORIGIN}/api/conventions`, { method: "POST", headers: { cookie: caf }, body });
	return (await answer.json<{ id: string }>()).id;
}

const roomOf = (convention: string): DurableObjectStub<Room> => env.ROOM.get(env.ROOM.idFromName(convention));

interface Asking {
	convention?: string;
	cookie?: string;
	headers?: Record<string, string>;
}

const ask = (
	method: string,
	path: string,
	body: BodyInit | null,
	{ convention = CONVENTION, cookie = caf, headers = {} }: Asking = {},
) => SELF.fetch(`${ORIGIN}/api/conventions/${convention}/${path}`, { method, headers: { cookie, ...headers }, body });

const attach = (
	bytes: BodyInit,
	{ annex = "annexe-1", query = "name=plan.png", ...asking }: Asking & { annex?: string; query?: string } = {},
) => ask("POST", `annexes/${annex}/files?${query}`, bytes, asking);

const read = (hash: string, asking: Asking = {}) => ask("GET", `files/${hash}`, null, asking);

async function filesOf(annex: string, convention = CONVENTION): Promise<TextFile[]> {
	const { parts } = await (await ask("GET", "text", null, { convention })).json<{
		parts: { id: string; blocks: TextBlock[] }[];
	}>();
	return parts.find(({ id }) => id === annex)?.blocks.filter((block) => block.type === "file") ?? [];
}

async function expectRefusal(answer: Response, status: number, code: string): Promise<string> {
	const { error } = await answer.json<{ error: { code: string; message: string } }>();
	expect([answer.status, error.code]).toEqual([status, code]);
	expect(error.message).toMatch(/[.]$/);
	return error.message;
}

describe("a file attached to an annexe", { timeout: 20_000 }, () => {
	it("stands in the text for both, under its hash, with what was said of it", async () => {
		const bytes = png(40, 30);
		const answer = await attach(bytes, {
			query: "name=C:%5Cplan%20de%20la%20cr%C3%A8che.SVG&alt=Le%20plan%20de%20la%20cr%C3%A8che",
		});
		expect(answer.status).toBe(201);
		const file = await answer.json<AttachedFile>();
		const digest = Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
		expect(file).toEqual({
			id: expect.stringMatching(/^f-/),
			hash: digest,
			type: "image/png",
			name: "plan de la crèche.png",
			bytes: bytes.length,
			size: { width: 40, height: 30 },
			alt: "Le plan de la crèche",
			title: "",
		});
		expect(await filesOf("annexe-1")).toMatchObject([{ id: file.id, kind: "image", alt: "Le plan de la crèche" }]);
		const html = await (await ask("GET", "text?format=html", null, { cookie: commune })).text();
		expect(html).toContain(
			`<figure class="file file--image" data-file="${file.id}"><img src="files/${digest}" alt="Le plan de la crèche" width="40" height="30"></figure>`,
		);
		const page = await (
			await SELF.fetch(`${ORIGIN}/conventions/${CONVENTION}`, { headers: { cookie: commune } })
		).text();
		expect(page).toContain(`src="/api/conventions/${CONVENTION}/files/${digest}"`);
	});

	it("is read with headers that let nothing run in it, by members, and once is enough", async () => {
		const bytes = png(41, 30);
		const { hash } = await (await attach(bytes, { query: "name=l'%C3%A9cole.png" })).json<AttachedFile>();
		const answer = await read(hash, { cookie: commune });
		expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
		const headers = Object.fromEntries(answer.headers);
		expect(headers).toMatchObject({
			"content-type": "image/png",
			"content-disposition": `inline; filename="l'ecole.png"; filename*=UTF-8''l%27%C3%A9cole.png`,
			"x-content-type-options": "nosniff",
			"cache-control": "private, max-age=31536000, immutable",
			etag: `"${hash}"`,
		});
		expect(headers["content-security-policy"]).toMatch(/default-src 'none'.*; sandbox$/);
		const again = await read(hash, { headers: { "if-none-match": `"${hash}"` } });
		expect([again.status, await again.text()]).toEqual([304, ""]);
	});

	it("of type PDF stands in place of what was to be written, and shows in browsers, which refuse one in a sandbox", async () => {
		const convention = await opened(["lys-lez-lannoy"]);
		const before = await (await ask("GET", "findings", null, { convention })).json<{
			findings: { where: { id: string } }[];
		}>();
		expect(before.findings.some(({ where }) => where.id === "annexe-1")).toBe(true);
		const answer = await attach(pdf(), {
			convention,
			query: "name=diagnostic.pdf&alt=x",
		});
		const file = await answer.json<AttachedFile>();
		expect(file).toMatchObject({ type: "application/pdf", size: null, alt: null });
		const after = await (await ask("GET", "findings", null, { convention })).json<{
			findings: { where: { id: string } }[];
		}>();
		expect(after.findings.some(({ where }) => where.id === "annexe-1")).toBe(false);
		const headers = (await read(file.hash, { convention })).headers;
		expect(headers.get("content-type")).toBe("application/pdf");
		expect(headers.get("content-security-policy")).not.toContain("sandbox");
	});

	it("is stored once, wherever it is attached, and its type is the one it has", async () => {
		const bytes = jpeg();
		const first = await (
			await attach(bytes, { headers: { "content-type": "text/html" }, query: "name=a.html" })
		).json<AttachedFile>();
		const stored = await env.FILES.head(first.hash);
		const second = await (await attach(bytes, { convention: elsewhere })).json<AttachedFile>();
		expect(second.hash).toBe(first.hash);
		expect((await env.FILES.head(first.hash))?.uploaded).toEqual(stored?.uploaded);
		expect((await read(first.hash)).headers.get("content-type")).toBe("image/jpeg");
		await expectRefusal(await attach(bytes), 409, "alreadyAttached");
	});

	it("leaves out what hid behind an image", async () => {
		const bytes = png(42, 30);
		const hidden = new Blob([bytes, "<script>alert(1)</script>"]);
		const { hash } = await (await attach(await hidden.arrayBuffer())).json<AttachedFile>();
		expect(new Uint8Array(await (await read(hash)).arrayBuffer())).toEqual(bytes);
	});

	it("does not exist for other conventions, nor for who has no part in this one", async () => {
		const { hash } = await (await attach(png(43, 30))).json<AttachedFile>();
		expect((await read(hash, { cookie: commune })).status).toBe(200);
		await expectRefusal(await read(hash, { convention: elsewhere }), 404, "unknownFile");
		await expectRefusal(await read(hash, { cookie: outsider }), 404, "unknownConvention");
		await expectRefusal(await read(hash, { cookie: "" }), 401, "signedOut");
		await expectRefusal(await read("0".repeat(64)), 404, "unknownFile");
		await expectRefusal(await read("..%2F..%2Fx"), 404, "unknownFile");
	});

	it("is described, moved and taken away, by who may; its bytes are then no longer shown", async () => {
		const convention = await opened(["lys-lez-lannoy"]);
		await env.DB.prepare("INSERT INTO member (convention, person, party, roles) VALUES (?, ?, 'commune', ?)")
			.bind(convention, "thomas-marchal", '["drafts"]')
			.run();
		const attached: AttachedFile[] = [];
		for (const width of [1, 2, 3]) attached.push(await (await attach(png(width, 9), { convention })).json());
		const [one, two, three] = attached.map(({ id }) => id);
		const change = (file = "", body: object, cookie = caf) =>
			ask("PATCH", `annexes/annexe-1/files/${file}`, JSON.stringify(body), { convention, cookie });
		expect((await change(one, { alt: "Un\nplan", title: "Plan\n" }, commune)).status).toBe(204);
		expect((await change(three, { move: "up" })).status).toBe(204);
		expect((await change(one, { move: "up" })).status).toBe(204);
		expect(await filesOf("annexe-1", convention)).toMatchObject([
			{ id: one, alt: "Un plan", title: "Plan" },
			{ id: three, alt: null },
			{ id: two },
		]);
		await expectRefusal(await change("nothing", { alt: "" }), 404, "unknownFile");
		await expectRefusal(await change(one, { move: "left" }), 400, "invalidField");
		const remove = () => ask("DELETE", `annexes/annexe-1/files/${one}`, null, { convention, cookie: commune });
		expect((await remove()).status).toBe(204);
		await expectRefusal(await remove(), 404, "unknownFile");
		await expectRefusal(await read(attached[0]?.hash ?? "", { convention }), 404, "unknownFile");
		const journal = (await roomOf(convention).journal()) as Entry[];
		expect(journal.map(({ act }) => act)).toEqual([
			"opened",
			...Array(3).fill("attachFile"),
			...Array(3).fill("changeFile"),
			"detachFile",
		]);
	});

	it("reaches who is in the room at once", async () => {
		const tab = await Tab.open("thomas-marchal");
		await tab.until(() => tab.synced);
		const { id } = await (await attach(png(44, 30))).json<AttachedFile>();
		await tab.until(() => JSON.stringify(tab.doc.getMap("structure").get("files/annexe-1")).includes(id));
	});
});

describe("what is refused", { timeout: 20_000 }, () => {
	it("with its reason: another type, a damaged file, one under a password, one too heavy", async () => {
		const svg = `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`;
		const message = await expectRefusal(await attach(svg, { query: "name=..%2Fplan.png" }), 415, "fileType");
		expect(message).toContain("« plan.png » n'est ni une image");
		await expectRefusal(await attach(""), 415, "fileType");
		await expectRefusal(await attach(png().slice(0, 30)), 422, "fileBroken");
		await expectRefusal(await attach(pdf("trailer << /Encrypt 3 0 R >>\n")), 422, "fileEncrypted");
		const heavy = new Uint8Array(20_000_001);
		expect(await expectRefusal(await attach(heavy), 413, "fileTooLarge")).toContain("20\u00A0Mo");
		// Without a length announced, it is counted.
		const { readable, writable } = new TransformStream();
		const writer = writable.getWriter();
		void writer.write(heavy).then(
			() => writer.close(),
			() => {},
		);
		await expectRefusal(await attach(readable), 413, "fileTooLarge");
	});

	it("to everybody where an act is to bring the file, to who only reads, and where there is no annexe", async () => {
		await expectRefusal(await attach(pdf("%1\n"), { annex: "annexe-3" }), 403, "notYours");
		await expectRefusal(await attach(pdf("%1\n"), { annex: "annexe-3", cookie: commune }), 403, "notYours");
		await expectRefusal(await attach(png(), { cookie: reader }), 403, "forbidden");
		await expectRefusal(await attach(png(), { cookie: outsider }), 404, "unknownConvention");
		await expectRefusal(await attach(png(), { annex: "article-2" }), 400, "invalidField");
		const { id } = await (await attach(pdf("%2\n"), { annex: "annexe-2", cookie: commune })).json<AttachedFile>();
		await expectRefusal(await ask("DELETE", `annexes/annexe-1/files/${id}`, null), 404, "unknownFile");
	});

	it("beyond thirty files in an annexe", async () => {
		const convention = await opened(["lys-lez-lannoy"]);
		for (let width = 1; width <= 30; width++) expect((await attach(png(width, 2), { convention })).status).toBe(201);
		await expectRefusal(await attach(png(31, 2), { convention }), 409, "tooManyFiles");
		expect((await attach(png(31, 2), { convention, annex: "annexe-2" })).status).toBe(201);
	});

	it("beyond 150 MB in a convention (R28)", async () => {
		const convention = await opened(["lys-lez-lannoy"]);
		const member = {
			person: "ines-vasseur",
			name: "Inès",
			party: "caf",
			kind: "caf" as const,
			roles: ["drafts" as const],
		};
		const file = (at: number, bytes: number): AttachedFile => ({
			id: `f-${at}`,
			hash: String(at).padStart(64, "0"),
			type: "application/pdf",
			name: "a.pdf",
			bytes,
			size: null,
			alt: null,
			title: "",
		});
		const add = (at: number, bytes: number) =>
			roomOf(convention).command(
				{ member, version: 0 },
				{
					kind: "attachFile",
					annex: `annexe-${1 + (at % 2)}`,
					file: file(at, bytes),
				},
			);
		for (let at = 0; at < 7; at++) expect(await add(at, 20_000_000)).toBeNull();
		expect(await add(7, 10_000_000 - png().length)).toBeNull();
		expect((await attach(png(), { convention })).status).toBe(201);
		await expectRefusal(await attach(png(2, 2), { convention }), 409, "filesTooLarge");
	});

	it("once the text is frozen, but what is attached is still read", async () => {
		const convention = await opened(["lys-lez-lannoy"]);
		const { id, hash } = await (await attach(png(), { convention })).json<AttachedFile>();
		const tab = await Tab.open("ines-vasseur", { convention });
		await tab.until(() => tab.synced);
		const doc = new Y.Doc();
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(tab.doc));
		doc.getMap("structure").set("phase", "submitted");
		const submission = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(tab.doc));
		await runInDurableObject(roomOf(convention), (_, { storage }) => {
			new Log(storage.sql).append(submission);
		});
		await evictDurableObject(roomOf(convention));
		await expectRefusal(await attach(png(2, 2), { convention }), 423, "frozen");
		const path = `annexes/annexe-1/files/${id}`;
		await expectRefusal(await ask("DELETE", path, null, { convention }), 423, "frozen");
		await expectRefusal(await ask("PATCH", path, `{"alt":"x"}`, { convention }), 423, "frozen");
		await expectRefusal(await ask("PUT", "parties/caf/logo", png(), { convention }), 423, "frozen");
		expect((await read(hash, { convention })).status).toBe(200);
		tab.close();
	});

	it("to a client that writes the structure itself", async () => {
		const tab = await Tab.open("ines-vasseur");
		await tab.until(() => tab.synced);
		tab.doc.getMap("structure").set("files/annexe-1", []);
		expect((await tab.closed).code).toBe(4403);
	});
});

describe("the logo of a party", () => {
	const put = (bytes: BodyInit, party: string, asking: Asking = {}) =>
		ask("PUT", `parties/${party}/logo?name=logo.png`, bytes, asking);

	it("stands on the cover, is replaced and removed, by that party alone (R24)", async () => {
		const bytes = png(50, 20);
		expect((await put(bytes, "caf")).status).toBe(204);
		const html = async () => (await ask("GET", "text?format=html", null, { cookie: commune })).text();
		expect(await html()).toMatch(
			/<li data-party="caf"><img src="files\/[0-9a-f]{64}" alt="Caf du Nord" width="50" height="20"><\/li>/,
		);
		expect((await put(png(60, 20), "caf")).status).toBe(204);
		expect(await html()).toContain(`alt="Caf du Nord" width="60"`);
		await expectRefusal(await put(bytes, "commune"), 403, "notYours");
		await expectRefusal(await put(bytes, "caf", { cookie: commune }), 403, "notYours");
		await expectRefusal(await put(bytes, "nobody"), 400, "invalidField");
		await expectRefusal(await put(bytes, "commune", { cookie: reader }), 403, "forbidden");
		await expectRefusal(await ask("DELETE", "parties/caf/logo", null, { cookie: commune }), 403, "notYours");
		expect((await ask("DELETE", "parties/caf/logo", null)).status).toBe(204);
		expect(await html()).toContain(`<li data-party="caf"><bdi>Caf du Nord</bdi></li>`);
		await expectRefusal(await ask("DELETE", "parties/caf/logo", null), 404, "unknownFile");
	});

	it("is an image of at most 2 MB", async () => {
		await expectRefusal(await put(pdf(), "caf"), 415, "notAnImage");
		expect(await expectRefusal(await put(new Uint8Array(2_000_001), "caf"), 413, "fileTooLarge")).toContain(
			"2\u00A0Mo",
		);
	});
});
