import type { ReactNode } from "react";

/** A drawing of 18 by 18 that says nothing by itself: the button around it has the words. */
function Icon({ children }: { children: ReactNode }) {
	return (
		<svg className="icon" viewBox="0 0 18 18" width="18" height="18" aria-hidden="true" focusable="false">
			{children}
		</svg>
	);
}

/** A drawing of one line. */
export const line = (d: string) => (
	<Icon>
		<path d={d} fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
	</Icon>
);

export const AddIcon = () => line("M9 3.5v11M3.5 9h11");
export const RemoveIcon = () => line("M4.5 4.5l9 9m0-9l-9 9");
export const MenuIcon = () => line("M3 5h12M3 9h12M3 13h8");
export const DownIcon = () => line("M9 3.5v11M4.5 10L9 14.5 13.5 10");
export const UpIcon = () => line("M9 14.5v-11M4.5 8L9 3.5 13.5 8");
