import encodeQR from "qr";
import { deliberates } from "../../../shared/party/council.ts";
import { shownDay } from "../../../shared/text/field.ts";
import { typeset } from "../../../shared/text/typography.ts";
import type { Acts } from "../../../shared/version/acts.ts";
import type { Frozen, FrozenParty } from "../../../shared/version/frozen.ts";
import type { Certificate } from "./sheet.ts";
import { dayInParis, signedLine } from "./signed.ts";

/**
 * The last page: what was done on this digest, by whom, and where anyone can compare. What is not done yet has its line too,
 * so that a signature changes no number of pages.
 */
export function certificateOf(frozen: Frozen, acts: Acts, digest: string): Certificate {
	return {
		digest: groups(digest),
		model: { name: typeset(`${frozen.title} (${frozen.model.id})`), digest: groups(frozen.model.digest) },
		parties: frozen.parties.map((party) => ({
			name: typeset(party.shortName),
			approval: approvalOf(party, acts),
			deliberation: deliberationOf(party, acts),
			signatures: party.signatories.map(({ id, title }) => `${typeset(`${title} :`)} ${signatureOf(id, acts)}`),
		})),
		link: acts.link === null ? null : { url: acts.link, squares: encodeQR(acts.link, "raw", { border: 1 }) },
	};
}

function approvalOf({ id }: FrozenParty, { approvals }: Acts): string {
	const approval = approvals.find(({ party }) => party === id);
	return approval ? `${approval.name}, le ${dayInParis(approval.at)}` : "en attente";
}

/** A body that does not deliberate on it has none: a dash, not a wait. */
function deliberationOf({ id, kind }: FrozenParty, { deliberations }: Acts): string {
	const found = deliberations.find(({ party }) => party === id);
	if (!found) return deliberates(kind) ? "en attente" : "–";
	const { number, date, enforceableAt } = found;
	const since = enforceableAt === null ? "pas encore exécutoire" : `exécutoire le ${shownDay(enforceableAt)}`;
	return `n° ${number} du ${shownDay(date)}, ${since}`;
}

function signatureOf(signatory: string, { signatures }: Acts): string {
	const act = signatures.find((each) => each.signatory === signatory);
	return act ? `${act.name}. ${signedLine(act)}` : "en attente";
}

const groups = (digest: string): string[] => digest.match(/.{1,8}/g) ?? [];
