import { inWordsInParis } from "../../shared/day.ts";
import { shownDay } from "../../shared/text/field.ts";
import { html, inkWithFiles, wordsHtml } from "../../shared/text/html.ts";
import type { Text } from "../../shared/text/text.ts";
import { typeset } from "../../shared/text/typography.ts";
import type { Version, VersionState } from "../../shared/version/version.ts";

/** What a link shows, and nothing of drafts, comments or addresses (R23). */
export interface Shown {
	title: string;
	text: Text;
	version: Version;
	/** Every version of the convention, newest first. */
	versions: Version[];
	/** Names of the parties, by id. */
	parties: ReadonlyMap<string, string>;
	modelTitle: string;
}

/** The body of the page: what this is, the text, and what proves it. Whole without any program. */
export function linkBody({ text, ...shown }: Shown, folder: string): string {
	const paper = `<main id="paper" class="${text.draft ? "draft" : "final"}" tabindex="-1">${html(text, inkWithFiles(`${folder}/files`))}</main>`;
	return [SKIP, head(shown, folder), paper, proof(shown, folder)].join("\n");
}

const SKIP = '<a class="skip" href="#paper">Aller au texte</a>';

/** "1 · Soumise", in words for somebody who has never seen the page. */
const STATES: Record<VersionState, string> = {
	submitted: "Projet soumis à l’accord des parties",
	withdrawn: "Projet retiré",
	refused: "Projet refusé",
	adopted: "Projet adopté, à signer",
	signed: "Convention signée",
};

type Told = Omit<Shown, "text">;

function head({ title, version, versions }: Told, folder: string): string {
	const [latest] = versions;
	const isReplaced = latest !== undefined && latest.number > version.number;
	const at = inWordsInParis("day", new Date(version.submittedAt));
	return `<header class="opened">
		<p class="brand">Copacte</p>
		<h1>${words(title)}</h1>
		<p class="opened-state">${words(`${STATES[version.state]} · version ${version.number}, soumise le ${at}`)}</p>
		${isReplaced ? `<p class="opened-replaced" role="note">${words(`Cette version est remplacée par la version ${latest.number}, soumise le ${inWordsInParis("day", new Date(latest.submittedAt))}.`)}</p>` : ""}
		<p class="opened-ways">${ways(version, folder)}</p>
	</header>`;
}

function ways({ pdf }: Version, folder: string): string {
	const print = pdf
		? `<a class="primary" href="${folder}/convention.pdf">${words(`Télécharger le PDF (${pdf.pages} pages)`)}</a>`
		: `<span>Le PDF est en préparation.</span>`;
	return `${print} <a class="plain" href="#preuve">Ce qui prouve ce texte</a>`;
}

/** In words that a mayor understands. */
function proof({ version, versions, parties, modelTitle }: Told, folder: string): string {
	const name = (party: string) => words(parties.get(party) ?? party);
	const approvals = version.approvals.map(
		({ party, at }) => `<li>${name(party)}, le ${words(inWordsInParis("day", new Date(at)))}</li>`,
	);
	const votes = version.deliberations.map(
		(vote) =>
			`<li>${name(vote.party)} : délibération ${words(vote.number)} du ${words(shownDay(vote.date))}${vote.enforceableAt ? `, exécutoire le ${words(shownDay(vote.enforceableAt))}` : ""}</li>`,
	);
	return `<section class="proof" id="preuve" aria-labelledby="preuve-titre">
		<h2 id="preuve-titre">Ce qui prouve ce texte</h2>
		<p>${words("Le texte ci-dessus est figé : changer une seule lettre changerait son empreinte.")}</p>
		<p>Empreinte : <code>${version.digest}</code></p>
		<p>${words(`Conforme au modèle national « ${modelTitle} » : ses clauses verrouillées y sont mot pour mot.`)}</p>
		${list("Accords des parties", approvals)}
		${list("Délibérations", votes)}
		${list(
			"Versions",
			versions.map(
				(each) =>
					`<li>${words(`Version ${each.number}, soumise le ${inWordsInParis("day", new Date(each.submittedAt))} : ${STATES[each.state].toLowerCase()}`)}</li>`,
			),
		)}
		<h3>Vérifier soi-même</h3>
		<p>${words("Le fichier ci-dessous est le texte même dont l’empreinte est calculée (SHA-256).")} <a href="${folder}/texte.json">texte.json</a></p>
	</section>`;
}

const list = (title: string, items: string[]) =>
	items.length === 0 ? "" : `<h3>${title}</h3><ul>${items.join("")}</ul>`;

const words = (sentence: string) => wordsHtml(typeset(sentence));
