import fc from "fast-check";
import { expect, it } from "vitest";
import { besideSelection, onEdge } from "../../web/convention/toolbar/position.ts";

const free = { left: 12, top: 103, right: 1428, bottom: 888 };
const bar = { width: 450, height: 38 };
const selection = fc
	.record({
		left: fc.integer({ min: 0, max: 1400 }),
		top: fc.integer({ min: 0, max: 880 }),
		height: fc.integer({ min: 18, max: 600 }),
	})
	.map(({ left, top, height }) => ({ left, top, right: left + 40, bottom: Math.min(top + height, 900) }));

it("beside a selection it covers nothing and stays in the window, wherever there is room (seed 3)", () => {
	const check = fc.property(selection, (box) => {
		const { left, top } = besideSelection(box, bar, free);
		expect(left).toBeGreaterThanOrEqual(free.left);
		expect(left + bar.width).toBeLessThanOrEqual(free.right);
		expect(top).toBeGreaterThanOrEqual(free.top);
		expect(top + bar.height).toBeLessThanOrEqual(free.bottom);
		const hasRoom = box.top - 46 >= free.top || box.bottom + 46 <= free.bottom;
		if (hasRoom) expect(top + bar.height <= box.top || top >= box.bottom).toBe(true);
	});
	fc.assert(check, { seed: 3, numRuns: 2_000 });
});

it("with a caret alone it stands on the edge of the section, and leaves the caret in sight", () => {
	const section = { left: 400, top: 300, right: 1050, bottom: 900 };
	const caret = { left: 420, top: 500, right: 420, bottom: 520 };
	expect(onEdge(section, caret, bar, free)).toEqual({ left: 592, top: 276 });
	const under = { left: 800, top: 110, right: 800, bottom: 130 };
	expect(onEdge({ ...section, top: -400 }, under, bar, free).top).toBeGreaterThanOrEqual(under.bottom);
});
