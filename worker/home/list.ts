import { parisDay } from "../../shared/day.ts";
import { type Failure, failure } from "../../shared/failure.ts";
import { deadlineSentence, type Line, nextDeadline, taskOf, turnSentence } from "../../shared/list/line.ts";
import { readQuery } from "../../shared/list/list.ts";
import { modelOf } from "../../shared/model/models.ts";
import type { ConventionList, ListedConvention } from "../../shared/page/home.ts";
import { personOf } from "../directory/person.ts";
import { listOf } from "../directory/summary.ts";

/** What `GET /api/conventions` answers: the whole list, each convention with what can be said without its text. */
export async function listConventions(
	env: Env,
	person: string,
	parameters: URLSearchParams,
	now: Date,
): Promise<ConventionList | Failure> {
	const found = await personOf(env.DB, person);
	if (!found) return failure("signedOut");
	const { query, refused } = readQuery(parameters);
	if (refused !== null) return failure("invalidField", refused);
	const today = parisDay(now);
	const { page } = await listOf(env.DB, found, query, today, Number.POSITIVE_INFINITY);
	if (page === null) return failure("invalidField", "after");
	const conventions = page.lines.map((line) => describeLine(line, today));
	return { conventions, count: page.count, next: page.next };
}

function describeLine(line: Line, today: string): ListedConvention {
	const { id, title, phase, model, summary, changedAt } = line;
	const deadline = nextDeadline(line, today);
	return {
		id,
		title,
		phase,
		model,
		modelTitle: modelOf(model)?.title ?? model,
		territory: summary?.territory ?? "",
		parties: summary?.parties ?? null,
		starts: summary?.starts ?? null,
		ends: summary?.ends ?? null,
		progress: summary && { done: summary.done, total: summary.total },
		turn: turnSentence(line, today),
		task: taskOf(line),
		deadline: deadline && { ...deadline, sentence: deadlineSentence(deadline) },
		changedAt,
	};
}
