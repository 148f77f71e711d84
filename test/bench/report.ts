import type { Samples } from "./run.ts";
import type { Column, Goal, Scenario } from "./scenario/scenario.ts";
import { median } from "./statistics.ts";
import type { TargetName } from "./target.ts";

const OURS: TargetName = "copacte";

/** A scenario's table, then a line for each of its goals. */
export function report(scenario: Scenario, samples: Samples): string {
	const rows = [...samples].filter(([, own]) => own.length > 0);
	const head = ["", ...scenario.columns.map(({ label }) => label)];
	const body = rows.map(([name]) => [name, ...scenario.columns.map((column) => cell(column, name, samples))]);
	return [`\n${scenario.title}`, ...aligned([head, ...body]), ...goalLines(scenario, samples)].join("\n");
}

/** Every goal of every scenario in one table. */
export function summary(results: { scenario: Scenario; samples: Samples }[]): string {
	const rows = results.flatMap(({ scenario, samples }) =>
		scenario.goals.map((goal) => goalCells(scenario, goal, samples)),
	);
	return ["\nGoals", ...aligned([["", "goal", "measured", "wanted", ""], ...rows])].join("\n");
}

function goalLines(scenario: Scenario, samples: Samples): string[] {
	return scenario.goals
		.map((goal) => goalCells(scenario, goal, samples).slice(1))
		.map(([text, is, wanted, verdict]) => {
			return `  ${verdict}: ${text} ${is} (${wanted})`;
		});
}

function goalCells({ name }: Scenario, goal: Goal, samples: Samples): string[] {
	const value =
		medianOf(samples, OURS, goal.metric) / (goal.against ? medianOf(samples, goal.against, goal.metric) : 1);
	const wanted = goal.atMost !== undefined ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`;
	const met = goal.atMost !== undefined ? value <= goal.atMost : value >= (goal.atLeast ?? 0);
	const verdict = Number.isNaN(value) ? "not measured" : met ? "ok" : "miss";
	return [name, goal.text, Number.isNaN(value) ? "–" : rounded(value, 2), wanted, verdict];
}

function cell({ metric, digits, against }: Column, name: TargetName, samples: Samples): string {
	const value = medianOf(samples, name, metric);
	if (Number.isNaN(value)) return "–";
	const text = rounded(value, digits);
	const reference = against === undefined ? Number.NaN : medianOf(samples, against, metric);
	return Number.isNaN(reference) ? text : `${text} (${rounded(value / reference, 2)})`;
}

function medianOf(samples: Samples, name: TargetName, metric: string): number {
	const own = samples.get(name) ?? [];
	return median(own.map((sample) => sample[metric] ?? Number.NaN).filter((value) => !Number.isNaN(value)));
}

const rounded = (value: number, digits: number) =>
	value.toLocaleString("en", { maximumFractionDigits: digits, minimumFractionDigits: digits });

function aligned(rows: string[][]): string[] {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	return rows.map((row) =>
		row
			.map((text, column) => text.padEnd(widths[column] ?? 0))
			.join("  ")
			.trimEnd(),
	);
}
