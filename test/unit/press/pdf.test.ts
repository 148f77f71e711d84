import { describe, expect, it } from "vitest";
import { latin, parse } from "../../../worker/press/pdf/parsed.ts";
import {
	ascii,
	type Objects,
	plainObject,
	streamObject,
	streamOf,
	textString,
	write,
} from "../../../worker/press/pdf/write.ts";

/** As Typst writes: a head, objects in clear, one table. */
function typst(...contents: string[]): Uint8Array {
	let file = "%PDF-1.7\n%\x80\x80\x80\x80\n\n";
	const offsets = contents.map((content, index) => {
		const at = file.length;
		file += `${index + 1} 0 obj\n${content}\nendobj\n\n`;
		return at;
	});
	const entries = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n\r\n`).join("");
	const size = contents.length + 1;
	const trailer = `trailer\n<<\n  /Size ${size}\n  /Root 1 0 R\n  /Info 2 0 R\n  /ID [(a) (b)]\n>>\n`;
	return ascii(`${file}xref\n0 ${size}\n0000000000 65535 f\r\n${entries}${trailer}startxref\n${file.length}\n%%EOF`);
}

const bytes = typst("<<\n  /Type /Catalog\n>>", "<<\n  /Title (x)\n>>");

async function written(objects: Objects): Promise<string> {
	return latin(new Uint8Array(await new Response(streamOf(write(parse(bytes), objects))).arrayBuffer()));
}

const objectsOf = (): Objects => new Map([...parse(bytes).objects].map(([number, each]) => [number, [each]]));

const pending = (content: string, bytes = content.length) => ({
	bytes,
	open: async () => new Response(content).body as ReadableStream<Uint8Array>,
});

describe("a PDF that is written again", () => {
	it("is the same where nothing was changed", async () => {
		expect(await written(objectsOf())).toBe(latin(bytes));
	});

	it("points at each object where it now stands, files that come later included", async () => {
		const objects = objectsOf();
		objects.set(1, plainObject(1, "<<\n  /Type /Catalog\n  /Longer true\n>>"));
		objects.set(3, streamObject(3, "", pending("contents of a file")));
		objects.set(4, plainObject(4, "<<>>"));
		const file = await written(objects);
		const table = file.slice(Number(/startxref\n(\d+)/.exec(file)?.[1]));
		const offsets = [...table.matchAll(/^(\d{10}) 00000 n/gm)].map((match) => Number(match[1]));
		expect(offsets).toHaveLength(4);
		offsets.forEach((at, index) => {
			expect(file.slice(at)).toMatch(new RegExp(`^${index + 1} 0 obj\n`));
		});
		expect(file).toContain("/Length 18\n");
		expect(file).toHaveLength(write(parse(bytes), objects).bytes);
	});

	it.each([
		["shorter", 30],
		["longer", 5],
	])("breaks where a file is %s than announced", async (_, length) => {
		const objects = objectsOf();
		objects.set(3, streamObject(3, "", pending("contents of a file", length)));
		await expect(written(objects)).rejects.toThrow(/another length/);
	});

	it("asks for no file before its turn, and for none when nobody reads on", async () => {
		let opened = 0;
		const objects = objectsOf();
		const open = async () => {
			opened++;
			return new Response("x").body as ReadableStream<Uint8Array>;
		};
		objects.set(3, streamObject(3, "", { bytes: 1, open }));
		const reader = streamOf(write(parse(bytes), objects)).getReader();
		await reader.read();
		await reader.cancel();
		expect(opened).toBe(0);
	});
});

describe("a PDF that Typst did not write like that", () => {
	it.each([
		["no table", ascii("%PDF-1.7\nstartxref\n0\n%%EOF")],
		["a freed object", ascii(latin(bytes).replace("00000 n", "00001 f"))],
		["no end", bytes.subarray(0, -3)],
	])("is not taken: %s", (_, other) => {
		expect(() => parse(other)).toThrow();
	});
});

it("a name in any script is written as UTF-16", () => {
	expect(textString("é→😀")).toBe("<feff00e92192d83dde00>");
});
