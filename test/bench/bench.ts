import { helpFor, type Options, readOptions } from "./options.ts";
import { installPeers } from "./peers.ts";
import { report, summary } from "./report.ts";
import { runScenario, type Samples } from "./run.ts";
import { fanOut, fullRoom, manyRooms } from "./scenario/crowd.ts";
import { guardCost } from "./scenario/guard.ts";
import { idleRoom } from "./scenario/idle.ts";
import { killing } from "./scenario/kill.ts";
import { longDocument } from "./scenario/long.ts";
import { fullPage } from "./scenario/page.ts";
import { pressed } from "./scenario/press.ts";
import type { Scenario } from "./scenario/scenario.ts";
import { type TargetName, target } from "./target.ts";

const scenarios: Scenario[] = [
	fanOut,
	fullRoom,
	manyRooms,
	longDocument,
	killing,
	guardCost,
	idleRoom,
	fullPage,
	pressed,
];
const names = scenarios.map(({ name }) => name);

const say = (line: string) => process.stderr.write(`${line}\n`);

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(130));

const options = readOptions(process.argv.slice(2), names);
if (options === "help") console.log(helpFor(names));
else if ("wrong" in options) {
	say(`${options.wrong}\n\n${helpFor(names)}`);
	process.exitCode = 2;
} else {
	// Every stock provider listens for the end of the process.
	process.setMaxListeners(0);
	await run(options);
	process.exit();
}

async function run(options: Options): Promise<void> {
	const hasPeers = !options.targets.some((name) => target(name).peer) || installPeers();
	if (!hasPeers) say("peer not installed: `npm ci` in test/bench/peers did not work, so the others are measured alone");
	const measurable = (name: TargetName) => options.targets.includes(name) && (hasPeers || !target(name).peer);
	const results: { scenario: Scenario; samples: Samples }[] = [];
	for (const scenario of scenarios.filter(({ name }) => options.scenarios.includes(name))) {
		const samples = await runScenario(scenario, scenario.targets.filter(measurable), options, say);
		results.push({ scenario, samples });
		console.log(report(scenario, samples));
	}
	console.log(summary(results));
}
