import type { Effort, Sample, Scenario } from "./scenario/scenario.ts";
import { Deployment, type TargetName, target } from "./target.ts";

/** Samples of each target, one for each round that it came through. */
export type Samples = Map<TargetName, Sample[]>;

/**
 * Measures targets in turn, round after round, each round in another order: what slows the machine down for a while then
 * falls on all of them. A target that breaks loses that round, and the others go on.
 */
export async function runScenario(
	scenario: Scenario,
	names: TargetName[],
	effort: Effort,
	say: (line: string) => void,
): Promise<Samples> {
	const samples: Samples = new Map(names.map((name) => [name, []]));
	const deployments = names.map((name) => new Deployment(target(name)));
	const broken = (deployment: Deployment, error: unknown) =>
		say(`${scenario.name}: ${deployment.target.name} broke: ${error}`);
	try {
		for (const deployment of deployments) {
			await scenario.prepare?.(deployment, effort).catch((error) => broken(deployment, error));
			await deployment.stop();
		}
		const rounds = scenario.rounds ?? effort.rounds;
		for (let round = 0; round < rounds; round++) {
			for (const deployment of inTurn(deployments, round)) {
				const { name } = deployment.target;
				say(`${scenario.name}: round ${round + 1} of ${rounds}, ${name}`);
				await scenario.measure(deployment, effort).then(
					(sample) => samples.get(name)?.push(sample),
					(error) => broken(deployment, error),
				);
				await deployment.stop();
			}
		}
	} finally {
		for (const deployment of deployments) await deployment.remove();
	}
	return samples;
}

/** Starts one further with each round, and goes backwards every other round. */
function inTurn<T>(items: T[], round: number): T[] {
	const first = round % items.length;
	const turned = [...items.slice(first), ...items.slice(0, first)];
	return round % 2 === 0 ? turned : turned.reverse();
}
