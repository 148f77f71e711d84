import { env, runInDurableObject, SELF } from "cloudflare:test";
import { unzipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import type { Version } from "../../shared/version/version.ts";
import { addConvention } from "../../worker/directory/convention.ts";
import { addPeople } from "../../worker/directory/membership.ts";
import { sha256 } from "../../worker/hash.ts";
import { accountsOf } from "../../worker/sign-in/auth.ts";
import { type ZipEntry, zipOf } from "../../worker/versions/zip.ts";
import { Docx } from "../docx.ts";
import { pdf, png } from "../files.ts";
import { article, blank, field, model, paragraph, part, party, section } from "../unit/text-builder.ts";
import { ask, asked, expectRefusal } from "./support/asking.ts";
import { ORIGIN } from "./support/tab.ts";

/** A Caf and a commune that votes; a person coordinates for each. */
const kinds = { caf: "caf", lys: "commune" } as const;
const sides = Object.keys(kinds) as (keyof typeof kinds)[];
const small = model(
	[
		article(paragraph("article-1.p1", "Les parties s'engagent à compter du ", blank("debut"), ".")),
		part("annex", 1, [{ type: "section", id: "votes" }]),
	],
	{
		sections: [section("votes", { owner: "commune", late: "deliberation" })],
		fields: [field("debut", { owner: "all", required: true })],
	},
);
const cookies = new Map<string, string>();
const as = (of: string) => cookies.get(of) ?? "";
let opened = 0;

beforeAll(async () => {
	const people = ["caf", "lys", "stranger"];
	await addPeople(
		env.DB,
		sides.map((of) => ({ id: `d-${of}`, kind: kinds[of], name: of, shortName: of, alias: `la ${of}` })),
		people.map((id) => ({ id, name: id, email: `${id}@example.test` })),
		sides.map((of) => ({ person: of, organisation: `d-${of}`, title: "", manages: false })),
		new Date(),
	);
	for (const person of people) {
		const { headers } = await accountsOf(env as unknown as Env).api.becomePerson({
			body: { person },
			returnHeaders: true,
		});
		cookies.set(person, headers.getSetCookie()[0]?.split(";")[0] ?? "");
	}
}, 60_000);

/** A convention that was submitted; its address. */
async function submitted(): Promise<string> {
	const id = `dossier-${++opened}`;
	const room = env.ROOM.get(env.ROOM.idFromName(id));
	const parties = sides.map((of) => party(of, kinds[of]));
	const convention = { convention: id, title: "CTG d'essai", model: small, parties, fields: { debut: "2026-01-01" } };
	const summary = await room.open({ ...convention, sections: {}, person: "caf" });
	const members = sides.map((of) => ({ person: of, name: of, party: of, kind: kinds[of], roles: ["coordinates"] }));
	await addConvention(env.DB, {
		id,
		title: "CTG d'essai",
		phase: "drafting",
		model: small.id,
		openedAt: "2026-01-01",
		parties: sides.map((of) => ({ id: of, organisation: `d-${of}` })),
		members: members as Parameters<typeof addConvention>[1]["members"],
		summary,
	});
	await asked("POST", `/api/conventions/${id}/submit`, as("caf"), {});
	return id;
}

const printed = pdf();

/** As the press leaves it once it has laid the version out. */
async function print(id: string): Promise<void> {
	const digest = sha256(printed);
	await env.FILES.put(digest, printed);
	const archived = JSON.stringify({ digest, bytes: printed.length, pages: 1 });
	await runInDurableObject(env.ROOM.get(env.ROOM.idFromName(id)), (_, { storage }) => {
		storage.sql.exec("UPDATE version SET pdf = ?", archived);
	});
}

const today = new Date().toISOString().slice(0, 10);

async function deliberate(id: string, body = pdf("% voted\n")): Promise<Response> {
	const { versions } = await asked<{ versions: Version[] }>("GET", `/api/conventions/${id}/versions`, as("lys"));
	const said = {
		party: "lys",
		number: "2026-11-05",
		date: today,
		digest: versions[0]?.digest ?? "",
		name: "délib.pdf",
	};
	const address = `${ORIGIN}/api/conventions/${id}/deliberations?${new URLSearchParams(said)}`;
	const headers = { cookie: as("lys"), origin: ORIGIN };
	return SELF.fetch(address, { method: "POST", headers, body });
}

const take = (id: string, what: string, person = "lys") => ask("GET", `/api/conventions/${id}/${what}`, as(person));
const unpacked = async (answer: Response) => unzipSync(new Uint8Array(await answer.arrayBuffer()));

describe("the dossier of a council", () => {
	it("holds note, délibération, PDF and calendar", async () => {
		const id = await submitted();
		await print(id);
		const answer = await take(id, "dossier.zip?council=2027-03-18&size=small");
		expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/zip"]);
		const files = await unpacked(answer);
		const names = ["note-de-synthese.docx", "projet-de-deliberation.docx", "calendrier.docx", "convention-projet.pdf"];
		expect(Object.keys(files)).toEqual(names);
		expect(files["convention-projet.pdf"]).toEqual(printed);
		for (const name of names.slice(0, 3)) new Docx(files[name] as Uint8Array).check();
		const words = new Docx(files["calendrier.docx"] as Uint8Array).xml("word/document.xml");
		expect(words).toContain("L. 2121-11");
	});

	it("waits for the PDF, and is of a council that votes", async () => {
		const id = await submitted();
		const early = await take(id, "dossier.zip");
		expect([early.status, early.headers.get("retry-after")]).toEqual([425, "3"]);
		await print(id);
		await expectRefusal(take(id, "dossier.zip?party=caf"), 409, "noCouncil");
		await expectRefusal(take(id, "dossier.zip?council=2027-02-30"), 400, "invalidField", "council");
		await expectRefusal(take(id, "dossier.zip?size=huge"), 400, "invalidField", "size");
		await expectRefusal(take(id, "dossier.zip?version=7"), 404, "unknownVersion");
		await asked("POST", `/api/conventions/${id}/reopen`, as("caf"), { reason: "une erreur" });
		await expectRefusal(take(id, "dossier.zip"), 409, "notNow");
	});

	it("tells councillors of an open link to this version, and of no other address", async () => {
		const id = await submitted();
		await print(id);
		const { url } = await asked<{ url: string }>("POST", `/api/conventions/${id}/links`, as("caf"), { version: 1 });
		const files = await unpacked(await take(id, `dossier.zip?link=${encodeURIComponent(url)}`));
		expect(new Docx(files["note-de-synthese.docx"] as Uint8Array).xml("word/document.xml")).toContain(url);
		const elsewhere = await submitted();
		await print(elsewhere);
		const astray = await take(elsewhere, `dossier.zip?link=${encodeURIComponent(url)}`);
		expect(astray.status).toBe(404);
		expect((await take(id, "dossier.zip?link=https%3A%2F%2Fexemple.fr%2Fv%2Fx")).status).toBe(404);
	});

	it("says where the store has lost the PDF", async () => {
		const id = await submitted();
		await print(id);
		await env.FILES.delete(sha256(printed));
		const lost = await take(id, "dossier.zip");
		expect((await lost.json<{ error: { code: string } }>()).error.code).toBe("fileLost");
	});
});

describe("the export for the contrôle de légalité", () => {
	it("says what is missing, then holds convention, délibération and slip", async () => {
		const id = await submitted();
		const early = await take(id, "actes.zip");
		expect(early.status).toBe(409);
		const { error } = await early.json<{ error: { problems: { field: string }[] } }>();
		expect(error.problems.map(({ field }) => field)).toEqual(["pdf", "deliberation"]);
		expect((await deliberate(id)).status).toBe(201);
		await print(id);
		const files = await unpacked(await take(id, "actes.zip?version=1", "caf"));
		expect(Object.keys(files)).toEqual([
			"bordereau.txt",
			"acte.json",
			"convention.pdf",
			"annexes/01-deliberation-lys.pdf",
		]);
		expect(files["annexes/01-deliberation-lys.pdf"]).toEqual(pdf("% voted\n"));
		const acte = JSON.parse(new TextDecoder().decode(files["acte.json"]));
		expect(acte).toMatchObject({ number: "2026_11_05", nature: { code: 4 }, date: today });
		const own = await unpacked(await take(id, "actes.zip?number=CTG_2026&object=Une%20convention"));
		expect(JSON.parse(new TextDecoder().decode(own["acte.json"]))).toMatchObject({
			number: "CTG_2026",
			object: "Une convention",
		});
	});
});

describe("a délibération", () => {
	it("is a PDF that is only there to be read", async () => {
		const id = await submitted();
		expect((await (await deliberate(id, png())).json<{ error: object }>()).error).toMatchObject({ code: "notAPdf" });
		const script = await deliberate(id, pdf("4 0 obj\n<< /S /J#61vaScript /J#53 (1) >>\nendobj\n"));
		expect(script.status).toBe(422);
		const { error } = await script.json<{ error: { code: string; message: string } }>();
		expect(error.code).toBe("pdfScript");
		expect(error.message).toContain("« délib.pdf » contient un programme");
	});
});

describe("both", () => {
	it.each(["dossier.zip", "actes.zip"])("are for members alone: %s", async (what) => {
		const id = await submitted();
		await expectRefusal(take(id, what, "stranger"), 404, "unknownConvention");
		await expectRefusal(take(id, what, "nobody"), 401, "signedOut");
	});
});

describe("a version", () => {
	it("is a Word document too", async () => {
		const id = await submitted();
		const answer = await take(id, "versions/1/text?format=docx");
		expect(answer.headers.get("content-type")).toContain("wordprocessingml");
		const docx = new Docx(new Uint8Array(await answer.arrayBuffer()));
		docx.check();
		expect(docx.xml("word/document.xml")).toContain("2026-01-01");
		expect(docx.xml("word/header1.xml")).toContain("PROJET");
	});
});

describe("an archive", () => {
	const bytes = (text: string) => new TextEncoder().encode(text);
	const read = async (entries: ZipEntry[]) => new Uint8Array(await new Response(zipOf(entries)).arrayBuffer());

	it("holds its files in order, with the same bytes for the same files", async () => {
		const flow = () => Promise.resolve(new Response("é".repeat(100_000)).body as ReadableStream<Uint8Array>);
		const entries = [
			{ path: "un.txt", bytes: bytes("un") },
			{ path: "dossier/été.txt", bytes: flow },
			{ path: "vide", bytes: bytes("") },
		];
		const one = await read(entries);
		expect(await read(entries)).toEqual(one);
		expect(unzipSync(one)).toEqual({
			"un.txt": bytes("un"),
			"dossier/été.txt": bytes("é".repeat(100_000)),
			vide: bytes(""),
		});
	});

	it("breaks where a file cannot be had, and asks for none before its turn", async () => {
		let asks = 0;
		const lost = () => {
			asks++;
			return Promise.reject(new Error("lost"));
		};
		const stream = zipOf([
			{ path: "un", bytes: bytes("un") },
			{ path: "deux", bytes: lost },
		]).getReader();
		await stream.read();
		expect(asks).toBe(0);
		await expect(
			(async () => {
				while (!(await stream.read()).done);
			})(),
		).rejects.toThrow("lost");
	});
});
