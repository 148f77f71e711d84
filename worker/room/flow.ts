import { refuses, refusesOutright } from "../../shared/access.ts";
import { type Act as StageAct, becomes, type Stage } from "../../shared/convention/stage.ts";
import type { State } from "../../shared/convention/state.ts";
import { controls } from "../../shared/controls/controls.ts";
import { type Failure, failure, failureBy, isFailure } from "../../shared/failure.ts";
import type { Act } from "../../shared/journal.ts";
import { deliberates } from "../../shared/party/council.ts";
import type { Member } from "../../shared/people/member.ts";
import { readState, STRUCTURE } from "../../shared/room/roots.ts";
import { assemble } from "../../shared/text/assemble.ts";
import { canonicalBytes } from "../../shared/version/canonical.ts";
import { actionOfStep, type Step } from "../../shared/version/step.ts";
import type { Actor, ArchivedPdf, Version, VersionState } from "../../shared/version/version.ts";
import { sha256 } from "../hash.ts";
import type { Agenda } from "./agenda.ts";
import type { Facts } from "./facts.ts";
import type { Journal } from "./journal.ts";
import type { RoomText } from "./text.ts";
import type { Submitted, Versions } from "./versions.ts";
import type { Window } from "./window.ts";

interface Surroundings {
	facts: Facts;
	text: RoomText;
	window: Window;
	journal: Journal;
	versions: Versions;
	agenda: Agenda;
}

/** What an act is to leave: the stage after it, its journal entries, and what is written beside. */
interface Outcome {
	stage: Stage;
	acts: Act[];
	write: () => void;
}

/**
 * The way of a convention from a draft to a signed version. Each step is one transaction: stage, phase, what is recorded of
 * the version and the journal stand or fall together, and what takes time is put on the agenda with them.
 */
export class Flow {
	readonly #around: Surroundings;

	constructor(around: Surroundings) {
		this.#around = around;
	}

	/** Takes a step on behalf of a member, or says why not; returns the version that it concerns. */
	take(member: Member, step: Step): Version | Failure {
		const refusal = this.#refuses(member, step);
		if (refusal) return refusal;
		const now = new Date();
		const outcome = step.kind === "submit" ? this.#submit(member, now) : this.#stepOn(member, step, now);
		return isFailure(outcome) ? outcome : this.#settle(member.person, outcome, now);
	}

	/** The store holds the bytes of this version, read back and compared. */
	archived(version: Version): Failure | null {
		const outcome = this.#onward({ kind: "archive", digest: version.digest }, "archived", version);
		if (isFailure(outcome)) return outcome.code === "notNow" ? null : outcome;
		const settled = this.#settle(SERVER, outcome, new Date());
		return isFailure(settled) ? settled : null;
	}

	/** The store holds this PDF of the version. */
	printed(version: Version, pdf: ArchivedPdf): Failure | null {
		const { versions } = this.#around;
		const act: Act = { act: "printed", detail: { ...nameOf(version), pdf } };
		const write = () => versions.setPdf(version.number, pdf);
		const settled = this.#settle(SERVER, { stage: versions.stage, acts: [act], write }, new Date());
		return isFailure(settled) ? settled : null;
	}

	#refuses(member: Member, step: Step): Failure | null {
		const { stage } = this.#around.versions;
		if (step.kind === "deliberate") return refuses(member, "deliberate", stage.phase, step.party);
		const outright = refusesOutright(member, actionOfStep[step.kind], stage.phase);
		if (outright !== null || step.kind !== "reopen") return outright;
		return refuses(member, "reopen", stage.phase, "by" in stage ? stage.by : "");
	}

	/** Freezes the text as it stands, unless something blocks it (R5). */
	#submit(member: Member, now: Date): Outcome | Failure {
		const { facts, text, versions } = this.#around;
		const { model } = facts.known().base;
		const state = readState(text.doc, facts.writing);
		const draft = assemble(model, state);
		const blocking = controls(draft, state, model).filter(({ severity }) => severity === "blocking");
		if (blocking.length > 0) return failureBy(blocking);
		const { parties } = state.structure;
		const bytes = canonicalBytes(assemble(model, frozenState(state)), parties);
		const submitted: Submitted = {
			number: (versions.latest()?.number ?? 0) + 1,
			digest: sha256(bytes),
			submittedAt: now.toISOString(),
			submittedBy: actorOf(member),
			bytes,
		};
		const stage = becomes(versions.stage, {
			kind: "submit",
			digest: submitted.digest,
			by: member.party,
			parties: parties.map(({ id }) => id),
			councils: parties.filter(({ kind }) => deliberates(kind)).map(({ id }) => id),
			signatories: parties.flatMap(({ signatories }) => signatories.map(({ id }) => id)),
		});
		if (isFailure(stage)) return stage;
		const act: Act = { act: "submitted", detail: { ...nameOf(submitted), party: member.party } };
		return { stage, acts: [act], write: () => versions.add(submitted) };
	}

	/** A step that is taken on the version that was submitted last. */
	#stepOn(member: Member, step: Exclude<Step, { kind: "submit" }>, now: Date): Outcome | Failure {
		const version = this.#around.versions.latest();
		if (version === null) return failure("notNow");
		const { versions } = this.#around;
		const actor = actorOf(member);
		const at = now.toISOString();
		const { party } = member;
		switch (step.kind) {
			case "approve":
				return this.#onward({ ...step, party }, "approved", version, { party }, () =>
					versions.approve(version.number, { ...actor, at }),
				);
			case "refuse":
			case "reopen": {
				const reason = step.reason.trim();
				const [act, state] = step.kind === "refuse" ? (["refused", "refused"] as const) : (["reopened", "withdrawn"] as const);
				return this.#onward({ ...step, by: party }, act, version, { party, reason }, () =>
					versions.end(version.number, state, { ...actor, at, reason }),
				);
			}
			case "deliberate": {
				const { vote, file } = step;
				const asked = { ...step, enforceableAt: vote.enforceableAt };
				const detail = { party: step.party, vote, file: file.hash };
				return this.#onward(asked, "deliberated", version, detail, () =>
					versions.deliberate(version.number, {
						...vote,
						party: step.party,
						file,
						recordedBy: actor,
						recordedAt: at,
					}),
				);
			}
		}
	}

	/** The stage after an act; with the last approval, délibération or copy the version is adopted by itself. */
	#onward<Name extends Act["act"]>(
		asked: StageAct,
		act: Name,
		version: Version,
		detail: object = {},
		record: () => void = () => {},
	): Outcome | Failure {
		const { versions } = this.#around;
		const before = versions.stage;
		const stage = becomes(before, asked);
		if (isFailure(stage)) return stage;
		const isAdopted = before.phase === "submitted" && stage.phase === "adopted";
		const done = { act, detail: { ...nameOf(version), ...detail } } as Act;
		const acts: Act[] = isAdopted ? [done, { act: "adopted", detail: nameOf(version) }] : [done];
		const write = () => {
			record();
			if (isAdopted) versions.setState(version.number, "adopted" satisfies VersionState);
		};
		return { stage, acts, write };
	}

	/** Writes all of it at once, and sees to what comes of it later. */
	#settle(person: string, { stage, acts, write }: Outcome, now: Date): Version | Failure {
		const { text, window, journal, versions, agenda } = this.#around;
		const { updates } = text.write((doc) => {
			const structure = doc.getMap(STRUCTURE);
			if (structure.get("phase") !== stage.phase) structure.set("phase", stage.phase);
		});
		const isStored = window.write(updates, () => {
			write();
			versions.stage = stage;
			for (const act of acts) journal.append(person, act, now);
			agenda.within("versions", 0);
		});
		return isStored ? (versions.latest() ?? failure("broken")) : failure("broken");
	}
}

/** Who the journal says did what the room does by itself. */
const SERVER = "copacte";

const nameOf = ({ number, digest }: Pick<Version, "number" | "digest">) => ({ version: number, digest });

const actorOf = ({ party, person, name }: Member): Actor => ({ party, person, name });

/** As a reader will see it: without help, and without what was left out (R6). */
const frozenState = (state: State): State => ({ ...state, structure: { ...state.structure, phase: "submitted" } });
