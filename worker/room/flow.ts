import { refuses, refusesOutright } from "../../shared/access.ts";
import { becomes, type Stage, type Act as StageAct } from "../../shared/convention/stage.ts";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import type { Act, VersionAct } from "../../shared/journal.ts";
import type { Member } from "../../shared/people/member.ts";
import { readState, readStructure, STRUCTURE } from "../../shared/room/roots.ts";
import { awaitedOf } from "../../shared/version/awaited.ts";
import type { Errand } from "../../shared/version/errand.ts";
import { actionOfStep, type Step } from "../../shared/version/step.ts";
import { submissionOf } from "../../shared/version/submitted.ts";
import type { Actor, ArchivedPdf, Version } from "../../shared/version/version.ts";
import { sha256 } from "../hash.ts";
import type { Agenda } from "./agenda.ts";
import type { Errands } from "./errands.ts";
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
	errands: Errands;
	agenda: Agenda;
	/** Hears that the convention has come to another stage, or more is known of a version. */
	changed: () => void;
}

/** What an act is to leave: the stage after it, its journal entries, what people are told, and what is written beside. */
interface Outcome {
	stage: Stage;
	acts: Act[];
	errands: Errand[];
	write: () => void;
}

/** A party that has not acted is reminded after so long, and again. */
const REMIND_AFTER_MS = 7 * 86_400_000;
/** An alarm may ring a little early. */
const SLACK_MS = 60_000;

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
		const { digest } = version;
		const outcome = this.#onward({ kind: "archive", digest }, { act: "archived", detail: nameOf(version) });
		// Taken back meanwhile: nothing waits for it any more.
		if (isFailure(outcome)) return outcome.code === "notNow" ? null : outcome;
		const settled = this.#settle(SERVER, outcome, new Date());
		return isFailure(settled) ? settled : null;
	}

	/** The store holds this PDF of the version, with the acts whose digest is `holds`. */
	printed(version: Version, pdf: ArchivedPdf, holds: string): Failure | null {
		const { versions } = this.#around;
		const act: Act = { act: "printed", detail: { ...nameOf(version), pdf } };
		const write = () => versions.setPdf(version.number, pdf, holds);
		const settled = this.#settle(SERVER, { stage: versions.stage, acts: [act], errands: [], write }, new Date());
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
		const submission = submissionOf(model, readState(text.doc, facts.writing));
		if (isFailure(submission)) return submission;
		const { bytes, ...awaited } = submission;
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
			...awaited,
		});
		if (isFailure(stage)) return stage;
		const act: Act = { act: "submitted", detail: { ...nameOf(submitted), party: member.party } };
		const errand: Errand = {
			kind: "submitted",
			version: submitted.number,
			party: this.#called(member.party),
			by: member.person,
		};
		return { stage, acts: [act], errands: [errand], write: () => versions.add(submitted) };
	}

	/** A step that is taken on the version that was submitted last. */
	#stepOn(member: Member, step: Exclude<Step, { kind: "submit" }>, now: Date): Outcome | Failure {
		const { versions } = this.#around;
		const version = versions.latest();
		if (version === null) return failure("notNow");
		const actor = actorOf(member);
		const at = now.toISOString();
		const { number } = version;
		switch (step.kind) {
			case "approve": {
				const approve = () => versions.approve(number, { ...actor, at });
				const { party } = actor;
				return this.#onward({ ...step, party }, { act: "approved", detail: { ...nameOf(version), party } }, approve);
			}
			case "deliberate": {
				const { vote, file, party, digest } = step;
				const deliberation = { ...vote, party, file, recordedBy: actor, recordedAt: at };
				return this.#onward(
					{ kind: "deliberate", digest, party, enforceableAt: vote.enforceableAt },
					{ act: "deliberated", detail: { ...nameOf(version), party, vote, file: file.hash } },
					() => versions.deliberate(number, deliberation),
				);
			}
			case "refuse":
				return this.#back({ ...step, reason: step.reason.trim() }, "refused", version, actor, at);
			case "reopen":
				return this.#back({ ...step, reason: step.reason.trim(), by: actor.party }, "reopened", version, actor, at);
		}
	}

	/** Back to drafting: the version ends, and everybody who had acted on it hears why. */
	#back(
		asked: Extract<StageAct, { kind: "refuse" | "reopen" }>,
		kind: "refused" | "reopened",
		version: Version,
		actor: Actor,
		at: string,
	): Outcome | Failure {
		const { versions } = this.#around;
		const { reason } = asked;
		const { party, name } = actor;
		const state = kind === "refused" ? "refused" : "withdrawn";
		const outcome = this.#onward(asked, { act: kind, detail: { ...nameOf(version), party, reason } }, () =>
			versions.end(version.number, state, { ...actor, at, reason }),
		);
		if (isFailure(outcome)) return outcome;
		const { number } = version;
		const errand: Errand = { kind, version: number, party: this.#called(party), name, reason, acted: actedOn(version) };
		return { ...outcome, errands: [errand] };
	}

	/** The stage after an act; with the last approval, délibération or copy the version is adopted by itself. */
	#onward(asked: StageAct, act: VersionAct, record: () => void = () => {}): Outcome | Failure {
		const { versions } = this.#around;
		const before = versions.stage;
		const stage = becomes(before, asked);
		if (isFailure(stage)) return stage;
		const isAdopted = before.phase === "submitted" && stage.phase === "adopted";
		if (!isAdopted) return { stage, acts: [act], errands: [], write: record };
		const { version, digest } = act.detail;
		return {
			stage,
			acts: [act, { act: "adopted", detail: { version, digest } }],
			errands: [{ kind: "adopted", version }],
			write: () => {
				record();
				versions.setState(version, "adopted");
			},
		};
	}

	/** Has a letter sent to the parties that are still awaited; nothing once the version is adopted. */
	remind(): void {
		const { text, versions, agenda, errands } = this.#around;
		const version = versions.latest();
		if (version === null || version.state !== "submitted") return;
		// An earlier version, taken back, may have asked for this.
		const early = Date.parse(version.submittedAt) + REMIND_AFTER_MS - Date.now();
		if (early > SLACK_MS) {
			agenda.within("remind", early);
			return;
		}
		const parties = awaitedOf(version, readStructure(text.doc).parties).flatMap((awaited) => awaited.parties);
		errands.add({ kind: "reminded", version: version.number, parties, since: version.submittedAt });
		agenda.within("post", 0);
		agenda.within("remind", REMIND_AFTER_MS);
	}

	/** The short name of a party of this convention. */
	#called(party: string): string {
		const { parties } = readStructure(this.#around.text.doc);
		return parties.find(({ id }) => id === party)?.shortName ?? "";
	}

	/** Writes all of it at once, and sees to what comes of it later. */
	#settle(person: string, { stage, acts, errands, write }: Outcome, now: Date): Version | Failure {
		const { text, window, journal, versions, errands: told, agenda } = this.#around;
		const { updates } = text.write((doc) => {
			const structure = doc.getMap(STRUCTURE);
			if (structure.get("phase") !== stage.phase) structure.set("phase", stage.phase);
		});
		const isStored = window.write(updates, () => {
			write();
			versions.stage = stage;
			for (const act of acts) journal.append(person, act, now);
			for (const errand of errands) told.add(errand);
			for (const job of ["archive", "print", "post"] as const) agenda.within(job, 0);
			if (stage.phase === "submitted") agenda.within("remind", REMIND_AFTER_MS);
		});
		if (isStored) this.#around.changed();
		return isStored ? (versions.latest() ?? failure("broken")) : failure("broken");
	}
}

/** Everybody who had acted on a version: submitted, approved it, or recorded a délibération on it. */
const actedOn = ({ submittedBy, approvals, deliberations }: Version): string[] => [
	...new Set([
		submittedBy.person,
		...approvals.map(({ person }) => person),
		...deliberations.map(({ recordedBy }) => recordedBy.person),
	]),
];

/** Who the journal says did what the room does by itself. */
const SERVER = "copacte";

const nameOf = ({ number, digest }: Pick<Version, "number" | "digest">) => ({ version: number, digest });

const actorOf = ({ party, person, name }: Member): Actor => ({ party, person, name });
