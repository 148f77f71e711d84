import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { models } from "../../shared/model/models.ts";
import { outlineOf } from "../../shared/text/outline.ts";
import { plainText } from "../../shared/text/plain.ts";
import { print, printed, store, storeAs } from "./support/press.ts";
import { ask, attachmentsOf } from "./support/tools.ts";
import { acts, modelNamed, signed, type Version, versionOf } from "./support/versions.ts";

/** Letters and digits alone: lines are cut, hyphenated and spaced for the page. */
const letters = (text: string) => text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");

const pagesOf = (pdf: Uint8Array): string[] => ask(pdf, "pdftotext", "FILE", "-").split("\f").slice(0, -1);

describe.each(models.map(({ id }) => id))("%s", (id) => {
	const version = versionOf(modelNamed(id));

	it("is a tagged PDF that others read without complaint", async () => {
		const { pdf, pages } = await printed(version.canonical, signed());
		const info = ask(pdf, "pdfinfo", "FILE");
		expect(info).toMatch(/^Tagged: +yes$/m);
		expect(info).toMatch(new RegExp(`^Pages: +${pages}$`, "m"));
		expect(info).toMatch(/A4/);
		expect(ask(pdf, "qpdf", "--check", "FILE")).toMatch(/No syntax or stream encoding errors/);
	});
});
