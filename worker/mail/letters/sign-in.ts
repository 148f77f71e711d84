import { inWordsInParis } from "../../../shared/day.ts";
import { type Letter, letter } from "../letter.ts";

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

/** Somebody entered from a browser that this person was never seen in. */
export function newDeviceMail(to: string, at: Date, browser: string, url: string): Letter {
	return letter(to, "Une connexion à Copacte depuis un nouvel appareil", [
		"Bonjour,",
		`Quelqu’un est entré dans Copacte à votre nom : ${browser}, ${inWordsInParis("fullMoment", at)} (heure de Paris).`,
		"C’était vous ? Il n’y a rien à faire.",
		"Ce n’était pas vous ? Ouvrez votre compte, mettez fin à cette session, et vérifiez vos clés d’accès.",
		{ label: "Voir mes sessions", url },
	]);
}
