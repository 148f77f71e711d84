import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { Model } from "../../../shared/model/model.ts";
import { toWhom, type Whose } from "../../../shared/text/outline.ts";
import type { Text } from "../../../shared/text/text.ts";
import { useConvention } from "../context.ts";
import { share } from "../live/share.ts";
import { type Card, cardsOf } from "./cards.ts";
import { Checker } from "./checker.ts";
import { underline } from "./underline.ts";

/** What the controls say of the text as it is written: null before their first answer. */
export function useCards(text: Text, model: Model): Card[] | null | "failed" {
	const { replica, isMine } = useConvention();
	const [checker] = useState(() => new Checker(replica.reading, model));
	useEffect(() => () => checker.destroy(), [checker]);
	const findings = useSyncExternalStore(checker.subscribe, () => checker.findings);
	const { parties } = replica.reading.state.structure;
	const known = useRef<Card[]>([]);
	const cards = useMemo(() => {
		if (!Array.isArray(findings)) return findings;
		const to = (whose: Whose) => toWhom(whose, parties);
		known.current = share(known.current, cardsOf(findings, text, { isMine, to }));
		return known.current;
	}, [findings, text, isMine, parties]);
	useUnderlines(cards);
	return cards;
}

/** How long after the page has changed its underlines are drawn again. */
const AGAIN_MS = 300;

function useUnderlines(cards: Card[] | null | "failed") {
	useEffect(() => {
		const paper = document.getElementById("paper");
		if (!Array.isArray(cards) || paper === null) return;
		let timer: ReturnType<typeof setTimeout> | undefined;
		const draw = () => {
			timer = undefined;
			underline(cards);
		};
		const observer = new MutationObserver(() => {
			timer ??= setTimeout(draw, AGAIN_MS);
		});
		observer.observe(paper, { subtree: true, childList: true });
		draw();
		return () => {
			observer.disconnect();
			clearTimeout(timer);
		};
	}, [cards]);
	useEffect(() => () => underline([]), []);
}
