import { type RefObject, useRef, useState } from "react";
import type { SetAside } from "../live/disk.ts";

/** Words given back to the person, each under the place it was written in, to copy. */
export function Words({ words }: { words: SetAside["words"] }) {
	return words.map((one) => <Given key={`${one.label} ${one.text}`} {...one} />);
}

function Given({ label, text }: SetAside["words"][number]) {
	const quote = useRef<HTMLQuoteElement>(null);
	return (
		<figure className="words-back">
			<figcaption>{label}</figcaption>
			<CopyButton label={label} text={text} quote={quote} />
			<blockquote ref={quote}>{text}</blockquote>
		</figure>
	);
}

type Copied = "no" | "yes" | "selected";

const SAYS: Record<Copied, string> = { no: "Copier", yes: "Copié", selected: "Sélectionné" };

function CopyButton({ label, text, quote }: { label: string; text: string; quote: RefObject<HTMLElement | null> }) {
	const [copied, setCopied] = useState<Copied>("no");
	return (
		<>
			<button
				type="button"
				aria-label={copied === "no" ? `Copier : ${label}` : undefined}
				onClick={async () => setCopied(await copy(text, quote.current))}
			>
				{SAYS[copied]}
			</button>
			<span className={copied === "selected" ? "words-hint" : "unseen"} role="status">
				{copied === "yes" && "Copié"}
				{copied === "selected" && "Le texte est sélectionné : copiez-le avec le menu de votre navigateur ou Ctrl + C."}
			</span>
		</>
	);
}

/** Outside of https, and in older browsers, there is no clipboard to write to: the text is selected and copied from the page. */
async function copy(text: string, quote: HTMLElement | null): Promise<Copied> {
	try {
		await navigator.clipboard.writeText(text);
		return "yes";
	} catch {
		if (quote) getSelection()?.selectAllChildren(quote);
		return document.execCommand("copy") ? "yes" : "selected";
	}
}
