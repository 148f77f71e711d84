import type { APIRequestContext, Browser } from "playwright-core";
import type { Finding } from "../../../shared/controls/finding.ts";
import { seed } from "../../../shared/live/seed.ts";
import { FIELDS } from "../../../shared/room/roots.ts";
import { signedIn } from "./browser.ts";
import { Hand } from "./hand.ts";

/** The demonstration's convention, its text full, so that it can be submitted. */
export const CONVENTION = "demonstration-lys-lez-lannoy";
export const path = (rest: string) => `/api/conventions/${CONVENTION}/${rest}`;

/** What stands in the fields of this name: of the others, words. */
const VALUES: [RegExp, string][] = [
	[/fin$/, "2028"],
	[/date|echeance/, "2025-12-31"],
];

/** Fills whatever blocks its submission, as both parties would; what is named in `but` stays empty. */
export async function fillIn(browser: Browser, url: string, but: string[] = []): Promise<void> {
	const { request } = await signedIn(browser, url, "thomas-marchal");
	for (const [of, names] of Object.entries(SIGNATORIES)) {
		const said = { signatories: names };
		const answer = await request.put(path(`parties/${of}/signatories`), { data: said });
		if (answer.status() !== 204) throw new Error(`${of}: ${await answer.text()}`);
	}
	const findings = await blocking(request);
	const hand = await Hand.open(url, CONVENTION, "thomas-marchal");
	for (const { where } of findings) {
		if (but.includes(where.id)) continue;
		if (where.kind === "field") hand.doc.getMap(FIELDS).set(where.id, wordsFor(where.id));
		if (where.kind === "section") hand.doc.transact(() => seed(hand.doc, where.id, written(where.id)));
	}
	await hand.stored();
	hand.close();
}

const SIGNATORIES = { commune: [{ id: "commune-1", title: "Le Maire", civility: "Monsieur", name: "Karim Lepage" }] };

const wordsFor = (key: string) => VALUES.find(([words]) => words.test(key))?.[1] ?? "Lys-lez-Lannoy";

const written = (id: string) => {
	const item = (text: string) => ({
		type: "listItem",
		content: [{ type: "paragraph", content: [{ type: "text", text }] }],
	});
	return [
		{
			type: "bulletList",
			content: [item(`un relais petite enfance, partie ${id} ;`), item("une ludothèque ouverte à tous.")],
		},
	];
};

async function blocking(request: APIRequestContext): Promise<Finding[]> {
	const { findings } = await (await request.get(path("findings"))).json();
	return (findings as Finding[]).filter(({ severity }) => severity === "blocking");
}

/** A second commune concludes it too; its secretary coordinates and approves for it. */
export async function addCommune(browser: Browser, url: string): Promise<void> {
	const { request } = await signedIn(browser, url, "ines-vasseur");
	const added = await request.post(path("parties"), { data: { organisation: "sainte-aubeline" } });
	if (added.status() !== 201) throw new Error(await added.text());
	const { id } = await added.json();
	const invited = await request.post(path("invitations"), {
		data: { email: "odile-garance@demonstration.test", roles: ["coordinates", "drafts", "approves"], party: id },
	});
	if (invited.status() !== 201) throw new Error(await invited.text());
	const odile = (await signedIn(browser, url, "odile-garance")).request;
	const { invitations } = await (await odile.get("/api/invitations")).json();
	const accepted = await odile.post("/api/invitations/accept", { data: { invitation: invitations[0].id } });
	if (!accepted.ok()) throw new Error(await accepted.text());
	const said = { signatories: [{ title: "La Maire", civility: "Madame", name: "Jeanne Roussel" }] };
	const answer = await odile.put(path(`parties/${id}/signatories`), { data: said });
	if (answer.status() !== 204) throw new Error(await answer.text());
}
