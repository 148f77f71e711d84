import { isSafeHref } from "../schema.ts";

/**
 * Where words lead: "www.caf.fr" to https://www.caf.fr, "mairie@lys.fr" to a mailbox. Null for what leads nowhere, or by
 * another scheme than http, https and mailto.
 */
export function addressOf(typed: string): string | null {
	const words = typed.trim();
	const href = schemeOf(words) !== null ? words : isMailbox(words) ? `mailto:${words}` : `https://${words}`;
	return isSafeHref(href) && /\.|^mailto:/i.test(href) ? href : null;
}

/** The scheme these words begin with, in lower case; null for none. */
export function schemeOf(words: string): string | null {
	return /^([a-z][a-z\d+.-]*):(?!\d)/i.exec(words.trim())?.[1]?.toLowerCase() ?? null;
}

/** Words that nobody writes but as an address: with a scheme, with "www.", or with an @. */
export function isAddress(word: string): boolean {
	return /^(?:https?:\/\/|www\.)[^\s.]+\.\S|^mailto:\S/i.test(word) || isMailbox(word);
}

/**
 * The address that has just been typed before a space or the end of the line: where it begins and ends in `before`
 * (without the point that ends the sentence), and where it leads.
 */
export function addressBefore(before: string): { from: number; to: number; href: string } | null {
	const [, word] = /(\S+)\s$/u.exec(before) ?? [];
	if (word === undefined) return null;
	const opening = /^[(«“"]*/u.exec(word)?.[0].length ?? 0;
	const address = word.slice(opening).replace(/[.,;:!?)»”"…]+$/u, "");
	const href = isAddress(address) ? addressOf(address) : null;
	const from = before.length - 1 - word.length + opening;
	return href === null ? null : { from, to: from + address.length, href };
}

const isMailbox = (words: string) => /^[^\s@/:«»"<>]+@[^\s@/]+\.\p{L}{2,}$/u.test(words);
