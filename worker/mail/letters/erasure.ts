import { inWordsInParis } from "../../../shared/day.ts";
import { inert, type Letter, letter } from "../letter.ts";

/** A draft that nobody has opened for long will be erased (shared/convention/retention.ts). */
export function erasureMail(to: string, named: string, until: Date, url: string): Letter {
	const title = inert(named);
	const day = inWordsInParis("day", until);
	return letter(to, `« ${title} » sera effacée le ${day}`, [
		"Bonjour,",
		`Personne n’a ouvert le projet « ${title} » depuis deux ans, et il n’a jamais été signé. Il sera effacé le ${day}.`,
		"Pour le garder, ouvrez-le avant cette date. Sinon, il n’y a rien à faire.",
		{ label: "Ouvrir le projet", url },
	]);
}
