import { useEffect, useRef } from "react";
import { progressOf } from "../../../shared/text/outline.ts";
import type { Text } from "../../../shared/text/text.ts";
import { useConvention } from "../context.ts";
import { elementOf, goTo } from "../paper/go.ts";

/** What the list of conventions adds to an address: this person comes to fill what is missing. */
const TO_FILL = "#a-completer";

/** Leads a person who comes to fill what is missing to the first thing that they may fill, as it stands now. */
export function useFirstBlank(text: Text): void {
	const { isMine } = useConvention();
	const came = useRef(location.hash === TO_FILL);
	useEffect(() => {
		if (!came.current) return;
		came.current = false;
		history.replaceState(history.state, "", location.pathname + location.search);
		const blank = progressOf(text).blanks.find(isMine);
		const place = blank && elementOf(blank);
		if (place) goTo(place);
	}, [text, isMine]);
}
