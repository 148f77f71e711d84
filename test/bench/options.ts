import { parseArgs } from "node:util";
import type { Effort } from "./scenario/scenario.ts";
import { type TargetName, targetNames } from "./target.ts";

export interface Options extends Effort {
	scenarios: string[];
	targets: TargetName[];
}

export const helpFor = (scenarios: string[]) => `Measures our room beside others, and says which goals it meets.

    npm run bench -- [--only SCENARIO,…] [--targets TARGET,…] [--rounds N] [--quick]

  --only     ${scenarios.join(", ")}; all of them unless said
  --targets  ${targetNames.join(", ")}; all of them unless said
  --rounds   how often each target is measured (3); medians are shown
  --quick    one short round: shows that everything runs, and roughly where things stand

Everything runs on this machine, over loopback, for some 25 minutes: leave the machine alone meanwhile. "other cores" says
how much it was not. BENCH_VERBOSE=1 shows what the servers print.`;

/** What the command line asks for, or the sentence that says what is wrong with it. */
export function readOptions(args: string[], scenarios: string[]): Options | "help" | { wrong: string } {
	try {
		const { values } = parseArgs({
			args,
			options: {
				help: { type: "boolean", short: "h" },
				quick: { type: "boolean" },
				only: { type: "string" },
				targets: { type: "string" },
				rounds: { type: "string" },
			},
		});
		if (values.help) return "help";
		const quick = values.quick ?? false;
		return {
			quick,
			rounds: positive(values.rounds ?? (quick ? "1" : "3")),
			scenarios: chosen(values.only, scenarios),
			targets: chosen(values.targets, targetNames),
		};
	} catch (error) {
		return { wrong: (error as Error).message };
	}
}

function chosen<T extends string>(list: string | undefined, known: T[]): T[] {
	if (list === undefined) return known;
	const names = list.split(",");
	const unknown = names.find((name) => !known.includes(name as T));
	if (unknown !== undefined) throw new Error(`${unknown} is none of ${known.join(", ")}`);
	return known.filter((name) => names.includes(name));
}

function positive(text: string): number {
	const number = Number(text);
	if (!Number.isInteger(number) || number < 1 || number > 100) throw new Error(`${text} rounds cannot be run`);
	return number;
}
