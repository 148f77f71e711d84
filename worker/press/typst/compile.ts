import wasm from "@myriaddreamin/typst-ts-web-compiler/pkg/typst_ts_web_compiler_bg.wasm";
import { fonts } from "../fonts/fonts.ts";
import apparatus from "../template/apparatus.typ";
import blocks from "../template/blocks.typ";
import look from "../template/look.typ";
import main from "../template/main.typ";
import projet from "../template/projet.svg";
import { instantiate } from "./glue.js";

/** With all that is said of an error: where it stands, and what led there. */
const FULL_DIAGNOSTICS = 3;

/**
 * The PDF of these data and files, by an instance of Typst that serves for nothing else: its caches would grow with each
 * document. The data are JSON, `sheet` in /sheet.json, which the template reads; no word of them becomes source.
 */
export async function compile(data: Record<string, unknown>, files: Map<string, Uint8Array>): Promise<Uint8Array> {
	const { TypstCompilerBuilder } = instantiate(wasm);
	const builder = new TypstCompilerBuilder();
	builder.set_dummy_access_model();
	for (const font of fonts) await builder.add_raw_font(new Uint8Array(font));
	const compiler = await builder.build();
	for (const [path, source] of Object.entries({ main, blocks, apparatus, look })) {
		compiler.add_source(`/${path}.typ`, source);
	}
	compiler.map_shadow("/projet.svg", new TextEncoder().encode(projet));
	for (const [name, value] of Object.entries(data)) {
		compiler.map_shadow(`/${name}.json`, new TextEncoder().encode(JSON.stringify(value)));
	}
	for (const [hash, bytes] of files) compiler.map_shadow(`/files/${hash}`, bytes);
	const { result, diagnostics } = compiler.compile("/main.typ", undefined, "pdf", FULL_DIAGNOSTICS);
	if (!result) throw new Error(`Typst refused the document: ${JSON.stringify(diagnostics)}`);
	return result;
}
