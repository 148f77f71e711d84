/** What the glue of Typst asks `new Function` for, and workerd lets nobody make: a file system and a registry that are not there. */
const constants: Record<string, () => unknown> = {
	"return 0": () => 0,
	"return true": () => true,
	"return this": () => globalThis,
};

/** The function with these arguments and this body; throws for one that the glue never asked for. */
export function constant(...source: string[]): (argument?: unknown) => unknown {
	const body = (source.at(-1) ?? "").trim().replace(/;$/, "");
	const known = Object.hasOwn(constants, body) ? constants[body] : undefined;
	if (known) return known;
	if (source.length === 2 && body === `return ${source[0]?.trim()}`) return (argument) => argument;
	if (body.startsWith("throw")) return () => absent();
	throw new Error(`Typst asks for a function that nobody wrote: ${JSON.stringify(source)}`);
}

function absent(): never {
	throw new Error("the press has no file system and no registry of packages");
}
