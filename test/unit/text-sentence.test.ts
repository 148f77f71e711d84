import { describe, expect, it } from "vitest";
import { sameSentence, sentenceStarts } from "../../shared/text/sentence.ts";

const sentences = (paragraph: string) => {
	const starts = sentenceStarts(paragraph);
	return starts.map((start, index) => paragraph.slice(start, starts[index + 1]).trimEnd());
};

describe("sentences", () => {
	it.each<[string, string[]]>([
		["", [""]],
		["Une seule, sans point", ["Une seule, sans point"]],
		["La Caf aide. La commune aussi !", ["La Caf aide.", "La commune aussi !"]],
		["Est-ce utile ? Oui. 12 fois.", ["Est-ce utile ?", "Oui.", "12 fois."]],
		[
			"Vu l’art. 5 de la loi, M. Lepage signe. Mme Aubriot aussi.",
			["Vu l’art. 5 de la loi, M. Lepage signe.", "Mme Aubriot aussi."],
		],
		["Selon l’article L. 263-1 du code, J. Aubriot vote.", ["Selon l’article L. 263-1 du code, J. Aubriot vote."]],
		[
			"Soit 2,1 % des 1.684 allocataires, cf. annexe 1. Et après.",
			["Soit 2,1 % des 1.684 allocataires, cf. annexe 1.", "Et après."],
		],
		["Elle dit : « Nous viendrons. » Puis elle part.", ["Elle dit : « Nous viendrons. »", "Puis elle part."]],
		["Jeux, lectures, etc. sont proposés… Tout y est.", ["Jeux, lectures, etc. sont proposés…", "Tout y est."]],
		["Une ligne\nune autre", ["Une ligne", "une autre"]],
		["Écrit. ", ["Écrit.", ""]],
	])("of %j", (paragraph, expected) => expect(sentences(paragraph)).toEqual(expected));

	it("two places are in one only when no end lies between them", () => {
		const paragraph = "La Caf aide. La commune aussi.";
		expect(sameSentence(paragraph, 0, 12)).toBe(true);
		expect(sameSentence(paragraph, 12, 13)).toBe(false);
		expect(sameSentence(paragraph, 13, paragraph.length)).toBe(true);
		expect(sameSentence(paragraph, 3, 20)).toBe(false);
		expect(sameSentence("", 0, 0)).toBe(true);
	});
});
