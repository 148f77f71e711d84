import { parisDay } from "../day.ts";
import type { Acts } from "./acts.ts";
import type { Frozen } from "./frozen.ts";
import type { Version } from "./version.ts";

/**
 * Everything that was recorded of a version, for a rendering of it. Its holes hold what acts say, and nothing else (R29): each
 * délibération fills its visa and its annexe, the last signature the day of signature.
 */
export function actsOf({ parts }: Pick<Frozen, "parts">, version: Version, link: string | null = null): Acts {
	const { number, submittedAt, state, approvals, deliberations, signatures } = version;
	const last = signatures.at(-1);
	return {
		number,
		submittedAt,
		draft: state !== "signed",
		signedOn: state === "signed" && last ? parisDay(new Date(last.at)) : null,
		annexed: annexedOf({ parts }, version),
		approvals: approvals.map(({ party, name, at }) => ({ party, name, at })),
		deliberations: deliberations.map((vote) => {
			const { party, number, date, enforceableAt } = vote;
			return { party, number, date, enforceableAt };
		}),
		signatures: signatures.map(({ signatory, name, at, how }) => ({ signatory, name, at, how })),
		link,
	};
}

/** The délibérations recorded, by the id of what awaits them. */
function annexedOf({ parts }: Pick<Frozen, "parts">, { deliberations }: Version): Acts["annexed"] {
	const awaited = parts.flatMap(({ blocks }) => blocks).filter((block) => block.type === "awaited");
	const files = awaited.flatMap(({ id, party }) => {
		const vote = deliberations.find((each) => each.party === party);
		if (vote === undefined) return [];
		const { hash, name, bytes } = vote.file;
		const title = `Délibération ${vote.number}`;
		return [[id, { hash, kind: "pdf" as const, name, title, alt: null, bytes, size: null }]];
	});
	return Object.fromEntries(files);
}
