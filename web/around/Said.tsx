import { useEffect, useRef } from "react";
import { typeset } from "../../shared/text/typography.ts";

/** Says what was done, or why not. Where what was pressed is gone with it, the focus comes here. */
export function Said({ text, wrong = false }: { text: string; wrong?: boolean }) {
	const line = useRef<HTMLParagraphElement>(null);
	useEffect(() => {
		const isLost = document.activeElement === null || document.activeElement === document.body;
		if (text && isLost) line.current?.focus();
	}, [text]);
	return (
		<p className={wrong ? "said wrong" : "said"} role="status" ref={line} tabIndex={-1}>
			{typeset(text)}
		</p>
	);
}
