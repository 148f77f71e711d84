import { fork } from "node:child_process";
import { join } from "node:path";
import type { CrowdJob, CrowdResult } from "./crowd.ts";

const TIMEOUT_MS = 240_000;

/** Runs a job in a generator process of its own, so that every target meets a fresh one. */
export function generate(job: CrowdJob): Promise<CrowdResult> {
	const child = fork(join(import.meta.dirname, "main.ts"), {
		execArgv: ["--disable-warning=ExperimentalWarning"],
	});
	const stop = () => child.kill("SIGKILL");
	process.once("exit", stop);
	return new Promise<CrowdResult>((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error("the generator took too long")), TIMEOUT_MS);
		child.once("message", (answer: { result?: CrowdResult; error?: string }) => {
			clearTimeout(timer);
			if (answer.result) resolve(answer.result);
			else reject(new Error(answer.error));
		});
		child.once("exit", (code) => reject(new Error(`the generator ended with ${code}`)));
		child.send(job);
	}).finally(() => {
		stop();
		process.off("exit", stop);
	});
}
