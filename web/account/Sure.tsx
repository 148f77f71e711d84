import { useEffect, useRef, useState } from "react";

interface SureProps {
	/** What the button says, and then what the person confirms. */
	label: string;
	confirm: string;
	/** What it is about, for who does not see what stands beside it. */
	about: string;
	onSure: () => void;
}

/** A button that asks once more before it takes something away. */
export function Sure({ label, confirm, about, onSure }: SureProps) {
	const [asking, setAsking] = useState(false);
	const moved = useRef(false);
	const button = useRef<HTMLButtonElement>(null);
	// biome-ignore lint/correctness/useExhaustiveDependencies: the other button has come.
	useEffect(() => {
		if (moved.current) button.current?.focus();
	}, [asking]);
	const turn = (to: boolean) => {
		moved.current = true;
		setAsking(to);
	};
	if (!asking) {
		return (
			<button
				type="button"
				className="plain"
				ref={button}
				onClick={() => turn(true)}
				aria-label={`${label} : ${about}`}
			>
				{label}
			</button>
		);
	}
	return (
		<span className="sure">
			<button type="button" className="stop" ref={button} onClick={onSure} aria-label={`${confirm} : ${about}`}>
				{confirm}
			</button>
			<button type="button" className="plain" onClick={() => turn(false)}>
				Annuler
			</button>
		</span>
	);
}
