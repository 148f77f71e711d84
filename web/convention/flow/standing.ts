import { useMemo, useSyncExternalStore } from "react";
import { refuses } from "../../../shared/access.ts";
import { isWritten, type Phase } from "../../../shared/convention/phase.ts";
import type { Party } from "../../../shared/party/party.ts";
import type { Member } from "../../../shared/people/member.ts";
import { type Awaited, awaitedOf, nextStepOf } from "../../../shared/version/awaited.ts";
import type { Version } from "../../../shared/version/version.ts";
import { useConvention } from "../context.ts";
import type { Replica } from "../live/replica.ts";
import { type Next, SUBMIT } from "./StepButton.tsx";

/** How far the convention has come, as this person sees it. */
export interface Standing {
	phase: Phase;
	parties: Party[];
	me: Member;
	/** Every version, newest first. */
	versions: Version[];
	/** The one on its way; null while the text is drafted. */
	current: Version | null;
	awaited: Awaited[];
	/** What is asked of this person now; null where nothing is. */
	next: Next | null;
}

export function useStanding(phase: Phase): Standing {
	const { replica, page } = useConvention();
	const versions = useVersions(replica);
	const { parties } = replica.reading.state.structure;
	const { me } = page;
	return useMemo(() => {
		const current = isWritten(phase) ? null : (versions[0] ?? null);
		const awaited = awaitedOf(current, parties);
		return { phase, parties, me, versions, current, awaited, next: nextOf(me, phase, awaited) };
	}, [phase, parties, me, versions]);
}

const useVersions = ({ room }: Replica): Version[] => useSyncExternalStore(room.subscribe, () => room.versions);

function nextOf(me: Member, phase: Phase, awaited: Awaited[]): Next | null {
	if (isWritten(phase)) {
		return refuses(me, "submit", phase) === null ? SUBMIT : null;
	}
	const step = nextStepOf(me, phase, awaited);
	return step && NEXT[step];
}

const NEXT: Record<NonNullable<ReturnType<typeof nextStepOf>>, Next> = {
	approve: { words: "Valider ou refuser", short: "Valider", place: { kind: "approve" } },
	deliberate: { words: "Enregistrer la délibération", short: "Délibération", place: { kind: "deliberate" } },
	complete: { words: "Compléter la délibération", short: "Délibération", place: { kind: "deliberate" } },
};
