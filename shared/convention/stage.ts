import { type Failure, failure } from "../failure.ts";

/**
 * A convention on its way, with as much as is valid where it stands. `becomes` is the only way from one stage to another:
 *
 *              ┌──── reopen, refuse ────┐┌── reopen (nobody has signed) ──┐
 *              ▼                        │▼                                │
 *          drafting ── submit ──▶ submitted ── the last approve ──▶ adopted ── sign ──▶ signing ⟲ sign
 *                                   ⟲ approve     deliberate or archive                   │ the last sign
 *                                   ⟲ deliberate                                          ▼
 *                                   ⟲ archive
 *                                            superseded ◀── supersede ─────────────────── signed
 *                                               expired ◀── expire (R9) ──────────────────┤
 *                                            terminated ◀── terminate (R22) ──────────────┘
 *
 * Every stage after drafting names the digest that was submitted: people approve, vote and sign that one (R17).
 */
export type Stage =
	| { phase: "drafting" }
	/** `approvals`: ids of the parties that have not approved. */
	| (Submission & { phase: "submitted"; approvals: readonly string[] })
	| (Submission & { phase: "adopted" })
	| (Submission & { phase: "signing" })
	| { phase: "signed"; digest: string }
	| { phase: "superseded"; digest: string; by: string }
	| { phase: "expired"; digest: string; on: string }
	| { phase: "terminated"; digest: string; on: string };

/** What was submitted, and whose act is still awaited. */
interface Submission {
	/** Lower-case hexadecimal SHA-256 of the version's canonical bytes. */
	digest: string;
	/** Id of the party that submitted. */
	by: string;
	/** By id of each party whose council votes; null until its délibération is recorded. */
	deliberations: Readonly<Record<string, Enforceable | null>>;
	/** The store holds the version's bytes, read back and compared: only what is kept is adopted. */
	isArchived: boolean;
	/** Ids of the signatories who have not signed. */
	signatories: readonly string[];
}

/** From which day on a délibération is exécutoire; null as long as its transmission or its publication is not known. */
interface Enforceable {
	enforceableAt: string | null;
}

/** What somebody did, its right to do so already asked of access.ts. Days are `2026-03-31`. */
export type Act =
	| {
			kind: "submit";
			digest: string;
			by: string;
			/** Ids of all parties, of those whose council votes, and of all signatories. */
			parties: readonly string[];
			councils: readonly string[];
			signatories: readonly string[];
	  }
	| { kind: "reopen"; by: string; reason: string }
	| { kind: "refuse"; digest: string; reason: string }
	| { kind: "approve"; digest: string; party: string }
	| { kind: "deliberate"; digest: string; party: string; enforceableAt: string | null }
	| { kind: "archive"; digest: string }
	| { kind: "sign"; digest: string; signatory: string; on: string }
	| { kind: "supersede"; by: string }
	| { kind: "expire"; on: string }
	| { kind: "terminate"; on: string };

/**
 * The stage after an act, or why it cannot be done: `notNow` at this stage, `otherVersion` for another digest than the
 * submitted one, `alreadyDone` for what that party or signatory has done, `notEnforceable` before the délibérations are
 * exécutoires (R16).
 */
export function becomes(stage: Stage, act: Act): Stage | Failure {
	switch (act.kind) {
		case "submit":
			return stage.phase === "drafting" ? submitted(act) : failure("notNow");
		case "reopen":
			return reopened(stage, act);
		case "refuse":
			return refused(stage, act);
		case "approve":
			return approved(stage, act);
		case "deliberate":
			return deliberated(stage, act);
		case "archive":
			return archived(stage, act);
		case "sign":
			return signed(stage, act);
		case "supersede":
			return stage.phase === "signed" ? { ...stage, phase: "superseded", by: act.by } : failure("notNow");
		case "expire":
			return stage.phase === "signed" ? { ...stage, phase: "expired", on: act.on } : failure("notNow");
		case "terminate":
			return stage.phase === "signed" ? { ...stage, phase: "terminated", on: act.on } : failure("notNow");
	}
}

function submitted({ digest, by, parties, councils, signatories }: Extract<Act, { kind: "submit" }>): Stage {
	const deliberations = Object.fromEntries(councils.map((party) => [party, null]));
	return { phase: "submitted", digest, by, deliberations, signatories, approvals: parties, isArchived: false };
}

/** By the party that submitted, as long as nobody has signed. */
function reopened(stage: Stage, { by, reason }: Extract<Act, { kind: "reopen" }>): Stage | Failure {
	if (stage.phase !== "submitted" && stage.phase !== "adopted") return failure("notNow");
	if (stage.by !== by) return failure("forbidden");
	return reason.trim() === "" ? failure("missingReason", "reason") : { phase: "drafting" };
}

function refused(stage: Stage, { digest, reason }: Extract<Act, { kind: "refuse" }>): Stage | Failure {
	if (stage.phase !== "submitted") return failure("notNow");
	if (stage.digest !== digest) return failure("otherVersion");
	return reason.trim() === "" ? failure("missingReason", "reason") : { phase: "drafting" };
}

function approved(stage: Stage, { digest, party }: Extract<Act, { kind: "approve" }>): Stage | Failure {
	if (stage.phase !== "submitted") return failure("notNow");
	if (stage.digest !== digest) return failure("otherVersion");
	if (!stage.approvals.includes(party)) return failure("alreadyDone");
	return adopted({ ...stage, approvals: without(stage.approvals, party) });
}

/** Posted again for the same party it replaces the earlier one, as long as nobody has signed. */
function deliberated(stage: Stage, act: Extract<Act, { kind: "deliberate" }>): Stage | Failure {
	if (stage.phase !== "submitted" && stage.phase !== "adopted") return failure("notNow");
	if (stage.digest !== act.digest) return failure("otherVersion");
	if (!Object.hasOwn(stage.deliberations, act.party)) return failure("notYours");
	const deliberations = { ...stage.deliberations, [act.party]: { enforceableAt: act.enforceableAt } };
	return stage.phase === "adopted" ? { ...stage, deliberations } : adopted({ ...stage, deliberations });
}

function archived(stage: Stage, { digest }: Extract<Act, { kind: "archive" }>): Stage | Failure {
	if (stage.phase !== "submitted") return failure("notNow");
	return stage.digest === digest ? adopted({ ...stage, isArchived: true }) : failure("otherVersion");
}

/** Adopted by itself once every party has approved, each council's délibération is recorded and the bytes are kept. */
function adopted(stage: Extract<Stage, { phase: "submitted" }>): Stage {
	const { approvals, ...submission } = stage;
	const isAwaited = approvals.length > 0 || Object.values(stage.deliberations).includes(null) || !stage.isArchived;
	return isAwaited ? stage : { ...submission, phase: "adopted" };
}

function signed(stage: Stage, { digest, signatory, on }: Extract<Act, { kind: "sign" }>): Stage | Failure {
	if (stage.phase !== "adopted" && stage.phase !== "signing") return failure("notNow");
	if (stage.digest !== digest) return failure("otherVersion");
	const days = Object.values(stage.deliberations).map((each) => each?.enforceableAt ?? null);
	if (days.includes(null)) return failure("notEnforceable");
	const latest = days.reduce((one, other) => ((one ?? "") > (other ?? "") ? one : other), null);
	if (latest !== null && on < latest) return failure("notEnforceable", latest);
	if (!stage.signatories.includes(signatory)) return failure("alreadyDone");
	const signatories = without(stage.signatories, signatory);
	return signatories.length > 0 ? { ...stage, phase: "signing", signatories } : { phase: "signed", digest };
}

const without = (ids: readonly string[], id: string) => ids.filter((each) => each !== id);
