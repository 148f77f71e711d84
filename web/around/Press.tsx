import { type ButtonHTMLAttributes, type ReactNode, useEffect, useRef, useState } from "react";

/** Answered by what was done when another page is on its way: what was pressed waits until this one is gone. */
export const LEAVING = Symbol("leaving");

type Act = () => Promise<unknown>;

/** Whether what was asked for is under way, and what asks: asked again meanwhile, nothing more happens. */
export function useWaiting(): [boolean, (act: Act) => Promise<void>] {
	const [waiting, setWaiting] = useState(false);
	const busy = useRef(false);
	const settle = (to: boolean) => {
		busy.current = to;
		setWaiting(to);
	};
	// biome-ignore lint/correctness/useExhaustiveDependencies: it is the same at each drawing.
	useEffect(() => {
		// Somebody who comes back by the browser's history finds the page as they left it.
		const onShow = ({ persisted }: PageTransitionEvent) => persisted && settle(false);
		addEventListener("pageshow", onShow);
		return () => removeEventListener("pageshow", onShow);
	}, []);
	const run = async (act: Act) => {
		if (busy.current) return;
		settle(true);
		let done: unknown = null;
		try {
			done = await act();
		} finally {
			if (done !== LEAVING) settle(false);
		}
	};
	return [waiting, run];
}

interface PressProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "onClick"> {
	onPress: Act;
	children: ReactNode;
}

/** A button that shows that it waits for what it set off. */
export function Press({ onPress, ...rest }: PressProps) {
	const [waiting, run] = useWaiting();
	return <Waits {...rest} type="button" waiting={waiting} onClick={() => void run(onPress)} />;
}

interface SubmitProps {
	waiting: boolean;
	className?: string;
	children: ReactNode;
}

/** The button that sends a form; see useWaiting. */
export const Submit = ({ className = "primary", ...rest }: SubmitProps) => (
	<Waits {...rest} type="submit" className={className} />
);

/** Not `disabled`: that would take the focus away from who has just pressed it. */
function Waits({ waiting, ...rest }: SubmitProps & ButtonHTMLAttributes<HTMLButtonElement>) {
	return <button {...rest} aria-disabled={waiting || rest["aria-disabled"]} aria-busy={waiting || undefined} />;
}
