import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assemble } from "../../shared/text/assemble.ts";
import { directed } from "../../shared/text/direction.ts";
import { html, wordsHtml } from "../../shared/text/html.ts";
import { plainText } from "../../shared/text/plain.ts";
import { invitationMail } from "../../worker/mail/letters/invitation.ts";
import { stepMail } from "../../worker/mail/letters/step.ts";
import { article, blank, field, model, paragraph, party, state } from "./text-builder.ts";

const NAME = "محمد علي";
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));

describe("what is read from the right", () => {
	it.each([
		["Anne Morel, maire", "Anne Morel, maire"],
		[`Par ${NAME}, le 3 mai 2027`, "Par [محمد علي], le 3 mai 2027"],
		[`${NAME} (1) et שָׁלוֹם-דוד !`, "[محمد علي] (1) et [שָׁלוֹם-דוד] !"],
		["محمد Ali علي", "[محمد] Ali [علي]"],
		["محمد\nعلي", "[محمد]\n[علي]"],
	])("stands apart in %j", (words, apart) => {
		const marked = directed(words).map(({ text, turned }) => (turned ? `[${text}]` : text));
		expect(marked.join("")).toBe(apart);
	});

	it("loses and changes nothing, in whatever it stands", () => {
		console.log(`direction: SEED=${seed}`);
		const text = fc.string({ unit: fc.constantFrom(..."abé 1,.(\n<&", "م", "ع", "ש", "\u05C1", "😀", "۳") });
		fc.assert(
			fc.property(text, (words) => {
				expect(
					directed(words)
						.map((piece) => piece.text)
						.join(""),
				).toBe(words);
				expect(wordsHtml(words).replace(/<\/?bdi>/g, "")).not.toMatch(/<|&(?!amp;|lt;)/);
			}),
			{ seed },
		);
	});
});

describe("a name read from the right", () => {
	it("is apart in the text: fields, names of parties in sentences and tables, and words alone in plain text", () => {
		const blocks = [
			paragraph("p", "Entre ", { type: "party", what: "name" }, ", 59 000 habitants, et ", blank("x"), " (3)."),
			{ type: "signatures" as const },
			{ type: "logos" as const },
		];
		const given = state({
			fields: { x: NAME },
			structure: { parties: [{ ...party("caf", "caf", [`Maire ${NAME}`]), name: NAME }], phase: "drafting" },
		});
		const text = assemble(model([article(...blocks)], { fields: [field("x", { owner: "all" })] }), given);
		const written = html(text);
		const outside = written.replace(/<bdi[^>]*>.*?<\/bdi>/gs, "").replace(/alt="[^"]*"/g, "");
		expect(outside).not.toContain(NAME);
		expect(written.match(/<bdi/g)?.length).toBeGreaterThanOrEqual(4);
		expect(plainText(text)).toContain(NAME);
		expect(plainText(text)).not.toContain("bdi");
	});

	it("is apart in letters, and words alone in their plain text", () => {
		const letters = [
			invitationMail("a@b.test", { by: NAME, place: `à « ${NAME} »`, roles: "", days: 7, url: "https://c.test" }),
			stepMail(
				"a@b.test",
				{ kind: "refused", version: 1, party: NAME, name: NAME, reason: NAME, acted: [] },
				{ title: NAME, url: "https://c.test" },
			),
		];
		for (const { html, text } of letters) {
			const body = html.slice(html.indexOf("<body"));
			expect(body.replace(/<bdi>.*?<\/bdi>/g, "")).not.toContain(NAME);
			expect(text).toContain(NAME);
		}
	});
});
