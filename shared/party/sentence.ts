import { agreedWithParty, agreedWithSignatories } from "./agreement.ts";
import type { Party } from "./party.ts";
import { delegationOf, nameOf, type Signatory } from "./signatory.ts";

/**
 * Those who sign as a sentence names them behind "représentée par": words, and each signatory where their name stands. "la
 * Présidente, Madame A, et par Monsieur B, premier adjoint, par délégation du Maire": a title without an article stands
 * behind the name.
 */
export function signingPieces(signatories: readonly Signatory[]): (string | Signatory)[] {
	return signatories.flatMap((signatory, index) => {
		const before = joint(index, signatories.length);
		const title = lowerFirst(signatory.title);
		const behind = signatory.delegation === "" ? "" : `, ${delegationOf(signatory)}`;
		return hasArticle(signatory)
			? [`${before}${title}, `, signatory, behind].filter(isSaid)
			: [before, signatory, `, ${title}${behind}`].filter(isSaid);
	});
}

/** "représentée par la Maire, Madame A, dûment autorisée": as the paper will read; a name that is not known yet is "…". */
export function signingSentence(
	party: Pick<Party, "kind" | "name" | "alias">,
	signatories: readonly Signatory[],
): string {
	const pieces = signingPieces(signatories).map((piece) => (typeof piece === "string" ? piece : nameOf(piece) || "…"));
	const authorised = agreedWithSignatories("autorisé", signatories);
	return `${agreedWithParty("représenté", party)} par ${pieces.join("")}, dûment ${authorised}`;
}

const isSaid = (piece: string | Signatory) => piece !== "";

function joint(index: number, count: number): string {
	if (index === 0) return "";
	return index === count - 1 ? ", et par " : ", par ";
}

const hasArticle = ({ title }: Signatory) => /^(?:l[ae] |l['’]|une? )/i.test(title);

/** "DGS" keeps its capitals. */
const lowerFirst = (title: string) =>
	/^\p{Lu}(?:\p{Lu}|\P{L}*$)/u.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);
