import type { Letter } from "./letter.ts";

// By hand: what we send has one shape, two parts and no attachment, shorter than the use of a library that must know them all.

/** The name that mails come from. */
export const SENDER = "Copacte";

/** No program should answer these by itself (RFC 3834), and a voice should read them in French. */
export const HEADERS = { "Auto-Submitted": "auto-generated", "Content-Language": "fr" };

/**
 * A letter as a message of the Internet (RFC 5322, MIME): ASCII in lines of at most 78 characters, ended by CR LF, none of
 * them a dot alone, since what people wrote is in base64. `id` must be unique. Expects an address and a subject of one line.
 */
export function messageOf({ to, subject, text, html }: Letter, from: string, at: Date, id: string): string {
	const boundary = `=_${id}`;
	const headers = {
		From: `${SENDER} <${from}>`,
		To: `<${to}>`,
		Subject: headerOf(subject),
		Date: at.toUTCString().replace("GMT", "+0000"),
		"Message-ID": `<${id}@${domainOf(from)}>`,
		...HEADERS,
		"MIME-Version": "1.0",
		"Content-Type": `multipart/alternative;\r\n boundary="${boundary}"`,
	};
	const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
	// The last is the one to show, where there is a choice.
	const parts = [partOf("text/plain", text), partOf("text/html", html)];
	return [...head, "", ...parts.flatMap((part) => [`--${boundary}`, part]), `--${boundary}--`, ""].join("\r\n");
}

export const domainOf = (address: string) => address.slice(address.lastIndexOf("@") + 1);

function partOf(type: string, content: string): string {
	const lines = base64(content.replace(/\r?\n/g, "\r\n")).match(/.{1,76}/g) ?? [];
	const head = [`Content-Type: ${type}; charset=utf-8`, "Content-Transfer-Encoding: base64", ""];
	return [...head, ...lines].join("\r\n");
}

/** An encoded word holds whole letters only, and at most 75 characters (RFC 2047): of base64 these make 48, and a line of 69. */
const WORD_BYTES = 36;

/** A header's text: as it is where that is plain and short, else in encoded words, one to a line. */
function headerOf(text: string): string {
	if (/^[ -~]{1,60}$/.test(text) && !text.includes("=?")) return text;
	const words = [""];
	for (const character of text) {
		const longer = words.at(-1) + character;
		if (encoder.encode(longer).length > WORD_BYTES) words.push(character);
		else words[words.length - 1] = longer;
	}
	return words.map((word) => `=?UTF-8?B?${base64(word)}?=`).join("\r\n ");
}

const encoder = new TextEncoder();
const base64 = (text: string) => btoa(String.fromCharCode(...encoder.encode(text)));
