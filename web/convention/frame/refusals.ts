import type { Refused } from "../../../shared/room/protocol.ts";

/** What the person is told of a refusal, and the way on. */
export interface Answer {
	title: string;
	/** What happened. */
	happened: string;
	/** What becomes of what they wrote; null when nothing was lost on the way. */
	words: string | null;
	way: Way;
}

export interface Way {
	/** On the button. */
	words: string;
	/** `resume` starts again from the server's text in this page. */
	to: "resume" | "reload" | "signIn" | "home";
}

/** What is known when a refusal is answered. */
export interface Case {
	/** Something written here did not reach the room. */
	wrote: boolean;
	/** It will be sent again as it is. */
	putOff: boolean;
	/** It is on this machine's disk. */
	kept: boolean;
}

/** Says in words that fit each case what happened, what becomes of the person's words, and what to do next. */
export function answerTo(reason: Refused, known: Case): Answer {
	const answer = ANSWERS[reason.code]?.(known.wrote) ?? {};
	return {
		title: known.wrote ? "Votre dernière modification n’a pas été acceptée" : "La page ne suit plus le texte",
		happened: reason.message || "Le serveur a fermé la connexion. Reprenez à partir du texte tel qu’il est maintenant.",
		way: RESUME,
		...answer,
		words: known.wrote ? wordsOn(reason.code, known) : null,
	};
}

const RESUME: Way = { words: "Reprendre à partir du texte à jour", to: "resume" };

const ANSWERS: Record<string, ((wrote: boolean) => Partial<Answer>) | undefined> = {
	frozen: (wrote) => ({
		title: wrote ? "Le texte a été figé pendant que vous écriviez" : "Le texte est maintenant figé",
		happened: wrote
			? "Il ne peut plus être modifié dans cette phase : ce que vous veniez d’écrire n’y est pas entré."
			: "Il ne peut plus être modifié dans cette phase.",
		way: { words: "Voir le texte figé", to: "resume" },
	}),
	signedOut: () => ({
		title: "Votre session a pris fin",
		happened: "Connectez-vous à nouveau pour continuer à écrire.",
		way: { words: "Se connecter", to: "signIn" },
	}),
	outdated: () => ({
		title: "Copacte a été mis à jour",
		happened: "Rechargez la page pour continuer à écrire.",
		way: { words: "Recharger la page", to: "reload" },
	}),
	restarted: (wrote) => ({
		title: wrote ? "Le document a été allégé pendant que vous écriviez" : "Le document a été allégé",
		happened: "Une personne qui coordonne la convention est repartie du texte visible : pas un mot n’en a changé.",
	}),
	foreignClient: () => ({
		title: "Une autre personne s’est connectée dans ce navigateur",
		happened: "Cette page était ouverte à votre nom : le serveur n’en accepte plus rien.",
		way: { words: "Recharger la page", to: "reload" },
	}),
	unknownConvention: () => ({
		title: "Vous n’avez plus accès à cette convention",
		happened: "Elle n’existe plus, ou votre accès a été retiré. Demandez-le à la personne qui coordonne la convention.",
		way: { words: "Revenir à mes conventions", to: "home" },
	}),
	accessTaken: () => ({
		title: "Vous n’avez plus accès à cette convention",
		way: { words: "Revenir à mes conventions", to: "home" },
	}),
	forbidden: () => ({ title: "Vous ne pouvez plus écrire dans ce texte" }),
	tooLarge: () => ({ title: "Votre ajout est trop volumineux" }),
	tooFast: () => ({
		title: "Trop de modifications en peu de temps",
		happened: "Le serveur a fermé la connexion. Attendez une minute, puis reprenez.",
		way: { words: "Reprendre", to: "resume" },
	}),
};

const SENT_AGAIN: Record<string, string | undefined> = {
	signedOut: "dès que vous aurez rouvert cette convention, sous le même nom",
	foreignClient: "quand vous vous y reconnecterez ; personne d’autre ne les voit",
};

function wordsOn(code: string, { putOff, kept }: Case): string {
	if (putOff && kept) {
		const when = SENT_AGAIN[code] ?? "ensuite";
		return `Rien n’est perdu : vos modifications sont gardées sur cet appareil et seront envoyées ${when}.`;
	}
	// This convention will not open here again: what is on this machine helps nobody.
	if (code === "accessTaken")
		return "Ce que vous veniez d’écrire n’y est pas entré. Voici vos mots : copiez-les avant de quitter cette page.";
	if (code === "frozen" && kept)
		return "Voici vos mots, pour les copier. Ils restent sur cet appareil : si la rédaction reprend, un appui les remettra à leur place.";
	const text = code === "frozen" ? "" : "Le texte partagé n’a pas changé. ";
	return kept
		? `${text}Voici vos mots, pour les copier ; ils restent sur cet appareil tant que vous en avez besoin.`
		: `${text}Copiez vos mots maintenant : ce navigateur ne peut pas les garder.`;
}
