/** In this order: most browsers also name those they descend from. */
const BROWSERS: [RegExp, string][] = [
	[/Edg(e|A|iOS)?\//, "Edge"],
	[/OPR\/|Opera/, "Opera"],
	[/SamsungBrowser\//, "Samsung Internet"],
	[/Firefox\/|FxiOS\//, "Firefox"],
	[/Chrome\/|CriOS\//, "Chrome"],
	[/Safari\//, "Safari"],
];

const SYSTEMS: [RegExp, string][] = [
	[/iPhone/, "un iPhone"],
	[/iPad/, "un iPad"],
	[/Android/, "Android"],
	[/Windows/, "Windows"],
	[/Macintosh|Mac OS X/, "un Mac"],
	[/CrOS/, "un Chromebook"],
	[/Linux/, "Linux"],
];

/** "Firefox sur Windows", from what a browser says of itself; "Un navigateur" when it says nothing we know. */
export function deviceInWords(userAgent: string | null): string {
	const found = (known: [RegExp, string][]) => known.find(([shape]) => shape.test(userAgent ?? ""))?.[1];
	const browser = found(BROWSERS) ?? "Un navigateur";
	const system = found(SYSTEMS);
	return system === undefined ? browser : `${browser} sur ${system}`;
}
