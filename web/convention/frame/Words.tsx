import { type RefObject, useRef, useState } from "react";
import type { GivenBack } from "../live/disk.ts";

/** Words given back to the person, each under the place it was written in, to copy. */
export function Words({ words, mayPut = () => false, onPut = () => {} }: WordsProps) {
	return words.map((one) => (
		<Given key={`${one.label} ${one.text}`} {...one} onPut={mayPut(one.place) ? () => onPut(one) : null} />
	));
}

interface WordsProps {
	words: GivenBack[];
	/** Whether they may be put into this place again now. */
	mayPut?: (place: GivenBack["place"]) => boolean;
	onPut?: (words: GivenBack) => void;
}

function Given({ label, text, onPut }: GivenBack & { onPut: (() => void) | null }) {
	const quote = useRef<HTMLQuoteElement>(null);
	return (
		<figure className="words-back">
			<figcaption>{label}</figcaption>
			{onPut && <PutButton label={label} onPut={onPut} />}
			<CopyButton label={label} text={text} quote={quote} />
			<blockquote ref={quote}>{text}</blockquote>
		</figure>
	);
}

/** One press puts them where they were being written; one undo takes them out again. */
function PutButton({ label, onPut }: { label: string; onPut: () => void }) {
	const [isPut, setPut] = useState(false);
	const put = () => {
		onPut();
		setPut(true);
	};
	return (
		<>
			<button
				type="button"
				aria-label={isPut ? undefined : `Remettre : ${label}`}
				aria-disabled={isPut}
				onClick={isPut ? undefined : put}
			>
				{isPut ? "Remis" : "Remettre"}
			</button>
			<span className="unseen" role="status">
				{isPut && "Remis à sa place. Annuler le retire."}
			</span>
		</>
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
