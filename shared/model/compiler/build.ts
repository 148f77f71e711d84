import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "./compile.ts";
import type { CompileError } from "./error.ts";

/** Compiles every model of this folder into compiled.json. With an error in any of them nothing is written. */
const folder = join(import.meta.dirname, "..");
const files = readdirSync(folder)
	.filter((name) => name.endsWith(".md") && name !== "README.md")
	.sort();
const compiled = files.map((name) => compile(readFileSync(join(folder, name), "utf8"), `shared/model/${name}`));
const errors = compiled.filter((result): result is CompileError[] => Array.isArray(result)).flat();

for (const { file, line, message } of errors) console.error(`${file}:${line}: ${message}`);
if (errors.length > 0) process.exit(1);

// Written only when it says something else: a watcher of this folder would build again, and again.
const target = join(folder, "compiled.json");
const json = `${JSON.stringify(compiled, null, "\t")}\n`;
if (!existsSync(target) || readFileSync(target, "utf8") !== json) writeFileSync(target, json);
