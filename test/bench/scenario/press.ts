import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readCanonical } from "../../../shared/version/canonical.ts";
import { textOf } from "../../../shared/version/thaw.ts";
import { sheetOf } from "../../../worker/press/sheet/build.ts";
import { acts } from "../../press/support/versions.ts";
import { installPeers } from "../peers.ts";
import { versionOfPages } from "../press/pages.ts";
import { preparePress } from "../press/workerd.ts";
import { cpuSeconds, peakMiB, residentMiB } from "../process.ts";
import { makeDirectory, removeDirectory, Server } from "../server.ts";
import { median } from "../statistics.ts";
import type { Effort, Sample, Scenario } from "./scenario.ts";

/** Documents after which nothing is new: code compiled, memory taken. */
const WARM = 3;
const DOCUMENTS = 50;
const FEW = 6;

/** Frozen text to PDF in workerd, and the same words by pdfkit in Node. */
export const pressed: Scenario = {
	name: "press",
	title: "S. A frozen text laid out as a PDF: processor and memory of the press, beside pdfkit on the same words",
	targets: ["copacte"],
	rounds: 1,
	columns: [
		{ metric: "first", label: "first of 20 pages, CPU ms", digits: 0 },
		{ metric: "short", label: "20 pages, CPU ms", digits: 0 },
		{ metric: "shortPages", label: "pages", digits: 0 },
		{ metric: "long", label: "60 pages, CPU ms", digits: 0 },
		{ metric: "longPages", label: "pages", digits: 0 },
		{ metric: "pdfkit", label: "pdfkit 60 pages, CPU ms", digits: 0 },
		{ metric: "pdfkitPages", label: "pages", digits: 0 },
		{ metric: "peak", label: "peak MiB for 60 pages", digits: 0 },
		{ metric: "growth", label: "MiB more after all", digits: 0 },
	],
	goals: [
		{ text: "CPU of 60 pages, against pdfkit's, page for page", metric: "ratio", atMost: 0.7 },
		{ text: "memory after all documents, against after the first few", metric: "stable", atMost: 1.25 },
	],
	measure: async (_deployment, effort) => measurePress(effort),
};

async function measurePress(effort: Effort): Promise<Sample> {
	const directory = makeDirectory();
	const server = await Server.start(await preparePress(directory));
	try {
		const idle = residentMiB(server.pid);
		const [short, long] = [versionOfPages(20).canonical, versionOfPages(60).canonical];
		const first = await print(server, short);
		await printMany(server, long, WARM);
		const early = residentMiB(server.pid);
		const shorts = await printMany(server, short, effort.quick ? FEW : DOCUMENTS);
		const late = residentMiB(server.pid);
		const longs = await printMany(server, long, FEW);
		const peak = peakMiB(server.pid) - idle;
		const other = pdfkit(directory, long, effort.quick ? 4 : 10);
		return {
			first: first.ms,
			short: median(shorts.map(({ ms }) => ms)),
			shortPages: first.pages,
			long: median(longs.map(({ ms }) => ms)),
			longPages: longs[0]?.pages ?? 0,
			...other,
			ratio: perPage(longs) / (other.pdfkit / other.pdfkitPages),
			peak,
			growth: late - early,
			stable: late / early,
		};
	} finally {
		await server.kill();
		removeDirectory(directory);
	}
}

interface Printed {
	pages: number;
	ms: number;
}

const perPage = (printed: Printed[]): number => median(printed.map(({ pages, ms }) => ms / pages));

async function printMany(server: Server, canonical: Uint8Array, count: number): Promise<Printed[]> {
	const printed: Printed[] = [];
	for (let document = 0; document < count; document++) printed.push(await print(server, canonical));
	return printed;
}

async function print({ pid, port }: Server, canonical: Uint8Array): Promise<Printed> {
	const before = cpuSeconds(pid);
	const headers = { acts: JSON.stringify(acts()) };
	const answer = await fetch(`http://127.0.0.1:${port}`, { method: "POST", headers, body: Buffer.from(canonical) });
	if (!answer.ok) throw new Error(await answer.text());
	const { pages } = (await answer.json()) as { pages: number };
	return { pages, ms: (cpuSeconds(pid) - before) * 1000 };
}

/** Nothing where pdfkit could not be installed. */
function pdfkit(directory: string, canonical: Uint8Array, count: number) {
	if (!installPeers()) return { pdfkit: Number.NaN, pdfkitPages: Number.NaN };
	const frozen = readCanonical(canonical);
	const digest = createHash("sha256").update(canonical).digest("hex");
	const sheet = join(directory, "sheet.json");
	writeFileSync(sheet, JSON.stringify(sheetOf(frozen, textOf(frozen), acts(), digest)));
	const script = join(import.meta.dirname, "../peers/pdfkit.mjs");
	const lines = execFileSync(process.execPath, [script, sheet, String(count)], { encoding: "utf8" })
		.trim()
		.split("\n");
	const documents = lines.map((line) => JSON.parse(line) as Printed).slice(1);
	return { pdfkit: median(documents.map(({ ms }) => ms)), pdfkitPages: documents[0]?.pages ?? 0 };
}
