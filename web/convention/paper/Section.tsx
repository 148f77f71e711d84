import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { renderNodes } from "../../../shared/text/content.ts";
import type { TextSection } from "../../../shared/text/text.ts";
import { typeset } from "../../../shared/text/typography.ts";
import { useConvention } from "../context.ts";
import { type Ahead, listenAhead, textboxOf } from "../editor/ahead.ts";
import { type EditorModule, loadEditor } from "../editor/later.ts";
import type { Replica } from "../live/replica.ts";
import { readingInk } from "../reading-ink.ts";

/** Sections this close to the window get their editor, so that one may click, drag and select in what one sees. */
const NEAR = "400px";

/** The content of a free section: written by those it belongs to, read by everyone else, live for both. */
export function Section({ section }: { section: TextSection }) {
	const { mayWrite } = useConvention();
	if (mayWrite(section.owner)) return <Writing section={section} />;
	if (section.empty) return <p className="still-empty">{section.cell ? "" : "Pas encore rédigé."}</p>;
	return <div className="prose">{renderNodes(section.content, readingInk)}</div>;
}

/** What is left to do in a section, and whether this person may do it; heard by those who come into it. */
export function SectionStatus({ section: { owner, required, empty } }: { section: TextSection }) {
	const { mayWrite } = useConvention();
	const mine = mayWrite(owner);
	const state = empty ? (required ? "à compléter" : "facultatif") : mine ? "" : "lecture seule";
	return (
		<>
			<span className={empty && required ? "todo" : undefined}>{state}</span>
			<span className="unseen">
				{mine ? ", à vous d’écrire ici" : state !== "lecture seule" && ", lecture seule pour vous"}
			</span>
		</>
	);
}

/** Plain HTML first, an editor once it is near: the first text does not wait for twenty editors. */
function Writing({ section }: { section: TextSection }) {
	const { replica } = useConvention();
	const place = useRef<HTMLDivElement>(null);
	const [editor, ahead] = useEditorNear(place);
	useEffect(() => {
		if (editor) replica.reading.hold(section.id);
	}, [editor, replica, section.id]);
	return (
		<>
			<Guidance section={section} ready={editor !== null} />
			<div className="prose" data-stop={section.id} ref={place}>
				{/* Never unmounted while the page shows its section: its caret would be lost. */}
				{editor ? (
					<editor.SectionEditor section={section} ahead={ahead} />
				) : (
					<div {...textboxOf(section)} {...reachable}>
						{placeholderFor(section) ?? renderNodes(section.content, readingInk)}
					</div>
				)}
			</div>
		</>
	);
}

/** Tab finds the section before its editor stands. */
const reachable = { tabIndex: 0 };

function placeholderFor({ content }: TextSection): ReactNode {
	return content.length === 0 ? <p>{"\u00A0"}</p> : null;
}

/**
 * The editor's code, once this place is near the window or has the focus, and what was done here meanwhile: null where
 * the focus is elsewhere.
 */
function useEditorNear(place: RefObject<HTMLElement | null>): [EditorModule | null, Ahead | null] {
	const [found, setFound] = useState<{ editor: EditorModule; ahead: Ahead | null } | null>(null);
	useEffect(() => {
		const element = place.current;
		if (element === null) return;
		const listening = listenAhead(element);
		const load = async () => {
			const editor = await loadEditor();
			const ahead = listening.stop();
			const isHere = element.contains(document.activeElement);
			// At once: a key pressed between the two would be heard by neither.
			flushSync(() => setFound((known) => known ?? { editor, ahead: isHere ? ahead : null }));
		};
		const observer = new IntersectionObserver((entries) => void (entries.some(isNear) && load()), { rootMargin: NEAR });
		observer.observe(element);
		element.addEventListener("focusin", load, { once: true });
		return () => {
			observer.disconnect();
			listening.stop();
		};
	}, [place]);
	return [found?.editor ?? null, found?.ahead ?? null];
}

const isNear = (entry: IntersectionObserverEntry) => entry.isIntersecting;

/**
 * Help for those who write: open while there is nothing yet, and never folding under their hands. It stays beside the
 * text (R6): an example comes in only where nothing is written, and is otherwise there to read.
 */
function Guidance({ section, ready }: { section: TextSection; ready: boolean }) {
	const { replica } = useConvention();
	const [open] = useState(section.empty);
	const { guidance, example, empty } = section;
	if (guidance === "" && example.length === 0) return null;
	return (
		<details className="guidance" open={open}>
			<summary>Aide à la rédaction</summary>
			{guidance && <p>{typeset(guidance)}</p>}
			{example.length > 0 && (
				<>
					<details>
						<summary>Voir l’exemple</summary>
						<blockquote>
							{example.map((words) => (
								<p key={words}>{typeset(words)}</p>
							))}
						</blockquote>
					</details>
					{empty && (
						<button type="button" disabled={!ready} onClick={() => insertExample(replica, section)}>
							Insérer l’exemple
						</button>
					)}
				</>
			)}
		</details>
	);
}

/** A step of its own in the history: one undo takes it away again. */
function insertExample(replica: Replica, { id, example }: TextSection) {
	const editor = replica.editors.get(id);
	const paragraphs = example.map((text) => ({ type: "paragraph", content: [{ type: "text", text }] }));
	replica.startUndoStep();
	editor?.chain().insertContentAt({ from: 0, to: editor.state.doc.content.size }, paragraphs).focus("end").run();
	replica.startUndoStep();
}
