import { escapeHtml, wordsHtml } from "../../shared/text/html.ts";

/** A mail to one person. `text` says all that `html` does: it must be readable without it. */
export interface Letter {
	to: string;
	/** One line. */
	subject: string;
	text: string;
	html: string;
}

/** A paragraph, or the button on which the letter leads: one in a letter. */
export type Piece = string | { label: string; url: string };

/**
 * Writes the same pieces as plain text and as HTML, a greeting first. Nothing is fetched from anywhere: no image, no font.
 * `because` ends it, and says why one receives it. Words of other people may stand in all of it: they stay words.
 */
export function letter(to: string, subject: string, pieces: Piece[], because: string = BECAUSE): Letter {
	const line = subject.replace(/[\s\p{Cc}]+/gu, " ").trim();
	const text = pieces.map((piece) => (typeof piece === "string" ? piece : `${piece.label} :\n${piece.url}`));
	const html = pieces.map((piece) => (typeof piece === "string" ? `<p>${wordsHtml(piece)}</p>` : button(piece)));
	return {
		to,
		subject: line,
		text: [...text, `-- \n${because}\n${SIGNATURE}`].join("\n\n"),
		html: page(line, html.join("\n"), because),
	};
}

const BECAUSE = "Vous recevez ce message parce que votre adresse a été donnée à Copacte.";
const SIGNATURE = "Copacte, où une Caf et une commune écrivent leur convention ensemble.";

/** Somebody else's words, of which no mail program makes a link: the only one in a letter is ours. */
export const inert = (words: string) =>
	words.replace(/:(?=\/\/)/g, ": ").replace(/(?<=[\p{L}\p{N}])\.(?=\p{L}{2})/gu, ". ");

/** A table: some programs colour a cell and nothing else. The address stands below it for those who would rather see. */
function button({ label, url }: { label: string; url: string }): string {
	const address = escapeHtml(url);
	return `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="button" style="border-radius:8px;background:#1c1b1a;padding:12px 22px">
<a href="${address}" class="button" style="color:#ffffff;text-decoration:none;font-weight:bold">${escapeHtml(label)}</a>
</td></tr></table>
<p class="aside" style="color:#524e49;font-size:14px;word-break:break-all">${address}</p>`;
}

/** Colours for a dark screen where the program asks for them; where it turns them round by itself, those above are told apart still. */
const DARK = `:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
	body { background: #1b1a19 !important; color: #f1eee9 !important; }
	.aside { color: #b9b3ab !important; }
	.button { background: #f1eee9 !important; color: #1b1a19 !important; }
}`;

const page = (title: string, body: string, because: string) => `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${DARK}</style>
</head>
<body style="margin:0;padding:32px 20px;background:#fffefb;color:#1c1b1a;font:17px/1.5 Georgia,serif">
<div style="max-width:34em;margin:0 auto">
${body}
<p class="aside" style="margin-top:32px;border-top:1px solid #8a847c;padding-top:16px;color:#524e49;font-size:14px">${wordsHtml(because)}<br>${escapeHtml(SIGNATURE)}</p>
</div>
</body>
</html>
`;
