/**
 * The characters that a font draws: its table `cmap`, formats 4 and 12. Typst drops what no font holds without a word, and a
 * contract must not lose one, so every character is looked up before.
 */
export function coverageOf(font: ArrayBuffer): ReadonlySet<number> {
	const view = new DataView(font);
	const cmap = tableAt(view, 0x636d6170);
	const covered = new Set<number>();
	for (let index = 0; index < view.getUint16(cmap + 2); index++) {
		const table = cmap + view.getUint32(cmap + 8 + 8 * index);
		const format = view.getUint16(table);
		if (format === 4) addSegments(view, table, covered);
		if (format === 12) addGroups(view, table, covered);
	}
	return covered;
}

function tableAt(view: DataView, tag: number): number {
	for (let index = 0; index < view.getUint16(4); index++) {
		const record = 12 + 16 * index;
		if (view.getUint32(record) === tag) return view.getUint32(record + 8);
	}
	throw new Error("a font without a table of its characters");
}

function addSegments(view: DataView, table: number, covered: Set<number>): void {
	const twice = view.getUint16(table + 6);
	for (let at = table + 14; at < table + 14 + twice; at += 2) {
		const start = view.getUint16(at + twice + 2);
		const delta = view.getUint16(at + 2 * twice + 2);
		const rangeAt = at + 3 * twice + 2;
		const range = view.getUint16(rangeAt);
		for (let code = start; code <= view.getUint16(at) && code < 0xffff; code++) {
			const glyph = range ? view.getUint16(rangeAt + range + 2 * (code - start)) : (code + delta) & 0xffff;
			if (glyph !== 0) covered.add(code);
		}
	}
}

function addGroups(view: DataView, table: number, covered: Set<number>): void {
	for (let index = 0; index < view.getUint32(table + 12); index++) {
		const group = table + 16 + 12 * index;
		for (let code = view.getUint32(group); code <= view.getUint32(group + 4); code++) covered.add(code);
	}
}
