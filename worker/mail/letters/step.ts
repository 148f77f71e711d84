import { inWordsInParis } from "../../../shared/day.ts";
import type { Errand } from "../../../shared/version/errand.ts";
import { inert, type Letter, letter } from "../letter.ts";

/** Tells somebody what was done with a version of a convention, and what is awaited of them. */
export function stepMail(to: string, errand: Errand, { title: named, url }: { title: string; url: string }): Letter {
	const title = inert(named);
	const because = `Vous recevez ce message parce que vous participez à « ${title} ».`;
	const open = { label: "Ouvrir la convention", url };
	switch (errand.kind) {
		case "submitted":
			return letter(
				to,
				`« ${title} » : un texte est soumis à votre accord`,
				[
					"Bonjour,",
					`${inert(errand.party)} a soumis le texte de « ${title} » (version ${errand.version}). Il est figé : plus personne ne peut le modifier.`,
					"Relisez-le, puis validez-le pour votre organisme, ou refusez-le en donnant la raison.",
					open,
				],
				because,
			);
		case "refused":
		case "reopened":
			return letter(
				to,
				`« ${title} » revient en rédaction`,
				[
					"Bonjour,",
					errand.kind === "refused"
						? `${inert(errand.name)}, pour ${inert(errand.party)}, a refusé la version ${errand.version} de « ${title} » :`
						: `${inert(errand.name)}, pour ${inert(errand.party)}, a repris la version ${errand.version} de « ${title} » :`,
					`« ${inert(errand.reason)} »`,
					"Le texte peut à nouveau être modifié. Les accords donnés à cette version ne valent plus : il faudra valider la prochaine.",
					open,
				],
				because,
			);
		case "adopted":
			return letter(
				to,
				`« ${title} » est adoptée`,
				[
					"Bonjour,",
					`Toutes les parties ont validé « ${title} » et les délibérations sont enregistrées. Il reste à la signer.`,
					open,
				],
				because,
			);
		case "reminded":
			return letter(
				to,
				`« ${title} » attend votre organisme`,
				[
					"Bonjour,",
					`La version ${errand.version} de « ${title} » attend votre organisme depuis le ${inWordsInParis("day", new Date(errand.since))}.`,
					open,
				],
				because,
			);
	}
}
