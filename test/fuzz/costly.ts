import * as Y from "yjs";
import { liveRoot, rowsRoot } from "../../shared/live/layout.ts";
import { contents, forge, type Id, type Struct } from "./forge.ts";
import type { Attack } from "./hostile.ts";
import type { Target } from "./target.ts";

const { string, any, format, garbage, type } = contents;

/** What is small to send and long to take in, or small to send and there for ever. */
export const costly: Record<string, Attack> = {
	/** Each letter passes by all the formats that came before it. */
	formatsThenLetters: (t) => {
		const parent = liveRoot(t.mine());
		const many = 1_200;
		const [first, second] = idsOf(t);
		const formats = chain(many, (origin): Struct => ({ origin, parent, content: format("bold", "true") }), first);
		const letters = times(many, (at): Struct => ({ right: [first, at], content: string("x") }));
		return forge([
			{ client: first, clock: 0, structs: formats },
			{ client: second, clock: 0, structs: letters },
		]);
	},
	/** Letters that all claim the same two neighbours, from two pages that had not seen each other. */
	lettersAtOnePlace: (t) => {
		const place = { parent: liveRoot(t.mine()) };
		const [first, second] = idsOf(t);
		const structs = times(2_500, (): Struct => ({ ...place, content: string("x") }));
		return forge([
			{ client: first, clock: 0, structs },
			{ client: second, clock: 0, structs },
		]);
	},
	/** To put a value before all others of its key, Yjs goes from the last to the first. */
	valuesBeforeAll: (t) => {
		const place = { parent: "fields", sub: t.myField() };
		const structs = times(6_000, (): Struct => ({ ...place, content: any("x") }));
		return forge([{ client: idsOf(t)[0], clock: 0, structs }]);
	},
	/** Every other letter of a long word goes, the last first: each cut moves all that follow. */
	holesInAWord: (t) => {
		const many = 50_000;
		const client = idsOf(t)[0];
		const structs: Struct[] = [{ parent: liveRoot(t.mine()), content: string("x".repeat(2 * many)) }];
		return forge(
			[{ client, clock: 0, structs }],
			times(many, (at) => [client, 2 * (many - at - 1), 1] as const),
		);
	},
	/** The same stretch, deleted again and again. */
	deletedAgain: (t) => {
		const client = idsOf(t)[0];
		const structs = times(5_000, (): Struct => ({ content: garbage(1) }));
		return forge(
			[{ client, clock: 0, structs }],
			times(20_000, () => [client, 0, 5_000] as const),
		);
	},
	garbageHeap: (t) =>
		forge([{ client: idsOf(t)[0], clock: 0, structs: times(200_000, () => ({ content: garbage(1) })) }]),
	manyClients: (t) =>
		forge(
			times(150, (at) => ({
				client: 0x7000_0000 + t.random.int(2 ** 20) * 200 + at,
				clock: 0,
				structs: [{ content: garbage(1) }],
			})),
		),
	manyBoundaries: (t) => {
		const client = idsOf(t)[0];
		const parent = liveRoot(t.mine());
		const structs = chain(5_001, (origin): Struct => ({ origin, parent, content: type(1) }), client);
		return forge([{ client, clock: 0, structs }]);
	},
	manyRows: (t) => {
		const ids = times(1_001, (at) => `r${at}`);
		const place = { parent: rowsRoot(`${t.mine()}/longue`) };
		return forge([{ client: idsOf(t)[0], clock: 0, structs: [{ ...place, content: any(...ids) }] }]);
	},
	manyRoots: (t) => {
		const structs = times(400, (at): Struct => ({ parent: rowsRoot(`${t.mine()}/t${at}`), content: any("a") }));
		return forge([{ client: idsOf(t)[0], clock: 0, structs }]);
	},
};

/** Two ids that nobody used, the higher first: Yjs takes its structs first. */
function idsOf({ random, doc }: Target): [number, number] {
	let id = 0;
	do id = 0x6000_0000 + random.int(2 ** 26) * 2;
	while (Y.getState(doc.store, id) > 0);
	return [id + 1, id];
}

const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

const chain = (count: number, make: (origin: Id | undefined) => Struct, client: number): Struct[] =>
	times(count, (at) => make(at === 0 ? undefined : [client, at - 1]));
