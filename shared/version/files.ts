import type { Acts } from "./acts.ts";
import type { Frozen, FrozenBlock } from "./frozen.ts";

/** What a version and its acts name of a file: the bytes lie in the store, under the hash. */
export interface NamedFile {
	hash: string;
	name: string;
	bytes: number;
	/** In pixels, as shown; null for a PDF. */
	size: { width: number; height: number } | null;
}

/** Every file that a rendering needs, each once: logos, images, annexed PDFs, and délibérations that became annexes. */
export function filesIn({ parts }: Frozen, { annexed }: Pick<Acts, "annexed">): NamedFile[] {
	const named = [...parts.flatMap(({ blocks }) => blocks.flatMap(namedIn)), ...Object.values(annexed)];
	const once = new Map(named.map(({ hash, name, bytes, size }) => [hash, { hash, name, bytes, size }]));
	return [...once.values()];
}

function namedIn(block: FrozenBlock): NamedFile[] {
	switch (block.type) {
		case "file":
			return [block];
		case "logos":
			return block.parties.flatMap(({ logo }) => (logo ? [logo] : []));
		default:
			return [];
	}
}
