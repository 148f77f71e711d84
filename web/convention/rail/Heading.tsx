import { type KeyboardEvent, useRef } from "react";
import { type Tab, type Tabs, tabAfter } from "./tabs.ts";

/** Names the rail, or the sheet that stands in for it. */
export const HEADING = "rail-title";
/** The id of what the open tab holds, where there are several. */
export const PANEL = "rail-panel";

interface Props {
	tabs: Tabs;
	open: Tab;
	onOpen: (id: string) => void;
}

/** What the rail is about: the name of its only tab, or the list of its tabs to choose from. */
export function Heading({ tabs, open, onOpen }: Props) {
	if (tabs.length > 1) return <TabList tabs={tabs} open={open} onOpen={onOpen} />;
	return (
		<h2 className="rail-title" id={HEADING}>
			<span>
				<Name tab={open} />
			</span>
		</h2>
	);
}

/** Tab stops at the open one alone; arrows, Home and End open the others. */
function TabList({ tabs, open, onOpen }: Props) {
	const list = useRef<HTMLDivElement>(null);
	const onKeyDown = (event: KeyboardEvent) => {
		const next = tabAfter(event.key, tabs.indexOf(open), tabs.length);
		const tab = next === null ? undefined : tabs[next];
		if (tab === undefined) return;
		event.preventDefault();
		onOpen(tab.id);
		list.current?.querySelector<HTMLElement>(`#${tabIdOf(tab)}`)?.focus();
	};
	return (
		<div className="rail-title" id={HEADING} role="tablist" aria-label="À propos du texte" ref={list}>
			{tabs.map((tab) => (
				<button
					key={tab.id}
					type="button"
					role="tab"
					id={tabIdOf(tab)}
					aria-selected={tab === open}
					aria-controls={PANEL}
					tabIndex={tab === open ? 0 : -1}
					onClick={() => onOpen(tab.id)}
					onKeyDown={onKeyDown}
				>
					<Name tab={tab} />
				</button>
			))}
		</div>
	);
}

export const tabIdOf = ({ id }: Tab) => `rail-tab-${id}`;

/** "Contrôles 3". */
export function Name({ tab: { name, count } }: { tab: Tab }) {
	return (
		<>
			{name} {count ? <span className="rail-count">{count}</span> : null}
		</>
	);
}
