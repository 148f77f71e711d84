import type { Text } from "../../../shared/text/text.ts";
import { useConvention } from "../context.ts";
import { showSpot } from "../paper/show.ts";
import type { Tab } from "../rail/tabs.ts";
import { Heavy } from "../restart/Heavy.tsx";
import { awaitedLines } from "./awaited.ts";
import { Controls } from "./Controls.tsx";
import { countOf } from "./cards.ts";
import { Settled } from "./Settled.tsx";
import { useCards } from "./useCards.ts";

/** The rail's tab for the controls: what they find, and how many points they make. */
export function useControls(text: Text): Tab {
	const { replica, page } = useConvention();
	const cards = useCards(text, page.model);
	return {
		id: "controles",
		name: "Contrôles",
		count: Array.isArray(cards) ? countOf(cards) : null,
		news: <Settled cards={cards} />,
		panel: (leave) => (
			<>
				<Controls
					cards={cards}
					awaited={awaitedLines(text)}
					onGo={(place) => {
						leave();
						void showSpot(place, replica);
					}}
				/>
				<Heavy />
			</>
		),
	};
}
