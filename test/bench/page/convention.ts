import { Hand, signIn } from "../../e2e/support/hand.ts";

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
	const caf = asking(url, await signIn(url, "ines-vasseur"));
	const opening = { model: MODEL, territory: "Lys-lez-Lannoy", parties: ["lys-lez-lannoy"] };
	const { id } = await caf("/api/conventions", opening);
	const email = `${TYPIST}@demonstration.test`;
	const roles = ["coordinates", "drafts"];
	const invitation = (await caf(`/api/conventions/${id}/invitations`, { email, party: "commune", roles })).id;
	const commune = asking(url, await signIn(url, TYPIST));
	await commune("/api/invitations/accept", { invitation });
	await commune(`/api/conventions/${id}/people`, { person: COLLEAGUE, roles: ["drafts"] });
	const hand = await Hand.open(url, id, TYPIST);
	const paragraph = { type: "paragraph", content: [{ type: "text", text: PARAGRAPH }] };
	for (const section of [OWN_SECTION, ...SECTIONS]) hand.write(section, Array(PARAGRAPHS).fill(paragraph));
	await hand.stored();
	hand.close();
	return id;
}

/** Posts as who has this cookie; gives what is answered, and throws where that is a refusal. */
const asking = (url: string, cookie: string) => async (path: string, body: object) => {
	const response = await fetch(url + path, { method: "POST", headers: { cookie }, body: JSON.stringify(body) });
	const text = await response.text();
	if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
	return (text === "" ? {} : JSON.parse(text)) as { id: string };
};
