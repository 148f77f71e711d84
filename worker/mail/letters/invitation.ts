import { inert, type Letter, letter } from "../letter.ts";

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
