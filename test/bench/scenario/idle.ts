import { setTimeout as wait } from "node:timers/promises";
import { Awareness, encodeAwarenessUpdate } from "y-protocols/awareness";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { encodeAwareness } from "../../../shared/room/protocol.ts";
import { Client } from "../load/client.ts";
import { layOutRoom, textIn } from "../load/layout.ts";
import { cpuMillis } from "../process.ts";
import type { Deployment } from "../target.ts";
import type { Effort, Sample, Scenario } from "./scenario.ts";

const TABS = 10;
const PING_MS = 20_000;
/** After the last message: a room goes to sleep ten seconds later, and what joining caused is over. */
const SETTLE_MS = 12_000;
const WATCHED_MS = 60_000;

interface Counts {
	constructed: number;
	messages: number;
	alarms: number;
}

/** Nobody types. Ten tabs of ours only ping, and the runtime answers; stock tabs renew their awareness. */
export const idleRoom: Scenario = {
	name: "idle",
	title: `I. A room with ${TABS} open tabs and nobody at them`,
	targets: ["copacte"],
	rounds: 1,
	columns: [
		{ metric: "ours", label: "ours: wake-ups/min", digits: 1 },
		{ metric: "oursCpu", label: "CPU ms/min", digits: 1 },
		{ metric: "pongs", label: "pongs", digits: 0 },
		{ metric: "evicted", label: "evicted", digits: 0 },
		{ metric: "stock", label: "stock: wake-ups/min", digits: 1 },
		{ metric: "stockCpu", label: "CPU ms/min", digits: 1 },
	],
	goals: [
		{ text: "wake-ups a minute", metric: "ours", atMost: 0 },
		{ text: "evicted while its tabs are open", metric: "evicted", atLeast: 1 },
	],
	measure,
};

async function measure(deployment: Deployment, effort: Effort): Promise<Sample> {
	const watchedMs = effort.quick ? WATCHED_MS / 3 : WATCHED_MS;
	return { ...(await measureOurs(deployment, watchedMs)), ...(await measureStock(deployment, watchedMs)) };
}

async function measureOurs(deployment: Deployment, watchedMs: number): Promise<Sample> {
	const { port, pid } = await deployment.startAfresh();
	const { base, client } = await layOutRoom({ port, dialect: "copacte", room: "idle", person: "tab-0" });
	const tabs = await Promise.all(Array.from({ length: TABS }, (_, index) => OurTab.open(port, `tab-${index}`)));
	client.socket.close();
	const quiet = await watch(port, pid, watchedMs);
	const before = await countsOf(port);
	tabs[0]?.client.sendUpdate(keystroke(base));
	await wait(300);
	const evicted = (await countsOf(port)).constructed - before.constructed;
	for (const tab of tabs) tab.close();
	return { ours: quiet.wakeUps, oursCpu: quiet.cpu, pongs: tabs.reduce((sum, { pongs }) => sum + pongs, 0), evicted };
}

async function measureStock(deployment: Deployment, watchedMs: number): Promise<Sample> {
	const { port, pid } = await deployment.startAfresh();
	const { client } = await layOutRoom({ port, dialect: "copacte", room: "idle", person: "tab-0" });
	const providers = Array.from({ length: TABS }, (_, index) => stockTab(port, `tab-${index}`));
	client.socket.close();
	const quiet = await watch(port, pid, watchedMs);
	for (const provider of providers) {
		provider.destroy();
		// It leaves its awareness, which has a timer that would keep this process alive.
		provider.doc.destroy();
	}
	return { stock: quiet.wakeUps, stockCpu: quiet.cpu };
}

/** Waits until the room should sleep, then counts for a while; both for a minute. */
async function watch(port: number, pid: number, watchedMs: number): Promise<{ wakeUps: number; cpu: number }> {
	await wait(SETTLE_MS);
	const before = { counts: await countsOf(port), cpu: cpuMillis(pid) };
	await wait(watchedMs);
	const cpu = cpuMillis(pid) - before.cpu;
	const after = await countsOf(port);
	const woken = (["constructed", "messages", "alarms"] as const).reduce(
		(sum, key) => sum + after[key] - before.counts[key],
		0,
	);
	const perMinute = 60_000 / watchedMs;
	return { wakeUps: woken * perMinute, cpu: cpu * perMinute };
}

async function countsOf(port: number): Promise<Counts> {
	return (await fetch(`http://127.0.0.1:${port}/counts`)).json() as Promise<Counts>;
}

/** What a tab of ours says while nobody touches it: who is there, once; then a ping now and then. */
class OurTab {
	pongs = 0;
	readonly client: Client;
	private readonly pinging: NodeJS.Timeout;

	private constructor(client: Client) {
		this.client = client;
		client.socket.send(encodeAwareness(somebody()));
		this.pinging = setInterval(() => client.socket.sendText("ping"), PING_MS);
	}

	static async open(port: number, person: string): Promise<OurTab> {
		let tab: OurTab | null = null;
		const onText = (text: string) => {
			if (tab && text === "pong") tab.pongs++;
		};
		tab = new OurTab(await Client.join({ port, dialect: "copacte", room: "idle", person }, { onText }));
		return tab;
	}

	close(): void {
		clearInterval(this.pinging);
		this.client.socket.close();
	}
}

function somebody(): Uint8Array {
	const awareness = new Awareness(new Y.Doc());
	awareness.setLocalState({ user: { name: "Inès", color: "#336699" } });
	const update = encodeAwarenessUpdate(awareness, [awareness.clientID]);
	awareness.destroy();
	return update;
}

function stockTab(port: number, person: string): WebsocketProvider {
	const provider = new WebsocketProvider(`ws://127.0.0.1:${port}`, "idle", new Y.Doc(), {
		params: { person },
		disableBc: true,
	});
	provider.awareness.setLocalState({ user: { name: person, color: "#336699" } });
	return provider;
}

function keystroke(base: Uint8Array): Uint8Array {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, base);
	const before = Y.encodeStateVector(doc);
	textIn(doc).insert(0, "a");
	return Y.encodeStateAsUpdate(doc, before);
}
