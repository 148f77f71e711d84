/** What wrangler.toml beside this makes of files that are no JavaScript. */
declare module "*.ttf" {
	const bytes: ArrayBuffer;
	export default bytes;
}
declare module "*.typ" {
	const source: string;
	export default source;
}
declare module "*.svg" {
	const source: string;
	export default source;
}
declare module "*.wasm" {
	const module: WebAssembly.Module;
	export default module;
}
