import type { CSSProperties } from "react";
import type { PartyKind } from "../../shared/party/party.ts";
import { colourOf, initialsOf } from "./colours.ts";

/** What a person's colour is made of: their id, and the kind of their party. */
interface Coloured {
	person: string;
	kind: PartyKind;
}

/** A person's initials on their colour. */
export function Avatar({ person, name, kind }: Coloured & { name: string }) {
	return (
		<span className="avatar" style={personColour({ person, kind })} aria-hidden="true">
			{initialsOf(name)}
		</span>
	);
}

/** Hands a person's colour to the style sheet. */
export const personColour = (of: Coloured) => ({ "--person": colourOf(of) }) as CSSProperties;
