import { type CrowdJob, runCrowd } from "./crowd.ts";

/** The load generator's process: one job from the benchmark, one result back, the end. */
process.once("message", async (job: CrowdJob) => {
	let answer: object;
	try {
		answer = { result: await runCrowd(job) };
	} catch (error) {
		answer = { error: String(error) };
	}
	process.send?.(answer, () => process.exit());
});
