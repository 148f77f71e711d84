import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Heading } from "../../web/convention/rail/Heading.tsx";
import { type Tab, type Tabs, tabAfter } from "../../web/convention/rail/tabs.ts";

const tab = (id: string, name: string, count: number | null): Tab => ({
	id,
	name,
	count,
	news: null,
	panel: () => null,
});
const controls = tab("controles", "Contrôles", 3);
const proposals = tab("propositions", "Propositions", null);

const drawn = (tabs: Tabs, open: Tab): string =>
	renderToStaticMarkup(<Heading tabs={tabs} open={open} onOpen={() => {}} />);

describe("the head of the rail", () => {
	it("is a title while there is one tab", () => {
		const html = drawn([controls], controls);
		expect(html).toMatch(/^<h2 [^>]*><span>Contrôles <span class="rail-count">3<\/span><\/span><\/h2>$/);
		expect(html).not.toContain("role=");
	});

	it("is a list of tabs as soon as there are two: one is open, and Tab stops there", () => {
		const html = drawn([controls, proposals], proposals);
		expect(html).toMatch(/^<div [^>]*role="tablist"/);
		const [first, second] = html.match(/<button[^>]*>/g) ?? [];
		expect(first).toContain('aria-selected="false"');
		expect(first).toContain('tabindex="-1"');
		expect(second).toContain('aria-selected="true"');
		expect(second).toContain('tabindex="0"');
		for (const button of [first, second]) expect(button).toMatch(/role="tab".*aria-controls="rail-panel"/);
	});

	it("says no count where none is known, or none waits", () => {
		expect(drawn([proposals], proposals)).not.toContain("rail-count");
		const none = { ...controls, count: 0 };
		expect(drawn([none], none)).not.toContain("rail-count");
	});
});

describe("keys among the tabs", () => {
	it.each([
		["ArrowRight", 0, 1],
		["ArrowRight", 2, 0],
		["ArrowLeft", 2, 1],
		["ArrowLeft", 0, 2],
		["Home", 2, 0],
		["End", 0, 2],
		["ArrowDown", 1, null],
		["a", 1, null],
	])("%s from %i leads to %s", (key, from, to) => {
		expect(tabAfter(key, from, 3)).toBe(to);
	});
});
