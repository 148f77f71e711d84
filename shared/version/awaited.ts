import { refuses } from "../access.ts";
import type { Phase } from "../convention/phase.ts";
import { inWordsInParis, parisDay } from "../day.ts";
import { capital, enumerate } from "../french.ts";
import { deliberates } from "../party/council.ts";
import type { Party } from "../party/party.ts";
import type { Capacity } from "../people/member.ts";
import { toWhom } from "../text/outline.ts";
import type { Deliberation, Version } from "./version.ts";

/** What a version waits for: an act of parties, or the archive, which needs nobody. */
export type Wait = "approve" | "deliberate" | "transmit" | "publish" | "archive" | "sign";

/** Parties whose turn it is to do the same. Lists keep it, so that it says all that a sentence needs. */
export interface Awaited {
	what: Wait;
	/** Their ids, in the order of the convention; none where Copacte alone is awaited. */
	parties: string[];
	/** "à la Commune de Lys", "à la Caf et à la Commune", "à 58 parties"; "" of none. */
	to: string;
	/** Since when the first of them has been awaited, ISO 8601, UTC. A signature may be awaited from a day to come. */
	since: string;
}

/** More parties than these are counted, and not named. */
const NAMED = 3;

const ORDER: readonly Wait[] = ["approve", "deliberate", "transmit", "publish", "archive", "sign"];

/**
 * Whose turn it is on a version, and since when. Each party has one turn at most: it approves, then its council votes, then
 * the délibération is transmitted and published (R16), then it signs. Empty for a version that ended, or is signed.
 */
export function awaitedOf(version: Version | null, parties: Party[]): Awaited[] {
	if (version === null || (version.state !== "submitted" && version.state !== "adopted")) return [];
	const turns = parties.flatMap((party) => turnOf(party, version) ?? []);
	const isDecided = turns.every(({ what }) => what === "transmit" || what === "publish");
	if (version.state === "submitted" && isDecided) {
		turns.push({ party: null, what: "archive", since: lastAct(version) });
	}
	if (version.state === "adopted" && turns.length === 0) turns.push(...signing(version, parties));
	return ORDER.flatMap((what) => {
		const group = turns.filter((turn) => turn.what === what);
		return group.length > 0 ? [together(what, group, parties)] : [];
	});
}

interface OneTurn {
	party: string | null;
	what: Wait;
	since: string;
}

function turnOf({ id, kind }: Party, { submittedAt, approvals, deliberations }: Version): OneTurn | null {
	const approval = approvals.find(({ party }) => party === id);
	if (approval === undefined) return { party: id, what: "approve", since: submittedAt };
	if (!deliberates(kind)) return null;
	const vote = deliberations.find(({ party }) => party === id);
	if (vote === undefined) return { party: id, what: "deliberate", since: approval.at };
	if (vote.transmittedAt === null) return { party: id, what: "transmit", since: vote.recordedAt };
	return vote.publishedAt === null ? { party: id, what: "publish", since: vote.recordedAt } : null;
}

/** Everybody who has not signed yet, from the day on which each délibération is exécutoire (R16). */
function signing(version: Version, parties: Party[]): OneTurn[] {
	const signed = new Set(version.signatures.map(({ signatory }) => signatory));
	const since = [lastAct(version), ...version.deliberations.map(startOf)].sort().at(-1) ?? version.submittedAt;
	return parties
		.filter(({ signatories }) => signatories.some(({ id }) => !signed.has(id)))
		.map(({ id }) => ({ party: id, what: "sign", since }));
}

/** Noon, so that it is the same day in Paris. */
const startOf = ({ enforceableAt }: Deliberation) => (enforceableAt === null ? "" : `${enforceableAt}T12:00:00.000Z`);

function lastAct({ submittedAt, approvals, deliberations }: Version): string {
	const acts = [submittedAt, ...approvals.map(({ at }) => at), ...deliberations.map(({ recordedAt }) => recordedAt)];
	return acts.sort().at(-1) ?? submittedAt;
}

function together(what: Wait, turns: OneTurn[], parties: Party[]): Awaited {
	const ids = turns.flatMap(({ party }) => party ?? []);
	const [since = ""] = turns.map((turn) => turn.since).sort();
	const to =
		ids.length > NAMED
			? `à ${ids.length} parties`
			: enumerate(parties.filter(({ id }) => ids.includes(id)).map((party) => toParty(party, parties)));
	return { what, parties: ids, to, since };
}

/** By its term; by its name where the terms of others begin with it: "la Commune" beside "la Commune de Croix". */
function toParty(party: Party, parties: Party[]): string {
	const { id, alias, shortName } = party;
	const isVague = parties.some((other) => other.alias.startsWith(`${alias} `));
	const term = isVague ? `${alias.split(" ")[0]} ${shortName}` : alias;
	return toWhom({ owner: "all", party: id }, [{ ...party, alias: term }]);
}

/**
 * "À la Commune de Lys de valider, depuis le 12 mars." of everything awaited; "" of nothing. `today` is `2026-03-31`: before
 * the day from which one may sign, it says that day.
 */
export const awaitedLine = (awaited: Awaited[], today: string): string =>
	awaited.map((each) => sentenceOf(each, today)).join(" ");

function sentenceOf({ what, parties, to, since }: Awaited, today: string): string {
	if (what === "archive") return "Copacte met la version en sécurité : elle sera adoptée d'elle-même.";
	const day = inWordsInParis("dayOfYear", new Date(since));
	if (what === "sign" && parisDay(new Date(since)) > today) {
		return `La signature s'ouvrira le ${day} : signer avant que chaque délibération soit exécutoire serait irrégulier.`;
	}
	return `${capital(to)} de ${VERBS[what](parties.length > 1)}, depuis le ${day}.`;
}

const VERBS: Record<Exclude<Wait, "archive">, (several: boolean) => string> = {
	approve: () => "valider",
	deliberate: () => "délibérer",
	transmit: (several) => `transmettre ${votes(several)} à la préfecture`,
	publish: (several) => `publier ${votes(several)}`,
	sign: () => "signer",
};

const votes = (several: boolean) => (several ? "leurs délibérations" : "sa délibération");

/** What one person is asked to do next on a version. */
export type NextStep = "approve" | "deliberate" | "complete";

/** The act that is this member's to do now; null where it is others' turn, or this member may not do it. */
export function nextStepOf(member: Capacity, phase: Phase, awaited: Awaited[]): NextStep | null {
	const mine = awaited.find(({ parties }) => parties.includes(member.party))?.what;
	if (mine === "approve") return refuses(member, "approve", phase) === null ? mine : null;
	if (mine === "deliberate" || mine === "transmit" || mine === "publish") {
		if (refuses(member, "deliberate", phase, member.party) !== null) return null;
		return mine === "deliberate" ? mine : "complete";
	}
	return null;
}

/** The same in a list of what one has to do. */
export const STEP_WORDS: Record<NextStep, string> = {
	approve: "texte à valider",
	deliberate: "délibération à enregistrer",
	complete: "délibération à compléter",
};
