import { type FocusEvent, memo, type ReactNode, useCallback, useMemo } from "react";
import { render } from "../../../shared/text/render.ts";
import type { Text, TextPart } from "../../../shared/text/text.ts";
import { useConvention } from "../context.ts";
import { publishPlace } from "../live/presence.ts";
import { pageInk } from "./ink.tsx";
import { placeOf } from "./place.ts";

/** The text of the convention; a part is drawn again only when something in it changed. */
export function Paper({ text }: { text: Text }) {
	const notes = useMemo(() => ({ ...text, parts: [], notes: text.notes }), [text]);
	return (
		<>
			{text.parts.map((part) => (
				<Part key={part.id} text={text} part={part} />
			))}
			<Drawn text={notes} />
			<Colophon text={text} />
		</>
	);
}

const Part = memo(
	({ text, part }: { text: Text; part: TextPart }) => <Drawn text={{ ...text, parts: [part], notes: [] }} />,
	(before, after) => before.part === after.part && before.text.draft === after.text.draft,
);

const Drawn = ({ text }: { text: Text }): ReactNode => render(text, pageInk);

/** The page ends with plain text: a selection of everything starts and ends outside of an editor. */
function Colophon({ text: { model, title } }: { text: Text }) {
	return (
		<p className="colophon">
			{title}, modèle {model.id}. Le texte des articles vient du modèle national et ne peut pas être modifié ici.
			<br />
			Empreinte du modèle : <code>{model.digest.slice(0, 16)}</code>
		</p>
	);
}

/** The sheet itself; it tells the others where one writes. After a refusal nothing on it can be written any more. */
export function Sheet({ inert, draft, children }: { inert: boolean; draft: boolean; children: ReactNode }) {
	const telling = usePlaceTelling();
	return (
		<main id="paper" tabIndex={-1} className={draft ? "paper draft" : "paper"} inert={inert} {...telling}>
			{children}
		</main>
	);
}

/** The text as the server sent it, until the room has. */
export function Served({ nodes }: { nodes: Node[] }) {
	const place = useCallback((element: HTMLDivElement | null) => element?.replaceChildren(...nodes), [nodes]);
	return <div ref={place} />;
}

function usePlaceTelling() {
	const { replica } = useConvention();
	const { awareness } = replica.room;
	const onFocus = useCallback(
		(event: FocusEvent) => {
			replica.startUndoStep();
			publishPlace(awareness, placeOf(event.target));
		},
		[replica, awareness],
	);
	const onBlur = useCallback(
		({ relatedTarget, currentTarget }: FocusEvent) => {
			if (relatedTarget === null || !currentTarget.contains(relatedTarget)) publishPlace(awareness, null);
		},
		[awareness],
	);
	return { onFocus, onBlur };
}
