import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { openBrowser } from "../../e2e/support/browser.ts";
import { ChromiumCampaign, type Found, Stage } from "./campaign.ts";

const HELP = `npm run laws:chromium -- [options]: two people write in a real Chromium, by its keys and its input method.

  --from N       start at this seed (default: at random); the same seed presses the same keys
  --runs N       runs, each of the next seed (default 20)
  --verbose      tell what happened, for one run
  --help         this text

Exits with 1 when a promise was broken.`;

const { values } = parseArgs({
	options: {
		from: { type: "string" },
		runs: { type: "string", default: "20" },
		verbose: { type: "boolean", default: false },
		help: { type: "boolean", default: false },
	},
});

async function tryRuns(): Promise<boolean> {
	const from = values.from === undefined ? randomInt(2 ** 31) : Number(values.from);
	const runs = Number(values.runs);
	console.log(`Chromium, ${runs} runs from seed ${from}`);
	const sum: Record<string, number> = {};
	let isWhole = true;
	const browser = await openBrowser();
	try {
		const stage = await Stage.open(browser);
		for (let seed = from; seed < from + runs; seed++) {
			const { log, ...counts } = await new ChromiumCampaign(stage, seed).run();
			for (const [what, count] of Object.entries(counts)) sum[what] = (sum[what] ?? 0) + count;
			const broken = brokenIn(counts);
			if (broken.length > 0) console.log(`seed ${seed}: ${broken.join(", ")}`);
			if (values.verbose) console.log(log.join("\n"));
			isWhole &&= broken.length === 0;
		}
	} finally {
		await browser.close();
	}
	console.log(sum);
	return isWhole;
}

const brokenIn = ({ typed, carets, ...broken }: Omit<Found, "log">): string[] =>
	Object.entries(broken).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : []));

if (values.help) console.log(HELP);
else process.exitCode = (await tryRuns()) ? 0 : 1;
