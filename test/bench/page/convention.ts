import { Hand, signIn } from "../../e2e/hand.ts";

/** The sections of this model that take text, of eighteen with the cells of its table. */
const SECTIONS = ["annexe-2-pilote", "annexe-2-public", "annexe-2-moyens", "annexe-2-informations", "annexe-4"];

/** Where the page is typed in; others type in the rest. */
export const OWN_SECTION = "article-4";
export const OTHER_SECTIONS = SECTIONS;

/** The person of the commune who has the page, and a colleague beside them. */
export const TYPIST = "thomas-marchal";
export const COLLEAGUE = "rose-delmotte";

const MODEL = "acte-engagement-ctg";
const PARAGRAPH = "Les signataires conviennent de poursuivre ensemble les actions engagées sur le territoire. ".repeat(
	4,
);
/** Some 60 words each: with the model's own text, twenty pages. */
const PARAGRAPHS = 24;

/** Opens a convention of twenty pages and eighteen sections, and fills it. Gives its id. */
export async function fullConvention(url: string): Promise<string> {
	const response = await fetch(`${url}/api/conventions`, {
		method: "POST",
		headers: { cookie: await signIn(url, "ines-vasseur") },
		body: JSON.stringify({ model: MODEL, territory: "Lys-lez-Lannoy", parties: ["lys-lez-lannoy"] }),
	});
	if (response.status !== 201) throw new Error(`no convention: ${response.status} ${await response.text()}`);
	const { id } = (await response.json()) as { id: string };
	const hand = await Hand.open(url, id, TYPIST);
	const paragraph = { type: "paragraph", content: [{ type: "text", text: PARAGRAPH }] };
	for (const section of [OWN_SECTION, ...SECTIONS]) hand.write(section, Array(PARAGRAPHS).fill(paragraph));
	await hand.stored();
	hand.close();
	return id;
}
