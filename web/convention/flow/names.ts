import type { Party } from "../../../shared/party/party.ts";
import type { VersionState } from "../../../shared/version/version.ts";

/** What has become of a version, in a word or two. */
export const STATE_WORDS: Record<VersionState, string> = {
	submitted: "Soumise",
	withdrawn: "Retirée",
	refused: "Refusée",
	adopted: "Adoptée",
	signed: "Signée",
};

/** As much of a digest as people compare by eye. */
export const shortDigest = (digest: string) => digest.slice(0, 12);

/** The short name of a party; its id where it is a party no more. */
export const nameOf = (parties: Party[], id: string) => parties.find((party) => party.id === id)?.shortName ?? id;
