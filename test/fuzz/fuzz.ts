import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { Campaign, PARTS, type Part, type Result } from "./campaign.ts";

const HELP = `npm run fuzz -- [options]: people and attackers in a room, and an oracle that knows nothing of the guard.

  --seed N          start here (default: at random); the same seed gives the same run
  --updates N       updates to judge (default 20000)
  --runs N          rooms to spread them over (default: one for each 2000 updates)
  --without PART    take one check or limit out of the guard: the oracle must notice
  --mutants         do so with each in turn, and print what was seen
  --help            this text

Exits with 1 when the guard let something through, or when a mutant got away.`;

/** What a run has no room for, or what another part refuses as well: test/unit/guard tests these by themselves. */
const BY_THEMSELVES: readonly Part[] = ["clients", "most clientsInAll"];

const { values } = parseArgs({
	options: {
		seed: { type: "string" },
		updates: { type: "string", default: "20000" },
		runs: { type: "string" },
		without: { type: "string" },
		mutants: { type: "boolean", default: false },
		help: { type: "boolean", default: false },
	},
});

const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
const updates = Number(values.updates);
const runs = values.runs === undefined ? Math.ceil(updates / 2000) : Number(values.runs);

if (values.help) console.log(HELP);
else if (values.mutants) process.exitCode = tryMutants() ? 0 : 1;
else process.exitCode = isPart(values.without) && tryRuns(values.without) === null ? 0 : 1;

function isPart(name: string | undefined): name is Part | undefined {
	if (name === undefined || PARTS.some((part) => part === name)) return true;
	console.error(`No part is called "${name}". There are: ${PARTS.join(", ")}.`);
	return false;
}

/** Runs rooms until one breaks; says how many updates that took, or null when none did. */
function tryRuns(without?: Part, quiet = false): { after: number; what: string } | null {
	let judged = 0;
	for (let run = 0; run < runs; run++) {
		const result = new Campaign({ seed: seed + run, without }).run(Math.ceil(updates / runs));
		judged += result.judged;
		if (!quiet) report(seed + run, result);
		if (result.violation) return { after: judged, what: `${result.violation.attack}: ${result.violation.what}` };
	}
	return null;
}

function report(at: number, { judged, hostile, honest, honestRefusals, violation }: Result): void {
	const refused = [...honestRefusals].map(([why, count]) => `${count} × ${why}`).join(", ") || "none";
	console.log(
		`seed ${at}: ${judged} judged; hostile ${hostile.sent}, ${hostile.accepted} let in; ` +
			`honest ${honest.sent}, refused ${honest.sent - honest.accepted}: ${refused}`,
	);
	if (violation)
		console.error(`  BROKEN at update ${violation.update}, last attack ${violation.attack}\n  ${violation.what}`);
}

function tryMutants(): boolean {
	console.log(`seed ${seed}, up to ${updates} updates each`);
	let allFound = true;
	for (const name of PARTS) {
		if (BY_THEMSELVES.includes(name)) continue;
		const found = tryRuns(name, true);
		const seen = found ? `found after ${found.after}: ${found.what.split("\n")[0]}` : "NOT FOUND";
		console.log(`${name.padEnd(18)} ${seen}`);
		allFound &&= found !== null;
	}
	return allFound;
}
