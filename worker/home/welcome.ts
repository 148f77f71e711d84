import type { Ask } from "../http/ask.ts";
import { alone, type Page } from "../page/page.ts";
import { toDemonstration } from "../page/refused.ts";

/** What Copacte is, for who comes by and is not signed in. */
export function welcomePage({ env }: Ask): Page {
	return {
		title: "Copacte",
		html: alone(
			"Écrire une convention à plusieurs, sans qu’un mot du modèle ne bouge",
			`<p>${WELCOME}</p><p class="acts"><a class="primary" href="/connexion">Entrer</a></p>${toDemonstration(env)}`,
		),
	};
}

const WELCOME =
	"Une Caf et une commune écrivent ensemble leur convention territoriale globale, en direct, dans leur navigateur. " +
	"Ce que le modèle national fixe reste verrouillé ; chacune écrit ses parties, et voit ce qu’il manque avant de signer.";
