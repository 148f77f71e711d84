import { isCleanLine } from "../text/characters.ts";

const LONGEST = 100;

/** Letters of any script, and what stands between them in a name: nothing that a mail program would make a link of. */
const SHAPE = /^\p{L}[\p{L}\p{M} .'’-]*$/u;

/** A person's name, its spaces tidied, or null for what is none: empty, too long, or with anything but letters. */
export function personName(typed: string): string | null {
	const name = typed.normalize("NFC").replace(/\s+/gu, " ").trim();
	const isName = SHAPE.test(name) && isCleanLine(name) && !/\p{L}\.\p{L}{2}/u.test(name);
	return name.length <= LONGEST && isName ? name : null;
}
