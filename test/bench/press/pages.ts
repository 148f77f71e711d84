import { modelNamed, paragraph, versionOf } from "../../press/support/versions.ts";

const model = modelNamed("acte-engagement-ctg");
const SECTIONS = ["article-4", "annexe-4"];

const PARAGRAPH =
	"Les signataires conviennent de poursuivre ensemble les actions engagées sur le territoire, et d’en rendre compte. ".repeat(
		4,
	);

/** A version of so many pages, near enough: the model's own fifteen and paragraphs of some 80 words. */
export function versionOfPages(pages: number) {
	const paragraphs = Math.max(0, Math.round(((pages - OWN_PAGES) * PARAGRAPHS_A_PAGE) / SECTIONS.length));
	const text = Array.from({ length: paragraphs }, (_, index) => paragraph(`${index + 1}. ${PARAGRAPH}`));
	return versionOf(model, { sections: Object.fromEntries(SECTIONS.map((id) => [id, text])) });
}

const OWN_PAGES = 15;
const PARAGRAPHS_A_PAGE = 7.4;
