import { describe, expect, it } from "vitest";
import { gridOf } from "../../../worker/press/sheet/grid.ts";
import { Random } from "../../fuzz/random.ts";

const cell = (text: string, colspan = 1, rowspan = 1, header = false) => ({ text, colspan, rowspan, header });
const head = (text: string, colspan = 1, rowspan = 1) => cell(text, colspan, rowspan, true);

const placesOf = (rows: ReturnType<typeof cell>[][]) =>
	gridOf(rows).cells.map(({ x, y, colspan, rowspan, cell }) => [cell.text, x, y, colspan, rowspan]);

describe("the cells of a table", () => {
	it("stand where a browser would place them", () => {
		const rows = [[cell("a", 1, 2), cell("b", 2)], [cell("c"), cell("d")], [cell("e")]];
		expect(placesOf(rows)).toEqual([
			["a", 0, 0, 1, 2],
			["b", 1, 0, 2, 1],
			["c", 1, 1, 1, 1],
			["d", 2, 1, 1, 1],
			["e", 0, 2, 1, 1],
		]);
	});

	it("reach neither below the table nor out of its head", () => {
		expect(placesOf([[cell("a", 1, 9)], [cell("b")]])[0]).toEqual(["a", 0, 0, 1, 2]);
		expect(placesOf([[head("a", 1, 9)], [cell("b")]])[0]).toEqual(["a", 0, 0, 1, 1]);
	});

	it("are repeated where whole rows of headers lead, and are no head where nothing follows", () => {
		expect(gridOf([[head("a")], [head("b")], [head("c"), cell("d")]]).heads).toBe(2);
		expect(gridOf([[cell("a")], [head("b")]]).heads).toBe(0);
		expect(gridOf([[head("a")]]).heads).toBe(0);
	});

	it("never lie over each other, whatever they claim", () => {
		const seed = Math.floor(Math.random() * 2 ** 31);
		const random = new Random(seed);
		for (let run = 0; run < 500; run++) {
			const rows = Array.from({ length: 1 + random.int(5) }, () =>
				Array.from({ length: random.int(5) }, () =>
					cell("x", 1 + random.int(4), 1 + random.int(4), random.chance(0.3)),
				),
			);
			const { cells, columns, heads } = gridOf(rows);
			const taken = new Set<string>();
			for (const { x, y, colspan, rowspan } of cells) {
				expect(y + rowspan, `seed ${seed}`).toBeLessThanOrEqual(y < heads ? heads : rows.length);
				for (let down = 0; down < rowspan; down++) {
					for (let right = 0; right < colspan; right++) {
						const place = `${x + right},${y + down}`;
						expect(taken.has(place), `seed ${seed}: ${place}`).toBe(false);
						expect(x + right, `seed ${seed}`).toBeLessThan(columns.length);
						taken.add(place);
					}
				}
			}
		}
	});
});

describe("the columns of a table", () => {
	it("take what their cells ask for where all of it fits", () => {
		expect(gridOf([[cell("Montant"), cell("12 500,50 €")]]).columns).toEqual([10, 14]);
	});

	it("keep short cells on one line, and share the rest by what they hold", () => {
		const rows = [[cell("mot ".repeat(60)), cell("mot ".repeat(20)), cell("31 mars 2026")]];
		const [long = 0, shorter = 0, day = 0] = gridOf(rows).columns;
		expect(day).toBeCloseTo(15, 0);
		expect(long).toBeGreaterThan(2 * shorter);
		expect(shorter).toBeGreaterThan(day / 2);
	});
});
