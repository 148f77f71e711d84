/** A fresh instance of Typst, with memory and caches of its own (see build.ts). */
export function instantiate(module: WebAssembly.Module): Instance;

export interface Instance {
	memory: WebAssembly.Memory;
	TypstCompilerBuilder: new () => Builder;
}

interface Builder {
	set_dummy_access_model(): void;
	add_raw_font(font: Uint8Array): Promise<void>;
	build(): Promise<Compiler>;
}

interface Compiler {
	add_source(path: string, source: string): boolean;
	map_shadow(path: string, bytes: Uint8Array): boolean;
	compile(main: string, inputs: undefined, format: "pdf", diagnostics: number): Compiled;
}

export interface Compiled {
	result?: Uint8Array;
	diagnostics?: unknown[];
}
