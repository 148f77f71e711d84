/** What an XML document holds, told as it is met; throws where it is not well-formed. Enough XML for what offices write. */
export interface Tag {
	name: string;
	attributes: Record<string, string>;
}

const PIECE =
	/<\?[\s\S]*?\?>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/** Calls `open` and `close` for each element and `words` for what stands between them. */
export function readXml(
	xml: string,
	{ open, close, words }: { open?: (tag: Tag) => void; close?: (name: string) => void; words?: (text: string) => void },
): void {
	if (FORBIDDEN.test(xml)) throw new Error("a character that XML does not have");
	const inside: string[] = [];
	let roots = 0;
	let at = 0;
	PIECE.lastIndex = 0;
	for (let piece = PIECE.exec(xml); piece; piece = PIECE.exec(xml)) {
		at = PIECE.lastIndex;
		const [, ended, begun, said = "", alone, text] = piece;
		if (ended !== undefined) {
			if (inside.pop() !== ended) throw new Error(`</${ended}> ends something else`);
			close?.(ended);
		} else if (begun !== undefined) {
			if (inside.length === 0 && roots++ > 0) throw new Error("two roots");
			open?.({ name: begun, attributes: attributesOf(said) });
			if (alone) close?.(begun);
			else inside.push(begun);
		} else if (text !== undefined) {
			if (inside.length === 0 && text.trim()) throw new Error("words outside of the root");
			words?.(unescaped(text));
		}
	}
	if (at !== xml.length) throw new Error(`no XML from ${xml.slice(at, at + 60)}`);
	if (inside.length > 0 || roots !== 1) throw new Error(`never closed: ${inside.join(", ")}`);
}

function attributesOf(said: string): Record<string, string> {
	const pairs = [...said.matchAll(ATTRIBUTE)].map(([, name = "", one, other]) => [name, unescaped(one ?? other ?? "")]);
	if (new Set(pairs.map(([name]) => name)).size !== pairs.length) throw new Error(`said twice: ${said}`);
	return Object.fromEntries(pairs);
}

function unescaped(text: string): string {
	if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i.test(text)) throw new Error(`a bare & in ${text.slice(0, 60)}`);
	return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (_, hex, decimal, name) =>
		name ? (ENTITIES[name] ?? "") : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
	);
}
