import { controls } from "../../shared/controls/controls.ts";
import { isWritten } from "../../shared/convention/phase.ts";
import { parisDay } from "../../shared/day.ts";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import type { DescribedConvention, Findings, KnownConvention } from "../../shared/page/convention.ts";
import { assemble } from "../../shared/text/assemble.ts";
import { html } from "../../shared/text/html.ts";
import { turnLine, turnOf } from "../../shared/text/outline.ts";
import type { Text } from "../../shared/text/text.ts";
import { awaitedLine, awaitedOf } from "../../shared/version/awaited.ts";
import type { Version } from "../../shared/version/version.ts";
import { membersOf } from "../directory/member.ts";
import { roomOf } from "../room/stub.ts";
import { type Found, find } from "./find.ts";

/** What `GET /api/conventions/:id` answers: phase, parties, people, versions, whose turn. */
export async function describeConvention(env: Env, person: string, id: string): Promise<DescribedConvention | Failure> {
	const found = await find(env, person, id);
	if (isFailure(found)) return found;
	const known = await knownOf(env, id, found);
	const { phase, parties, versions } = known;
	const awaited = awaitedOf(versions[0] ?? null, parties);
	if (!isWritten(phase)) {
		const sentence = awaitedLine(awaited, parisDay(new Date())) || null;
		return { ...known, turn: { sentence, sides: [], awaited } };
	}
	const sides = turnOf(assemble(found.model, found.state), parties);
	return { ...known, turn: { sentence: turnLine(sides), sides, awaited } };
}

/** What everybody in a convention knows of it. */
export async function knownOf(env: Env, id: string, { title, model, state }: Found): Promise<KnownConvention> {
	const { phase, parties } = state.structure;
	const [members, versions] = await Promise.all([membersOf(env.DB, id), roomOf(env, id).versions()]);
	const people = members.map(({ person, name, party, roles }) => ({ id: person, name, party, roles }));
	return {
		id,
		title,
		phase,
		model: { id: model.id, digest: model.digest },
		parties,
		people,
		versions: versions as Version[],
	};
}

/** The assembled text as it stands: the tree, or its HTML. */
export async function textOf(
	env: Env,
	person: string | null,
	id: string,
	format: string,
): Promise<Text | string | Failure> {
	if (format !== "json" && format !== "html") return failure("invalidField", "format");
	const found = await find(env, person, id);
	if (isFailure(found)) return found;
	const text = assemble(found.model, found.state);
	return format === "json" ? text : html(text);
}

/** What the controls find in the text as it stands, in reading order. */
export async function findingsOf(env: Env, person: string, id: string): Promise<Findings | Failure> {
	const found = await find(env, person, id);
	if (isFailure(found)) return found;
	const { model, state } = found;
	return { findings: controls(assemble(model, state), state, model) };
}
