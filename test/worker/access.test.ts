import { beforeAll, describe, expect, it } from "vitest";
import { type Action, policy, refuses } from "../../shared/access.ts";
import type { Phase } from "../../shared/convention/phase.ts";
import { type Failure, failure } from "../../shared/failure.ts";
import type { Member } from "../../shared/people/member.ts";
import { actionOf } from "../../shared/room/commands/command.ts";
import { Message, readClientMessage, Sync } from "../../shared/room/protocol.ts";
import app from "../../worker/app.ts";
import { Room } from "../../worker/room/room.ts";
import { type Asking, asks, openStream, request, sayAll, sayings } from "./access-asks.ts";
import { conventionIn, enter, members, phases, strangers } from "./access-cast.ts";
import {
	before,
	commands,
	elsewhere,
	messages,
	openers,
	partyNames,
	phaseNames,
	type Right,
	rights,
	roleLetters,
	roomMethods,
	type Verdict,
	verdictOf,
} from "./access-matrix.ts";

beforeAll(enter, 60_000);

const askedOf = (name: string) => name.split(" | ")[0] ?? "";
const rightOf = (name: string) => rights.find((right) => right.asks.includes(name));

/** What a request is answered for each verdict, and how a room closes. */
const statuses: Record<Exclude<Verdict, "allowed">, string> = {
	forbidden: "403 forbidden",
	frozen: "423 frozen",
	notNow: "409 notNow",
	notYours: "403 notYours",
};

describe("the matrix", () => {
	it("has a line for each party and a cell for each phase", () => {
		for (const { grid, label } of rights) {
			const [header = "", ...lines] = grid.trim().split("\n");
			const columns = header.trim().split(/\s+/);
			expect(columns, label).toEqual(Object.keys(phaseNames));
			const rows = lines.map((line) => line.trim().split(/\s+/));
			expect(
				rows.map(([name]) => name),
				label,
			).toEqual(Object.keys(partyNames));
			for (const [, ...cells] of rows) {
				expect(cells, label).toHaveLength(columns.length);
				for (const cell of cells) expect(cell, label).toMatch(/^([crvsl]+|-|×|·)$/);
			}
		}
		expect(Object.values(phaseNames)).toEqual(phases);
		expect(Object.keys(roleLetters).join("")).toBe("crvsl");
	});

	it("says of every action what the policy says", () => {
		const wrong = rights.flatMap((right) =>
			everyCase().flatMap(([member, phase]) => {
				const said = verdictOf(right, member.party, member.roles[0] ?? "reads", phase);
				const found = policyOn(right, member, phase)?.code ?? "allowed";
				return said === found ? [] : [`${right.label} · ${member.person} · ${phase}: ${said}, and the policy ${found}`];
			}),
		);
		expect(wrong).toEqual([]);
		expect(new Set(rights.flatMap(({ action }) => action ?? []))).toEqual(new Set(Object.keys(policy)));
	});

	it("knows every route, and no other", () => {
		const inMatrix = rights.flatMap((right) => right.asks.map(askedOf)).filter((ask) => !ask.startsWith("message "));
		const known = new Set([...inMatrix, ...Object.keys(elsewhere)]);
		const routes = app.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method} ${path}`);
		expect(new Set(routes)).toEqual(known);
		const everyMethod = app.routes.filter(({ method }) => method === "ALL").map(({ path }) => path);
		expect(new Set(everyMethod)).toEqual(new Set(before));
	});

	it("knows every command, under the action that the room asks for", () => {
		expect(Object.keys(commands).sort()).toEqual(Object.keys(actionOf).sort());
		for (const [kind, ask] of Object.entries(commands)) {
			expect(rightOf(ask)?.action, kind).toBe(actionOf[kind as keyof typeof actionOf]);
		}
	});

	it("knows every message of the protocol, and how each is said", () => {
		const kinds = Object.keys(Message).filter((kind) => kind !== "sync");
		expect(Object.keys(messages).sort()).toEqual([...kinds, ...Object.keys(Sync).map((kind) => `sync ${kind}`)].sort());
		const asked = new Set(
			rights
				.flatMap((right) => right.asks)
				.filter((ask) => ask.startsWith("message "))
				.map(askedOf),
		);
		const said = Object.keys(messages).filter((kind) => messages[kind] === "client");
		expect(asked).toEqual(new Set(said.map((kind) => `message ${kind.replace("sync ", "")}`)));
		const numbers = said.map((kind) => Message[kind.split(" ")[0] as keyof typeof Message]);
		for (let number = 0; number < 128; number++) {
			const read = [[0, 1, 0], [1, 0], []].some(
				(rest) => !("failed" in readClientMessage(new Uint8Array([number, ...rest]))),
			);
			expect(read, `message ${number}`).toBe((numbers as number[]).includes(number));
		}
	});

	it("knows everything that the Worker can ask of a room", () => {
		expect(Object.getOwnPropertyNames(Room.prototype).sort()).toEqual(Object.keys(roomMethods).sort());
	});

	it("can put every question that it lists", () => {
		const listed = rights.flatMap((right) => right.asks);
		expect(new Set(listed).size).toBe(listed.length);
		expect(listed.sort()).toEqual([...Object.keys(asks), ...Object.keys(sayings)].sort());
	});
});

function everyCase(): [Member, Phase][] {
	return phases.flatMap((phase) => members.map((member): [Member, Phase] => [member, phase]));
}

function verdictFor(name: string, { party, roles }: Member, phase: Phase): Verdict {
	const right = rightOf(name);
	if (!right) throw new Error(`the matrix does not speak of "${name}"`);
	return verdictOf(right, party, roles[0] ?? "reads", phase);
}

function policyOn({ action, target }: Right, member: Member, phase: Phase): Failure | null {
	if (action === null) return failure("notYours");
	const on =
		target === undefined
			? []
			: "party" in target
				? [target.party === "own" ? member.party : target.party]
				: [{ owner: target.owner, id: "it" }];
	const ask = refuses as unknown as (member: Member, action: Action, phase: Phase, ...on: unknown[]) => Failure | null;
	return ask(member, action, phase, ...on);
}

describe("what concerns no convention", () => {
	it.each(Object.entries(elsewhere))("%s", async (route, { nobody }) => {
		const [method = "", path = ""] = route.replace("*", "nothing").replace(":id", "nothing").split(" ");
		const answer = await request(null, method, path, method === "POST" ? "{}" : null);
		await answer.arrayBuffer();
		expect(answer.status).toBe(nobody);
	});

	it.each(Object.entries(openers))(
		"a convention is opened by somebody of a Caf only: %s",
		async (organisation, may) => {
			const person = members.find(({ party }) => party === organisation)?.person ?? "nobody-s";
			const answer = await request(person, "POST", "/api/conventions", '{"model":"ctg-2024"}');
			await answer.arrayBuffer();
			expect(answer.status).toBe(may ? 201 : 403);
		},
	);
});

describe.each(phases)("a convention in the phase %s", (phase) => {
	const convention = conventionIn(phase);

	it("answers each request of each role of each party as the matrix says", async () => {
		await expectAll(
			members.map(({ person }) => person),
			(name, person) => {
				const member = members.find((each) => each.person === person);
				const right = rightOf(name);
				if (!member || !right) throw new Error(`the matrix does not speak of "${name}" by ${person}`);
				const verdict = verdictOf(right, member.party, member.roles[0] ?? "reads", phase);
				if (verdict === "allowed") return asks[name]?.allowed ?? "";
				return (verdict === "notYours" && asks[name]?.notYours) || statuses[verdict];
			},
		);
	}, 120_000);

	it("asks strangers to sign in, and does not exist for who has no role in it", async () => {
		await expectAll([null, ...strangers], (name, person) => {
			const isRoom = name.endsWith("/room");
			if (person === null) return isRoom ? "4401 signedOut" : "401 signedOut";
			return isRoom ? "4404 unknownConvention" : "404 unknownConvention";
		});
	}, 120_000);

	/** Each person asks each thing, in the order of the list: what is refused must not have happened. */
	async function expectAll(people: (string | null)[], expected: (name: string, person: string | null) => string) {
		const open = await openStream("caf-reads", convention);
		const wrong: string[] = [];
		for (const [name, { put, alone }] of Object.entries(asks)) {
			const ask = async (person: string | null) => {
				const asking: Asking = { person, convention, stream: open.id ?? "" };
				const [said, found] = [expected(name, person), await put(asking)];
				if (said !== found) wrong.push(`${name} · ${person}: ${said}, and the server ${found}`);
			};
			if (alone) for (const person of people) await ask(person);
			else await Promise.all(people.map(ask));
		}
		await open.leave();
		expect(wrong).toEqual([]);
	}

	it("lets each member say in the room what the matrix says", async () => {
		const wrong: string[] = [];
		const ask = async (member: Member) => {
			for (const [name, found] of Object.entries(await sayAll(convention, member))) {
				const verdict = verdictFor(name, member, phase);
				const said = verdict === "allowed" ? "ok" : `4${statuses[verdict]}`;
				if (said !== found) wrong.push(`${name} · ${member.person}: ${said}, and the room ${found}`);
			}
		};
		await Promise.all(members.map(ask));
		expect(wrong).toEqual([]);
	}, 120_000);
});
