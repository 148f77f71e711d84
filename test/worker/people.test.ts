import { env, evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { everyoneIn, memberAsOf } from "../../worker/directory/member.ts";
import { announce } from "../../worker/room/announce.ts";
import type { Room } from "../../worker/room/room.ts";
import { ask, asked, expectRefusal } from "./support/asking.ts";
import { Posting } from "./support/posting.ts";
import { CONVENTION, NEVER, ORIGIN, signIn, Tab } from "./support/tab.ts";

const people = `/api/conventions/${CONVENTION}/people`;
const room = () => env.ROOM.get(env.ROOM.idFromName(CONVENTION));

let caf = "";
let commune = "";
beforeAll(async () => {
	caf = await signIn("ines-vasseur");
	commune = await signIn("thomas-marchal");
});

const roles = (person: string, ...each: string[]) =>
	asked("PATCH", `${people}/${person}`, person.startsWith("paul") ? caf : commune, { roles: each });
const remove = (person: string) => asked("DELETE", `${people}/${person}`, commune);
const add = (person: string, ...each: string[]) => asked("POST", people, commune, { person, roles: each });

async function open(person: string): Promise<Tab> {
	const tab = await Tab.open(person);
	await tab.until(() => tab.synced);
	return tab;
}

/** As everybody was before. */
afterEach(async () => {
	const { members } = await everyoneIn(env.DB, CONVENTION);
	if (!members.some(({ person }) => person === "rose-delmotte")) await add("rose-delmotte", "drafts");
	else await roles("rose-delmotte", "drafts");
});

/** A room goes to sleep some seconds after the last word only. */
const SLEEPS = 20_000;

describe("access taken away", () => {
	it("closes at once every page of that person, says why, and leaves the others alone", async () => {
		const [one, two] = [await open("rose-delmotte"), await open("rose-delmotte")];
		const thomas = await open("thomas-marchal");
		await remove("rose-delmotte");
		for (const tab of [one, two]) {
			expect(await tab.closed).toMatchObject({ code: 4403, reason: "accessTaken" });
			expect(tab.refused?.message).toContain("vient d'être retiré");
		}
		thomas.type("article-3", " Toujours là.");
		const witness = await open("ines-vasseur");
		expect(witness.text("article-3")).toContain("Toujours là.");
		await expectRefusal(
			ask("GET", `/api/conventions/${CONVENTION}`, await signIn("rose-delmotte")),
			404,
			"unknownConvention",
		);
		expect((await (await Tab.open("rose-delmotte")).closed).code).toBe(4404);
		for (const tab of [thomas, witness]) tab.close();
	});

	it("closes a stream too, and what is posted to it afterwards reaches nobody", async () => {
		const cookie = await signIn("rose-delmotte");
		const posting = await Posting.open(cookie);
		const rose = new Tab(posting, new Y.Doc());
		rose.greet();
		await rose.until(() => rose.synced);
		await remove("rose-delmotte");
		expect(await rose.closed).toMatchObject({ code: 4403 });
		expect((await posting.post(new Uint8Array([0, 0, 0, 1, 3]))).status).toBe(404);
	});

	it(
		"reaches a room that sleeps, before a socket of that person can say a word",
		async () => {
			const rose = await open("rose-delmotte");
			const thomas = await open("thomas-marchal");
			await evictDurableObject(room());
			await remove("rose-delmotte");
			rose.type("article-3", " Des mots d'outre-tombe.");
			expect((await rose.closed).code).toBe(4403);
			const witness = await open("ines-vasseur");
			expect(witness.text("article-3")).not.toContain("outre-tombe");
			for (const tab of [thomas, witness]) tab.close();
		},
		SLEEPS,
	);

	it(
		"also holds for somebody who was just about to join",
		async () => {
			const standing = await memberAsOf(env.DB, CONVENTION, "rose-delmotte");
			if (!standing) throw new Error("Rose takes part");
			await remove("rose-delmotte");
			const request = new Request(`${ORIGIN}/room`, { headers: { upgrade: "websocket" } });
			const late = (await room().fetch(announce(request, standing, NEVER))).webSocket;
			late?.accept();
			const closed = await new Promise<CloseEvent>((resolve) => late?.addEventListener("close", resolve));
			expect(closed.code).toBe(4404);
			late?.close();
			// The room remembers it without having stayed awake.
			await evictDurableObject(room());
			const stream = await room().fetch(announce(new Request(`${ORIGIN}/room`), standing, NEVER));
			expect(stream.status).toBe(404);
			// An answer that nobody reads would keep the room awake.
			await stream.text();
		},
		SLEEPS,
	);

	it("refuses a command of somebody who was looked up just before, with the roles that they had then", async () => {
		const standing = await memberAsOf(env.DB, CONVENTION, "rose-delmotte");
		if (!standing) throw new Error("she takes part");
		const command = () =>
			(room() as DurableObjectStub<Room>).command(standing, {
				kind: "variant",
				variants: "annexe-2-pilotage",
				chosen: "nothing",
			});
		expect(await command()).toMatchObject({ code: "invalidField" });
		await roles("rose-delmotte", "reads");
		expect(await command()).toMatchObject({ code: "forbidden" });
		await remove("rose-delmotte");
		expect(await command()).toMatchObject({ code: "unknownConvention" });
	});

	it("does not come back with a list that is older and arrives later", async () => {
		const before = await everyoneIn(env.DB, CONVENTION);
		await remove("rose-delmotte");
		await runInDurableObject(room(), (object) => object.peopleAre(before));
		const member = before.members.find(({ person }) => person === "rose-delmotte");
		if (!member) throw new Error("Rose takes part");
		const request = new Request(`${ORIGIN}/room`);
		const answer = await room().fetch(announce(request, { member, version: before.version }, NEVER));
		expect(answer.status).toBe(404);
		await answer.text();
	});

	it("may be given back, and takes effect without anything else", async () => {
		await remove("rose-delmotte");
		await add("rose-delmotte", "drafts");
		const rose = await open("rose-delmotte");
		rose.type("article-3", " De retour.");
		const witness = await open("ines-vasseur");
		await witness.until(() => witness.text("article-3").includes("De retour."));
		for (const tab of [rose, witness]) tab.close();
	});
});

describe("a session that ends", () => {
	it("ends its lines, before another word goes over them in either direction", async () => {
		const standing = await memberAsOf(env.DB, CONVENTION, "rose-delmotte");
		if (!standing) throw new Error("she takes part");
		const request = () => new Request(`${ORIGIN}/room`, { headers: { upgrade: "websocket" } });
		const ended = new Date(Date.now() - 1);
		const thomas = await open("thomas-marchal");
		const over = (await room().fetch(announce(request(), standing, ended))).webSocket;
		if (!over) throw new Error("no socket");
		const heard: unknown[] = [];
		const closed = new Promise<number>((resolve) => over.addEventListener("close", ({ code }) => resolve(code)));
		over.accept();
		over.addEventListener("message", ({ data }) => heard.push(data));
		const greetings = heard.length;
		thomas.type("article-3", " Après la session.");
		expect(await closed).toBe(1013);
		await thomas.until(() => thomas.text("article-3").includes("Après la session."));
		// Its own greeting came when it joined, and nothing after that.
		expect(heard.length).toBeLessThanOrEqual(greetings + 2);
		thomas.close();
	});
});

describe("a role changed", () => {
	it("to a reader's while typing refuses the next words, tells the page first, and harms nobody else", async () => {
		const rose = await open("rose-delmotte");
		const thomas = await open("thomas-marchal");
		rose.type("article-3", " Avant.");
		await thomas.until(() => thomas.text("article-3").includes("Avant."));
		await roles("rose-delmotte", "reads");
		await rose.until(() => rose.notice !== null);
		expect(rose.notice?.me.roles).toEqual(["reads"]);
		rose.type("article-3", " Après.");
		expect((await rose.closed).code).toBe(4403);
		expect(rose.refused?.code).toBe("forbidden");
		thomas.type("article-3", " Thomas.");
		const witness = await open("ines-vasseur");
		expect(witness.text("article-3")).toContain("Thomas.");
		expect(witness.text("article-3")).not.toContain("Après.");
		for (const tab of [thomas, witness]) tab.close();
	});

	it(
		"to a writer's lets somebody write on the line that is open",
		async () => {
			await roles("rose-delmotte", "reads");
			const rose = await open("rose-delmotte");
			await roles("rose-delmotte", "drafts");
			await rose.until(() => rose.notice?.me.roles.includes("drafts") === true);
			rose.type("article-3", " Enfin.");
			const witness = await open("ines-vasseur");
			await witness.until(() => witness.text("article-3").includes("Enfin."));
			// And after the room has slept.
			await evictDurableObject(room());
			rose.type("article-3", " Encore.");
			await witness.until(() => witness.text("article-3").includes("Encore."));
			for (const tab of [rose, witness]) tab.close();
		},
		SLEEPS,
	);

	it("is told to everyone who has the convention open", async () => {
		const ines = await open("ines-vasseur");
		await roles("rose-delmotte", "drafts", "signs");
		await ines.until(() => ines.notice !== null);
		expect(ines.notice?.me.person).toBe("ines-vasseur");
		expect(ines.notice?.people).toContainEqual(
			expect.objectContaining({ id: "rose-delmotte", roles: ["drafts", "signs"] }),
		);
		ines.close();
	});
});

describe("a session that ends", () => {
	it("ends the pages it holds open; who is still signed in comes back", async () => {
		const rose = await open("rose-delmotte");
		const thomas = await open("thomas-marchal");
		const cookie = await signIn("rose-delmotte");
		const answer = await ask("POST", "/api/sign-out/everywhere", cookie, {});
		expect(answer.status).toBe(200);
		expect((await rose.closed).code).toBe(1013);
		expect((await (await Tab.connect(cookie, CONVENTION)).closed).code).toBe(4401);
		thomas.type("article-3", " Pas moi.");
		const witness = await open("ines-vasseur");
		await witness.until(() => witness.text("article-3").includes("Pas moi."));
		for (const tab of [thomas, witness]) tab.close();
	});
});

describe("who sees to the people of a convention", () => {
	it("adds colleagues of their own organisation, and nobody else", async () => {
		await remove("rose-delmotte");
		await expectRefusal(
			ask("POST", people, commune, { person: "odile-garance", roles: ["reads"] }),
			404,
			"unknownPerson",
			"person",
		);
		await expectRefusal(
			ask("POST", people, commune, { person: "karim-lepage", roles: ["reads"] }),
			409,
			"alreadyIn",
			"person",
		);
		const { colleagues } = await asked<{ colleagues: object[] }>("GET", people, commune);
		expect(colleagues).toMatchObject([{ person: "rose-delmotte", title: "Responsable enfance et jeunesse" }]);
	});

	it("is nobody but the coordinator of that party; to outsiders there is no such convention", async () => {
		const rose = await signIn("rose-delmotte");
		const odile = await signIn("odile-garance");
		for (const [method, path, body] of [
			["PATCH", `${people}/karim-lepage`, { roles: ["reads"] }],
			["DELETE", `${people}/karim-lepage`, undefined],
		] as const) {
			await expectRefusal(ask(method, path, rose, body), 403, "forbidden");
			await expectRefusal(ask(method, path, caf, body), 403, "otherParty");
			await expectRefusal(ask(method, path, odile, body), 404, "unknownConvention");
			await expectRefusal(ask(method, path, "", body), 401, "signedOut");
		}
		await expectRefusal(ask("GET", people, odile), 404, "unknownConvention");
		await expectRefusal(ask("DELETE", `${people}/ines-vasseur`, caf), 409, "lastCoordinator");
		await expectRefusal(ask("PATCH", `${people}/nobody`, caf, { roles: ["reads"] }), 404, "unknownPerson");
	});
});
