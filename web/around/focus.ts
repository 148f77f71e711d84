import { type RefObject, useEffect, useRef } from "react";

/** Moves the focus to what has just come in the place of what was pressed. */
export function useArrival<Element extends HTMLElement>(): RefObject<Element | null> {
	const element = useRef<Element>(null);
	useEffect(() => element.current?.focus(), []);
	return element;
}

/** For a button that makes way for what it opened: the second brings the focus back to it once that is gone. */
export function useReturn(): [RefObject<HTMLButtonElement | null>, () => void] {
	const button = useRef<HTMLButtonElement>(null);
	return [button, () => requestAnimationFrame(() => button.current?.focus())];
}
