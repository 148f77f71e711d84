import { describe, expect, it } from "vitest";
import { layLabels } from "../../web/convention/editor/label-layout.ts";

const EDGES = { left: 100, right: 500, top: 60 };
const label = (left: number, top = 200, width = 50) => ({ left, top, width });

describe("the names over carets", () => {
	it("stand over their caret where there is room", () => {
		expect(layLabels([label(120), label(300), label(120, 400)], EDGES)).toEqual([
			{ shift: 0, below: false },
			{ shift: 0, below: false },
			{ shift: 0, below: false },
		]);
	});

	it("turn back at the right edge, start at the left one, and hang below under the head of the page", () => {
		expect(layLabels([label(490)], EDGES)).toEqual([{ shift: -40, below: false }]);
		expect(layLabels([label(90)], EDGES)).toEqual([{ shift: 10, below: false }]);
		expect(layLabels([label(200, 70)], EDGES)).toEqual([{ shift: 0, below: true }]);
	});

	it.each([[[300, 300, 300]], [[300, 310, 320]], [[490, 490, 480]], [[110, 110, 112, 115]]])(
		"never lie on each other nor leave the edges: %j",
		(lefts) => {
			const labels = lefts.map((left) => label(left));
			const spans = layLabels(labels, EDGES)
				.map(({ shift }, index) => ({
					from: (lefts[index] as number) + shift,
					to: (lefts[index] as number) + shift + 50,
				}))
				.sort((a, b) => a.from - b.from);
			for (const [index, { from, to }] of spans.entries()) {
				expect(from).toBeGreaterThanOrEqual(spans[index - 1]?.to ?? EDGES.left);
				expect(to).toBeLessThanOrEqual(EDGES.right);
			}
		},
	);
});
