import { build } from "vite";

/** A script for a page, with all that it imports, as the site builds it. */
export async function bundled(entry: string): Promise<string> {
	const lib = { entry, formats: ["es" as const] };
	const built = await build({ configFile: false, logLevel: "warn", build: { write: false, lib } });
	const [{ output }] = built as unknown as [{ output: [{ code: string }] }];
	return output[0].code;
}
