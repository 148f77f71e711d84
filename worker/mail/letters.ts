import { escapeHtml } from "../../shared/text/html.ts";
import type { Letter } from "./letter.ts";

/** The link that signs somebody in. It goes to any address that asks: nothing in it says whether there is an account. */
export function signInMail(to: string, url: string, minutes: number): Letter {
	return letter(to, "Votre lien pour entrer dans Copacte", [
		"Bonjour,",
		`Voici le lien que vous avez demandé. Il sert une seule fois, pendant ${minutes} minutes.`,
		{ label: "Entrer dans Copacte", url },
		"Vous n’avez rien demandé ? Ignorez ce message : sans ce lien, personne n’entre.",
	]);
}

/** Somebody entered from a browser that this person was never seen in. */
export function newDeviceMail(to: string, at: Date, browser: string, url: string): Letter {
	return letter(to, "Une connexion à Copacte depuis un nouvel appareil", [
		"Bonjour,",
		`Quelqu’un est entré dans Copacte à votre nom : ${browser}, ${MOMENT.format(at)} (heure de Paris).`,
		"C’était vous ? Il n’y a rien à faire.",
		"Ce n’était pas vous ? Ouvrez votre compte, mettez fin à cette session, et vérifiez vos clés d’accès.",
		{ label: "Voir mes sessions", url },
	]);
}

/** A draft that nobody has opened for long will be erased (shared/retention.ts). */
export function erasureMail(to: string, title: string, until: Date, url: string): Letter {
	return letter(to, `« ${title} » sera effacée le ${DAY.format(until)}`, [
		"Bonjour,",
		`Personne n’a ouvert le projet « ${title} » depuis deux ans, et il n’a jamais été signé. Il sera effacé le ${DAY.format(until)}.`,
		"Pour le garder, ouvrez-le avant cette date. Sinon, il n’y a rien à faire.",
		{ label: "Ouvrir le projet", url },
	]);
}

const DAY = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone: "Europe/Paris" });
const MOMENT = new Intl.DateTimeFormat("fr-FR", { dateStyle: "full", timeStyle: "short", timeZone: "Europe/Paris" });

type Piece = string | { label: string; url: string };

/** Plain text and HTML of the same pieces; no image, no style sheet, nothing fetched from anywhere. */
function letter(to: string, subject: string, pieces: Piece[]): Letter {
	const text = pieces.map((piece) => (typeof piece === "string" ? piece : `${piece.label} :\n${piece.url}`));
	const html = pieces.map(
		(piece) => `<p style="margin:0 0 16px">${typeof piece === "string" ? escapeHtml(piece) : button(piece)}</p>`,
	);
	return { to, subject, text: [...text, SIGNATURE].join("\n\n"), html: page(subject, html.join("\n")) };
}

const SIGNATURE = "Copacte, où une Caf et une commune écrivent leur convention ensemble.";

function button({ label, url }: { label: string; url: string }): string {
	const style =
		"display:inline-block;padding:12px 20px;border-radius:8px;background:#1c1b1a;color:#ffffff;text-decoration:none";
	return `<a href="${escapeHtml(url)}" style="${style}">${escapeHtml(label)}</a><br><span style="font-size:13px;color:#524e49;overflow-wrap:anywhere">${escapeHtml(url)}</span>`;
}

const page = (title: string, body: string) => `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;padding:32px 24px;background:#fffefb;color:#1c1b1a;font:16px/1.5 Georgia,serif"><div style="max-width:34em">
${body}
<p style="color:#524e49;font-size:13px">${escapeHtml(SIGNATURE)}</p>
</div></body></html>`;
