import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * Writes glue.js: the JavaScript that the package of Typst brings, as a function that makes a fresh instance at each call.
 * As it comes it holds one instance for ever, whose caches only grow (12 MB a document), and it makes functions out of
 * strings, which workerd forbids. It asks for constant ones alone: they stand in constants.ts. The package is pinned to its
 * very bytes here, so that another one is looked at before it runs.
 */
const GLUE_SHA256 = "96735c6da3dd220255ba368e34c695227fc67e0b4104e7a8e039dd9bc2fc5312";

const wasm = createRequire(import.meta.url).resolve("@myriaddreamin/typst-ts-web-compiler/wasm");
const source = readFileSync(join(dirname(wasm), "typst_ts_web_compiler.mjs"), "utf8");
const digest = createHash("sha256").update(source).digest("hex");
if (digest !== GLUE_SHA256) throw new Error(`the glue of Typst changed (${digest}): read it, then pin it here`);

const body = [
	[/^export (?=class |function )/gm, ""],
	[/^export \{[^}]*\};?$/gm, ""],
	[/^export default [^;]*;$/gm, ""],
	[/new Function\(/g, "constant("],
	[/import\.meta\.url/g, '"file:///"'],
].reduce((glue, [pattern, by]) => replaced(glue, pattern as RegExp, by as string), source);

/** Throws where a pattern stopped matching: what it took out would still be there. */
function replaced(glue: string, pattern: RegExp, by: string): string {
	const changed = glue.replace(pattern, by);
	if (changed === glue) throw new Error(`the glue of Typst has no ${pattern}`);
	return changed;
}

const target = join(import.meta.dirname, "glue.js");
const glue = `// Made by build.ts.
import { constant } from "./constants.ts";
export function instantiate(module) {
${body}
return { memory: initSync({ module }).memory, TypstCompilerBuilder };
}
`;
if (!existsSync(target) || readFileSync(target, "utf8") !== glue) writeFileSync(target, glue);
