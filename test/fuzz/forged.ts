import * as Y from "yjs";
import { liveRoot, rowsRoot } from "../../shared/live/layout.ts";
import { type Content, contents, forge, type Id, type Struct, TYPE } from "./forge.ts";
import type { Attack } from "./hostile.ts";
import type { Target } from "./target.ts";
import { FIELDS, SECTIONS } from "./world.ts";

const { string, any, json, binary, embed, format, type, garbage, gap, deleted, subdocument } = contents;

/** What Yjs would never write: structs by hand, one lie each, and `anything`, which lies at random. */
export const forged: Record<string, Attack> = {
	overlapForgedHead: (t) => overlap(t, { parent: liveRoot(t.mine()) }),
	overlapForgedOrigin: (t) => overlap(t, { origin: t.idIn(t.mine()), right: t.idIn(t.mine()) }),
	overlapForgedField: (t) => overlap(t, { parent: "fields", sub: t.myField() }),
	originElsewhere: (t) => one(t, { origin: t.idIn(t.theirs()), right: t.idIn(t.mine()), content: string("x") }),
	rightElsewhere: (t) => one(t, { origin: t.idIn(t.mine()), right: t.idIn(t.theirs()), content: string("x") }),
	crossed,
	crossedField: (t) => crossedField(t),
	crossedMany: (t) => {
		const ids = unitsOf(t.text(t.mine()));
		const structs = Array.from({ length: 3 + t.random.int(6) }, (): Struct => {
			const right = t.random.chance(0.7) ? t.random.pick(ids) : undefined;
			return { origin: t.random.pick(ids), right, content: string(t.random.pick(["x", "yz"])) };
		});
		return forge([{ client: t.id, clock: t.clock, structs }]);
	},

	halveByDeletion: (t) => halve(t, (id) => forge([], [[...id, 0]])),
	halveByKnownStruct: (t) => halve(t, (id) => resend({ right: id })),
	halveByOrigin: (t) => halve(t, ([client, clock]) => resend({ origin: [client, clock - 1] })),
	halveByRight: (t) => halve(t, (right) => one(t, { origin: t.idIn(t.mine()), right, content: string("x") })),

	/** Yjs makes a root as soon as it reads its name, and may have no use for the struct. */
	newRootInPassing: (t) => resend({ parent: t.random.pick(["clauses", "live/autre", "x", rowsRoot(`${t.mine()}/y`)]) }),

	noLength: (t) => one(t, { ...inText(t), content: t.random.pick([string(""), any(), json(), deleted(0)]) }),
	noLengthAsOther: (t) => {
		const client = t.random.pick([1, ...t.victims]);
		const clock = Y.getState(t.doc.store, client);
		return forge([
			{ client, clock, structs: [{ ...inText(t), content: t.random.pick([string(""), any(), garbage(0)]) }] },
		]);
	},
	noLengthField: (t) => one(t, { parent: "fields", sub: t.myField(), content: any() }),
	noLengthAttribute: (t) => one(t, { parent: inBlock(t), sub: t.random.pick(["__proto__", "t"]), content: any() }),
	hugeClock: (t) => {
		const huge = t.random.chance(0.5) ? garbage(Number.MAX_SAFE_INTEGER) : deleted(Number.MAX_SAFE_INTEGER);
		const structs = Array.from({ length: 1 + t.random.int(600) }, () => ({ ...inText(t), content: huge }));
		return forge([{ client: t.id, clock: t.clock, structs }]);
	},
	garbage: (t) => one(t, { content: garbage(1 + t.random.int(9)) }),
	garbageAsVictim: (t) => asVictim(t, { content: garbage(1 + t.random.int(9)) }),
	deletedAsVictim: (t) => asVictim(t, { ...inText(t), content: deleted(3) }),
	gap: (t) =>
		forge([{ client: t.id, clock: t.clock, structs: [{ content: gap(3) }, { ...inText(t), content: string("x") }] }]),
	ahead: (t) => forge([{ client: t.id, clock: t.clock + 5, structs: [{ ...inText(t), content: string("x") }] }]),
	waitForVictim: (t) => {
		const victim = t.victims.length > 0 ? t.random.pick(t.victims) : 1;
		return one(t, { origin: [victim, Y.getState(t.doc.store, victim) + t.random.int(3)], content: string("x") });
	},
	deleteFuture: (t) => {
		const victim = t.victims.length > 0 ? t.random.pick(t.victims) : 1;
		return forge([], [[victim, Y.getState(t.doc.store, victim), 1 + t.random.int(50)]]);
	},
	deleteElsewhere: (t) => forge([], [[...t.idIn(t.theirs()), 1 + t.random.int(3)]]),

	wrongContent: (t) => one(t, { ...inText(t), content: anyContent(t) }),
	wrongChild: (t) => one(t, { parent: inBlock(t), content: anyContent(t) }),
	wrongLine: (t) => one(t, { parent: rowsRoot(`${t.mine()}/forge`), content: anyContent(t) }),
	wrongField: (t) => one(t, { parent: "fields", sub: t.myField(), content: anyContent(t) }),
	wrongAttribute: (t) => one(t, { parent: inBlock(t), sub: t.random.pick(SUBS), content: anyContent(t) }),
	listInFields: (t) => one(t, { parent: "fields", content: string("x") }),
	listInStructure: (t) => one(t, { parent: "structure", content: t.random.pick([deleted(1), any(1)]) }),
	rootAttribute: (t) => one(t, { parent: liveRoot(t.mine()), sub: t.random.pick(SUBS), content: anyContent(t) }),
	rootAttributeGone: (t) => one(t, { parent: liveRoot(t.mine()), sub: "x", content: deleted(1) }),
	parentOfNoType: (t) => one(t, { parent: t.idIn(t.mine()), content: string("x") }),
	parentElsewhere: (t) => one(t, { parent: t.parentOf(t.boundary(t.theirs()), t.theirs()), content: deleted(2) }),
	brokenLink: (t) => one(t, { ...inText(t), content: format("link", '"https://x/\\ud800"') }),
	protoFormat: (t) => one(t, { ...inText(t), content: format("bold", '{"__proto__":{"a":1}}') }),
	endlessFormat: (t) =>
		one(t, { ...inText(t), content: format(t.random.pick(["__proto__", "link", "ychange"]), "null") }),
	/** What a third page, that had not seen the first of two letters, types beside it lands here or there. */
	splitRoom,

	anything: (t) => {
		const structs = Array.from({ length: 1 + t.random.int(4) }, () => anyStruct(t));
		const client = t.random.chance(0.9) ? t.id : t.random.pick([1, ...t.victims, 77]);
		const clock = Math.max(0, Y.getState(t.doc.store, client) - (t.random.chance(0.3) ? t.random.int(4) : 0));
		const deletes = t.random.chance(0.3) ? [[...t.idIn(anySection(t)), t.random.int(4)] as const] : [];
		return forge([{ client, clock, structs }], deletes);
	},
};

const SUBS = ["t", "d", "k", "c", "n", "i", "x", "y", "e", "__proto__", "ychange", "length"];

const anySection = (t: Target) => (t.random.chance(0.8) ? t.mine() : t.theirs());

const one = (t: Target, struct: Struct) => forge([{ client: t.id, clock: t.clock, structs: [struct] }]);

const inText = (t: Target): { parent: string | Id } => ({ parent: liveRoot(t.mine()) });

function inBlock(t: Target): string | Id {
	const section = t.mine();
	return t.parentOf(t.boundary(section), section);
}

/**
 * Three updates at once: X between two letters; an item before X that has no left neighbour, or one further left than that
 * of X; and what somebody types there who had not seen X. Which of the last two comes first depends on who is there.
 */
function splitRoom(t: Target): Uint8Array | null {
	const ids = unitsOf(t.text(t.mine()));
	if (ids.length < 4) return null;
	const at = 2 + t.random.int(ids.length - 3);
	const [left, right] = [ids[at - 1], ids[at]];
	const far = t.random.chance(0.5) ? undefined : t.random.pick(ids.slice(0, at - 1));
	const { clock, id } = t;
	const structs: Struct[] = [
		{ origin: left, right, content: string("X") },
		{ origin: far, right: [id, clock], content: string("O") },
		{ origin: left, right, content: string("N") },
	];
	return forge([{ client: id, clock, structs: t.random.chance(0.5) ? structs : structs.slice(0, 2) }]);
}

/** Known text is sent again with a longer tail, under a head that tells another place. */
function overlap(t: Target, head: Partial<Struct>): Uint8Array | null {
	const own = t.doc.store.clients.get(t.id)?.at(-1);
	if (own === undefined) return null;
	const content = t.random.chance(0.8)
		? string(`${"x".repeat(own.length)}intrus`)
		: any(...Array(own.length), "intrus");
	return forge([{ client: t.id, clock: own.id.clock, structs: [{ ...head, content }] }]);
}

/** A struct that everybody knows, sent again: Yjs looks its neighbours up before it drops it. */
function resend(head: Partial<Struct>): Uint8Array {
	return forge([{ client: 1, clock: 0, structs: [{ ...head, content: deleted(1) }] }]);
}

function halve(t: Target, attack: (half: Id) => Uint8Array): Uint8Array | null {
	const halves = t.halves(t.theirs());
	return halves.length === 0 ? null : attack(t.random.pick(halves));
}

/** Origin right of the right origin. */
function crossed(t: Target): Uint8Array {
	const ids = unitsOf(t.text(t.mine()));
	const at = t.random.int(ids.length - 1);
	return one(t, { origin: t.random.pick(ids.slice(at + 1)), right: ids[at], content: string("croisé") });
}

/** The id of each unit of a text, deleted ones too, as they stand. */
function unitsOf(text: Y.Text): Id[] {
	const ids: Id[] = [];
	for (let item = text._start; item !== null; item = item.right) {
		for (let at = 0; at < item.length; at++) ids.push([item.id.client, item.id.clock + at]);
	}
	return ids;
}

function crossedField(t: Target): Uint8Array | null {
	const ids: Id[] = [];
	const key = t.myField();
	for (let item = t.doc.getMap("fields")._map.get(key) ?? null; item !== null; item = item.left) {
		ids.push([item.id.client, item.id.clock]);
	}
	if (ids.length < 2) return null;
	const structs = Array.from({ length: 1 + t.random.int(3) }, (): Struct => {
		const [origin, right] = [t.random.pick(ids), t.random.pick(ids)];
		return { origin, right: t.random.chance(0.7) ? right : undefined, content: any(`croisé ${t.random.int(9)}`) };
	});
	return forge([{ client: t.id, clock: t.clock, structs }]);
}

function asVictim(t: Target, struct: Struct): Uint8Array {
	const client = t.victims.length > 0 ? t.random.pick(t.victims) : 1;
	return forge([{ client, clock: Y.getState(t.doc.store, client), structs: [struct] }]);
}

function anyContent({ random }: Target): Content {
	return random.pick([
		() => string("x"),
		() => any(random.pick([1, "x", null, true, { a: 1 }, [1], "h3", 2])),
		() => any(1, 2),
		() => json({ a: 1 }),
		() => binary(new Uint8Array([1, 2])),
		() => embed({ a: 1 }),
		() => format(random.pick(["bold", "x", "link"]), random.pick(["{}", "true", '"javascript:x"', "null"])),
		() => {
			const kind = random.pick(Object.values(TYPE));
			return type(kind, kind === TYPE.element || kind === TYPE.hook ? "x" : undefined);
		},
		() => subdocument(),
		() => deleted(1 + random.int(3)),
		() => garbage(1),
	])();
}

function link(t: Target, section: string, content: Content): Struct {
	const origin = t.random.chance(0.7) ? t.idIn(section) : undefined;
	const right = t.random.chance(0.7) ? t.idIn(section) : undefined;
	return { origin, right, parent: liveRoot(section), content };
}

function anyStruct(t: Target): Struct {
	const content = t.random.chance(0.5) ? string("x") : anyContent(t);
	const struct = link(t, anySection(t), content);
	if (t.random.chance(0.3)) struct.sub = t.random.pick([...SUBS, ...Object.keys(FIELDS)]);
	if (t.random.chance(0.2))
		struct.parent = t.random.pick(["fields", "structure", ...Object.keys(SECTIONS).map(liveRoot)]);
	if (t.random.chance(0.1)) struct.right = t.idIn(anySection(t));
	return struct;
}
