import type { RefObject } from "react";
import type { TextField } from "../../../shared/text/text.ts";

/** What stands in an input, and how it changes. */
export interface Typing {
	/** The value as it stands in the replica at this very moment. */
	value: string;
	/** Whether one is in this field. */
	here: boolean;
	/** What was typed since one came in; null when nothing was, or when the value came another way. */
	draft: string | null;
	typed: string;
	/** True when what was typed or pasted last was longer than a field is. */
	cut: boolean;
	/** A date that the system's own input shows. */
	system: boolean;
	/** The value when one came in. */
	came: RefObject<string>;
	/** The last that was typed since, whatever became of it. */
	mine: RefObject<string | null>;
	/** Takes what was typed or pasted. */
	write(words: string): void;
	/** Takes a value as it is stored. */
	take(chosen: string): void;
}

export interface HelpProps {
	field: TextField;
	typing: Typing;
	id: string;
}
