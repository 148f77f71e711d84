import type { Deployment, TargetName } from "../target.ts";

/** What one target showed in one round: a number by name. */
export type Sample = Record<string, number>;

/** How long and how often; `--quick` makes both small. */
export interface Effort {
	rounds: number;
	quick: boolean;
}

/** A column of a scenario's table: the median of one number over the rounds. */
export interface Column {
	metric: string;
	label: string;
	digits: number;
	/** Shows, in brackets, the ratio to this target. */
	against?: TargetName;
}

/** What we promise ourselves: our median, or its ratio to another target's, at most or at least so much. */
export interface Goal {
	text: string;
	metric: string;
	against?: TargetName;
	atMost?: number;
	atLeast?: number;
}

export interface Scenario {
	/** What `--only` calls it. */
	name: string;
	title: string;
	targets: TargetName[];
	columns: Column[];
	goals: Goal[];
	/** Rounds, where one sample says all there is to say. */
	rounds?: number;
	/** Runs once for each target, before the rounds. */
	prepare?(deployment: Deployment, effort: Effort): Promise<void>;
	/** Measures one target in one round. */
	measure(deployment: Deployment, effort: Effort): Promise<Sample>;
}
