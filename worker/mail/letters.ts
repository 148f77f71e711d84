import { inert, type Letter, letter } from "./letter.ts";

/** The link that signs somebody in. It goes to any address that asks: nothing in it says whether there is an account. */
export function signInMail(to: string, url: string, minutes: number): Letter {
	return letter(
		to,
		"Votre lien pour entrer dans Copacte",
		[
			"Bonjour,",
			`Voici le lien que vous avez demandé. Il sert une seule fois, pendant ${minutes}\u00a0minutes.`,
			{ label: "Entrer dans Copacte", url },
			"Vous n’avez rien demandé ? Ignorez ce message : sans ce lien, personne n’entre.",
		],
		"Vous recevez ce message parce que quelqu’un a donné votre adresse pour entrer dans Copacte.",
	);
}

/** Somebody invites another person, to their organisation or to a convention. All but the address is in the inviter's words. */
export function invitationMail(
	to: string,
	{ roles, days, url, ...words }: { by: string; place: string; roles: string; days: number; url: string },
): Letter {
	const [by, place] = [inert(words.by), inert(words.place)];
	return letter(
		to,
		`${by} vous invite dans Copacte`.replace(/\s+/gu, " "),
		[
			"Bonjour,",
			`${by} vous invite ${place}.`,
			...(roles === "" ? [] : [`Ce que vous y ferez : ${roles}.`]),
			{ label: "Voir l’invitation", url },
			`L’invitation vaut ${days} jours, pour votre adresse seulement : ${to}. Ne la faites pas suivre : elle ne servirait à personne d’autre.`,
			"Vous ne vous y attendiez pas ? Ignorez ce message, ou déclinez l’invitation.",
		],
		`Vous recevez ce message parce que ${by} a donné votre adresse pour vous inviter.`,
	);
}

/** Somebody came too late for an invitation, and asks who sent it for another. */
export function askedAgainMail(to: string, invited: string, words: string, url: string): Letter {
	const place = inert(words);
	return letter(
		to,
		`${invited} vous demande une nouvelle invitation`,
		[
			"Bonjour,",
			`Votre invitation ${place} a expiré avant que ${invited} n’y réponde. Cette personne vous en demande une nouvelle.`,
			"Si vous le voulez bien, renvoyez-la depuis la liste des invitations.",
			{ label: "Voir les invitations", url },
		],
		"Vous recevez ce message parce que vous avez envoyé cette invitation.",
	);
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

/** A draft that nobody has opened for long will be erased (shared/convention/retention.ts). */
export function erasureMail(to: string, named: string, until: Date, url: string): Letter {
	const title = inert(named);
	return letter(to, `« ${title} » sera effacée le ${DAY.format(until)}`, [
		"Bonjour,",
		`Personne n’a ouvert le projet « ${title} » depuis deux ans, et il n’a jamais été signé. Il sera effacé le ${DAY.format(until)}.`,
		"Pour le garder, ouvrez-le avant cette date. Sinon, il n’y a rien à faire.",
		{ label: "Ouvrir le projet", url },
	]);
}

const DAY = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone: "Europe/Paris" });
const MOMENT = new Intl.DateTimeFormat("fr-FR", { dateStyle: "full", timeStyle: "short", timeZone: "Europe/Paris" });
