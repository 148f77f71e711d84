import type { Ink } from "./ink.ts";
import { renderLabel, renderTypeset, renderValue } from "./line.ts";
import type { TextBlock, TextFile, TextParty, TextSignatory, TextSignatures } from "./text.ts";

type Block<T extends TextBlock["type"]> = Extract<TextBlock, { type: T }>;

/** The lines of the sommaire, each a link to its part (R2). */
export function renderSommaire<N>({ entries }: Block<"sommaire">, ink: Ink<N>, key: string): N {
	const lines = entries.map(({ part, label, title }) => {
		const heading = label ? [ink.element("span", { class: "label" }, renderLabel(label, ink))] : [];
		const link = ink.element("a", { href: `#${part}` }, [...heading, ...renderTypeset(title, ink)]);
		return ink.element("li", {}, [link], part);
	});
	return ink.element("nav", { class: "sommaire", "aria-label": "Sommaire" }, [ink.element("ol", {}, lines)], key);
}

/** The logo of each party, or its name as long as it has none (R24). */
export function renderLogos<N>({ parties }: Block<"logos">, ink: Ink<N>, key: string): N {
	const logos = parties.map((party) =>
		ink.element(
			"li",
			{ "data-party": party.id },
			[...renderLogo(party, ink), ...(ink.logoEnd?.(party) ?? [])],
			party.id,
		),
	);
	return ink.element("ul", { class: "logos" }, logos, key);
}

function renderLogo<N>({ name, logo }: TextParty, ink: Ink<N>): N[] {
	return logo ? [renderImage(logo, name, ink)] : [renderValue(name, ink)];
}

/** Its measures keep the place before the bytes are there. */
export function renderImage<N>({ hash, size }: Pick<TextFile, "hash" | "size">, alt: string, ink: Ink<N>): N {
	const attributes = { src: ink.address(hash), alt, width: `${size?.width}`, height: `${size?.height}` };
	return ink.element("img", attributes, [], "image");
}

/** A row for each signatory, beside the party it binds: fifty of them still fit on a phone (R12). */
export function renderSignatures<N>({ parties }: Block<"signatures">, ink: Ink<N>, key: string): N {
	const headings = ["Partie", "Signataire", "Signature"].map((name) =>
		ink.element("th", { scope: "col" }, [ink.text(name)], name),
	);
	const head = ink.element("thead", {}, [ink.element("tr", {}, headings)], "head");
	const bodies = parties.map((party) => ink.element("tbody", {}, renderSignatories(party, ink), party.id));
	return ink.element("table", { class: "signatures" }, [head, ...bodies], key);
}

function renderSignatories<N>(party: TextSignatures, ink: Ink<N>): N[] {
	const { signatories } = party;
	const span: Record<string, string> = signatories.length > 1 ? { rowspan: String(signatories.length) } : {};
	const name = ink.element("th", { scope: "rowgroup", ...span }, [renderValue(party.name, ink)], "party");
	if (signatories.length === 0) {
		const nobody = ink.element("td", { colspan: "2" }, ink.signatoriesEnd?.(party) ?? []);
		return [ink.element("tr", {}, [name, nobody])];
	}
	return signatories.map((signatory, index) => {
		const end = (index === signatories.length - 1 && ink.signatoriesEnd?.(party)) || [];
		const cells = renderSignatory(signatory, end, ink);
		return ink.element("tr", {}, index === 0 ? [name, ...cells] : cells, signatory.id);
	});
}

function renderSignatory<N>({ id, title, name, delegation }: TextSignatory, end: N[], ink: Ink<N>): N[] {
	const capacity = ink.element("span", { class: "capacity" }, [renderValue(title, ink), ink.text(",")]);
	const by = delegation === "" ? [] : [ink.element("br", {}, []), renderValue(delegation, ink)];
	const person = ink.element("td", {}, [capacity, ink.element("br", {}, []), ink.field(name), ...by, ...end]);
	return [person, ink.element("td", { class: "signature", "data-signatory": id }, [])];
}
