import type { TextPart, TextParty } from "../../../shared/text/text.ts";
import { AnnexFiles } from "./Annex.tsx";
import { LogoChoice } from "./Logo.tsx";

/** What files are attached to: an annexe, or a party on the cover. */
export type Attached = { part: TextPart } | { party: TextParty };

/** What is attached there, and what attaches it. */
export default function Files(to: Attached) {
	return "part" in to ? <AnnexFiles part={to.part} /> : <LogoChoice party={to.party} />;
}
