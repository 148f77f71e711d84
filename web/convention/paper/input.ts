import { type FocusEvent, useRef, useState, useSyncExternalStore } from "react";
import { cleanLine } from "../../../shared/text/characters.ts";
import type { TextField } from "../../../shared/text/text.ts";
import { isBlank, MAX_FIELD_LENGTH, readDate } from "../../../shared/text/value.ts";
import { useConvention } from "../context.ts";
import { type Filling, loadFilling } from "../filling/later.ts";
import type { Typing } from "../filling/typing.ts";

/**
 * What stands in the input, from when one comes in until one leaves. As long as it means the value of the replica, it
 * stays as typed ("1/3/2" on the way to a date); when someone else changes the value, theirs takes its place.
 */
export function useTyping(field: TextField, filling: Filling | null) {
	const { replica } = useConvention();
	const { key, fieldType } = field;
	const value = useSyncExternalStore(replica.onFields, () => replica.field(key));
	const [here, setHere] = useState(false);
	const [draft, setDraft] = useState<string | null>(null);
	const [cut, setCut] = useState(false);
	const came = useRef("");
	const mine = useRef<string | null>(null);
	const read = (words: string) => filling?.readTyped(fieldType, words) ?? asTyped(words);
	const system = fieldType === "date" && filling?.touch === true && (isBlank(value) || readDate(value) !== null);
	const typed = system ? value : draft !== null && read(draft).value === value ? draft : editable(field, value);
	const write = (words: string) => {
		const { text, cut, value } = read(words);
		mine.current = text;
		setDraft(text);
		setCut(cut);
		replica.setField(key, value);
	};
	const take = (chosen: string) => {
		mine.current = chosen;
		setDraft(null);
		replica.setField(key, chosen);
	};
	const around = {
		onFocus: () => {
			if (!here) came.current = replica.field(key);
			setHere(true);
			loadFilling();
		},
		onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
			if (currentTarget.contains(relatedTarget)) return;
			setHere(false);
			setDraft(null);
			setCut(false);
			if (mine.current === null) return;
			mine.current = null;
			const before = came.current;
			// What was typed before this code came is put in order once it does.
			void loadFilling().then(({ settle }) => settle(replica, field, before, currentTarget));
		},
		onMouseDown: here ? undefined : filling?.pointAt,
	};
	const typing: Typing = { value, here, draft, typed, cut, system, came, mine, write, take };
	const bind = {
		type: system ? "date" : "text",
		list: fieldType === "person" ? `${key}-names` : undefined,
		dir: fieldType === "text" || fieldType === "person" ? "auto" : undefined,
		onChange: (event: { target: HTMLInputElement }) => write(event.target.value),
		onPaste: filling?.onPaste(typing),
		onKeyDown: filling?.onKeyDown(replica, key, typing),
	};
	return { typing, around, bind };
}

/** Until there is help to read it with, a value is kept as it was typed, but for what the room would refuse. */
function asTyped(words: string) {
	const line = cleanLine(words);
	const text = line.slice(0, MAX_FIELD_LENGTH).toWellFormed();
	return { text, cut: text !== line, value: text };
}

/** The value as one types it: 31/12/2024, 12500,5. */
function editable({ fieldType }: TextField, value: string): string {
	if (fieldType === "date" && readDate(value)) return value.split("-").reverse().join("/");
	if (fieldType === "number" || fieldType === "percent" || fieldType === "amount") return value.replace(".", ",");
	return value;
}
