/** What a style may say that a section keeps: bold, italic, raised. */
const KEPT = /^(?:font-weight|font-style|vertical-align)$/;

const NEUTRAL =
	/^(?:black|windowtext|inherit|initial|unset|transparent|none|auto|white|window|currentcolor|#000|#fff)?$/;

/** Colours and highlights, where they say something: the black, white and greys of every page do not. */
export function hasColour(element: Element): boolean {
	const declared = declarations(element.getAttribute("style") ?? "").flatMap(([name, value]) =>
		/^(?:color|background|background-color|mso-highlight)$/.test(name) ? [value] : [],
	);
	return [...declared, element.getAttribute("color") ?? "", element.getAttribute("bgcolor") ?? ""].some(isColour);
}

/** The part of a style that stays. */
export function keptStyle(style: string): string {
	return declarations(style)
		.filter(([name]) => KEPT.test(name))
		.map(([name, value]) => `${name}:${value}`)
		.join(";");
}

function declarations(style: string): [string, string][] {
	return style.split(";").flatMap((declaration) => {
		const colon = declaration.indexOf(":");
		const name = declaration.slice(0, colon).trim().toLowerCase();
		return colon < 0
			? []
			: [
					[
						name,
						declaration
							.slice(colon + 1)
							.trim()
							.toLowerCase(),
					],
				];
	});
}

function isColour(value: string): boolean {
	if (NEUTRAL.test(value) || value.startsWith("var(")) return false;
	const parts = channels(value);
	return parts === null
		? /^[a-z]+$/.test(value) && !/gr[ae]y|silver/.test(value)
		: Math.max(...parts) - Math.min(...parts) > 32;
}

/** Red, green and blue from 0 to 255; null for a name, or where nothing is seen. */
function channels(value: string): number[] | null {
	const [hex] = /#[\da-f]{3,6}/.exec(value) ?? [];
	if (hex) {
		const wide = hex.length < 7 ? [...hex.slice(1, 4)].map((digit) => digit + digit).join("") : hex.slice(1);
		return [0, 2, 4].map((at) => Number.parseInt(wide.slice(at, at + 2), 16));
	}
	const numbers = /rgba?\(([^)]*)\)/
		.exec(value)?.[1]
		?.split(/[\s,/]+/)
		.map(Number);
	if (!numbers) return null;
	return numbers[3] === 0 ? [0, 0, 0] : numbers.slice(0, 3);
}
