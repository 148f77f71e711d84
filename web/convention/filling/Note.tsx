import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Transaction, YMapEvent } from "yjs";
import { FIELDS } from "../../../shared/room/roots.ts";
import { shown } from "../../../shared/text/field.ts";
import { typeset } from "../../../shared/text/typography.ts";
import { alsoIn, usesOf } from "../../../shared/text/uses.ts";
import { isBlank, MAX_FIELD_LENGTH } from "../../../shared/text/value.ts";
import { firstNameOf } from "../../around/colours.ts";
import { useConvention } from "../context.ts";
import { isTabNews } from "./keys.ts";
import type { HelpProps, Typing } from "./typing.ts";
import { problemOf } from "./value.ts";

/** What there is to say of the field one is in: below it, out of the way of its sentence. */
export function Note({ field, typing, id }: HelpProps) {
	const place = useRef<HTMLSpanElement>(null);
	const also = useAlso(field.key, place);
	const { theirs, putBack } = useTheirs(field.key, typing);
	const problem = problemOf(useConvention(), field.key);
	const reads = useReading(field.key, typing);
	usePlacing(place);
	return (
		<span className="field-note" id={id} ref={place}>
			<span role="status">
				{theirs && <span className="field-theirs">{typeset(theirs)}</span>}
				{typing.cut && <span>{typeset(TOO_LONG)}</span>}
			</span>
			{putBack && (
				<button type="button" onClick={putBack}>
					Remettre le mien
				</button>
			)}
			{typing.draft === null && problem && <span className="field-wrong">{typeset(problem)}</span>}
			{reads && <span className="field-reads">{typeset(reads)}</span>}
			{also && <span>{typeset(also)}</span>}
			{isTabNews() && !putBack && <span className="field-keys">Tab : blanc suivant · Échap : annuler</span>}
		</span>
	);
}

const TOO_LONG = `Un champ tient en ${MAX_FIELD_LENGTH} caractères : la suite n'a pas été gardée.`;

/** "Se lira : 1er mars 2024", as long as it is typed otherwise. */
function useReading(key: string, { value, draft, typed }: Typing): string | null {
	const field = useConvention().fields.get(key);
	if (!field || draft === null || isBlank(value) || field.type === "text" || field.type === "person") return null;
	const reads = shown(field, value);
	return reads === typed || reads === value ? null : `Se lira : ${reads}`;
}

/** Where else the field stands, known before a screen reader describes it. */
function useAlso(key: string, place: RefObject<HTMLElement | null>): string | null {
	const { replica } = useConvention();
	const [also, setAlso] = useState<string | null>(null);
	useLayoutEffect(() => {
		setAlso(alsoIn(usesOf(replica.reading.text, key), place.current?.closest(".part")?.id ?? ""));
	}, [replica, key, place]);
	return also;
}

/** Someone who writes is heard once they pause. */
const PAUSE_MS = 500;

/** What someone else wrote here meanwhile, and what puts one's own words back when theirs took their place. */
function useTheirs(key: string, { mine, write }: Typing) {
	const { replica, fields } = useConvention();
	const [theirs, setTheirs] = useState<string | null>(null);
	const [lost, setLost] = useState<string | null>(null);
	const field = fields.get(key);
	useEffect(() => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const tell = () => {
			const name = replica.presences.inField(key)?.name;
			const value = replica.field(key);
			const did = isBlank(value) ? "vidé ce champ" : `écrit « ${field ? shown(field, value) : value} »`;
			setTheirs(`${name ? firstNameOf(name) : "Quelqu'un"} a ${did}.`);
			setLost(mine.current);
		};
		const listen = ({ keysChanged }: YMapEvent<unknown>, { local }: Transaction) => {
			if (!keysChanged.has(key)) return;
			clearTimeout(timer);
			if (!local) timer = setTimeout(tell, PAUSE_MS);
			setTheirs(null);
			setLost(null);
		};
		const values = replica.doc.getMap(FIELDS);
		values.observe(listen);
		return () => {
			clearTimeout(timer);
			values.unobserve(listen);
		};
	}, [replica, key, field, mine]);
	const putBack = () => {
		write(lost ?? "");
		document.activeElement?.closest(".field")?.querySelector<HTMLInputElement>("[data-stop]")?.focus();
	};
	return { theirs, putBack: isBlank(lost ?? "") ? null : putBack };
}

/** Keeps clear of the edges of the window, and of what lies over its bottom on a phone. */
const EDGE = 8;
const DOCK = 70;

/** Fixed beside its field, for a table would cut it off. By hand: @floating-ui/dom outweighs all that helps to fill fields. */
function usePlacing(place: RefObject<HTMLElement | null>) {
	useLayoutEffect(() => {
		const put = () => {
			const note = place.current;
			const field = note?.parentElement?.getBoundingClientRect();
			if (!note || !field) return;
			const { width, height } = note.getBoundingClientRect();
			const left = Math.max(EDGE, Math.min(field.left, innerWidth - width - EDGE));
			const below = field.bottom + 5;
			const top = below + height > innerHeight - DOCK ? field.top - height - 5 : below;
			note.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
		};
		put();
		addEventListener("scroll", put, { passive: true, capture: true });
		addEventListener("resize", put);
		return () => {
			removeEventListener("scroll", put, { capture: true });
			removeEventListener("resize", put);
		};
	});
}
