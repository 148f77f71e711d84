import { type ReactNode, useEffect, useRef } from "react";

/** The heading of a screen that took the place of another: who cannot see it is told, and reads on from here. */
export function Heading({ children }: { children: ReactNode }) {
	const heading = useRef<HTMLHeadingElement>(null);
	useEffect(() => heading.current?.focus(), []);
	return (
		<h1 ref={heading} tabIndex={-1}>
			{children}
		</h1>
	);
}
