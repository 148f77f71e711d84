/** How far a citation is looked at, in characters. */
const NEAR = 120;

const BEFORE_OTHER = /(?:^|[\s'’(])(?:son|ses|leurs?)\s+$/iu;

/** "Rgpd (article 30)", "le Code civil, article 1240". */
const AFTER_LAW =
	/(?:code|loi|décret|arrêté|règlement|rgpd|ordonnance|directive|circulaire|constitution|cgct|casf|statuts)(?!\p{L})[^.;]{0,60}[,(]\s*(?:à\s+|aux\s+)?(?:l['’]|les\s+)?$/iu;

const QUALIFIER =
	"(?:\\s*,?\\s*(?:et suivants?|(?:et\\s+)?[LRD]\\.\\s?[\\d-]+|(?:alinéas?|paragraphes?|point|§)\\s*[\\d\\w]+))*\\s*";
const OWN = new RegExp(
	`^${QUALIFIER}(?:de la présente|du présent|de cette|de la convention(?=\\s*(?:[.,;:)]|$)))`,
	"iu",
);
const OTHER = new RegExp(
	`^${QUALIFIER},?\\s*(?:(?:du|de la|des|de|modifiée? par)\\s|(?:de l|d)['’]|(?:à la|à l['’]|au|aux)\\s*(?:code|loi|décret|arrêté|règlement|contrat|délibération|rapport|courrier|avenant)|(?:et|ou)?\\s*[LRD]\\.\\s?\\d)`,
	"iu",
);

/** "Article 3 : Monsieur le Maire …": the heading of an article of a text that is reproduced, as a délibération is. */
const HEADING = /^\s*[:.–—-]\s/u;

/**
 * True when an article or annexe belongs to another text, judged by the words around it: "article 30 du Rgpd", "son
 * article 5", "Code civil (article 1240)". In doubt it does: a control that cries wolf is no longer read.
 */
export function elsewhere(noun: "article" | "annexe", before: string, after: string): boolean {
	// A few words are enough, and keep a hostile text from slowing the patterns down.
	const [lead, tail] = [before.slice(-NEAR), after.slice(0, NEAR)];
	if (BEFORE_OTHER.test(lead)) return true;
	if (OWN.test(tail)) return false;
	if (OTHER.test(tail)) return true;
	return noun === "article" && (AFTER_LAW.test(lead) || (before.trim() === "" && HEADING.test(tail)));
}
