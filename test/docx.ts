import { strFromU8, unzipSync } from "fflate";
import { readXml, type Tag } from "./xml.ts";

/** A .docx taken apart: its parts by name, and what a reader of Word reads in its body, a line for each paragraph. */
export class Docx {
	readonly parts: Record<string, Uint8Array>;

	constructor(bytes: Uint8Array) {
		this.parts = unzipSync(bytes);
	}

	xml(name: string): string {
		const part = this.parts[name];
		if (part === undefined) throw new Error(`no ${name}`);
		return strFromU8(part);
	}

	/** Every element of a part. */
	tags(name = "word/document.xml"): Tag[] {
		const tags: Tag[] = [];
		readXml(this.xml(name), { open: (tag) => tags.push(tag) });
		return tags;
	}

	/** The paragraphs of a part: their style and their words, a note as its number in brackets. */
	paragraphs(name = "word/document.xml"): { style: string; text: string }[] {
		const paragraphs: { style: string; text: string }[] = [];
		let isText = false;
		readXml(this.xml(name), {
			open: ({ name, attributes }) => {
				const last = paragraphs.at(-1);
				isText = name === "w:t";
				if (name === "w:p") paragraphs.push({ style: "", text: "" });
				if (!last) return;
				if (name === "w:pStyle") last.style = attributes["w:val"] ?? "";
				if (name === "w:br") last.text += "\n";
				if (name === "w:footnoteReference") last.text += `[${attributes["w:id"]}]`;
			},
			close: () => {
				isText = false;
			},
			words: (text) => {
				const last = paragraphs.at(-1);
				if (isText && last) last.text += text;
			},
		});
		return paragraphs;
	}

	/** Throws unless every part is sound and every relation leads to one. */
	check(): void {
		const types = this.tags("[Content_Types].xml");
		const endings = new Set(types.map(({ attributes }) => attributes.Extension).filter(Boolean));
		const overrides = new Set(types.map(({ attributes }) => attributes.PartName).filter(Boolean));
		for (const name of Object.keys(this.parts)) {
			if (!overrides.has(`/${name}`) && !endings.has(name.split(".").at(-1))) throw new Error(`${name} has no type`);
			if (/\.(?:xml|rels)$/.test(name)) readXml(this.xml(name), {});
		}
		for (const name of overrides) if (!((name as string).slice(1) in this.parts)) throw new Error(`${name} is missing`);
		for (const name of Object.keys(this.parts)) if (name.endsWith(".rels")) this.checkRelations(name);
	}

	private checkRelations(name: string): void {
		const folder = name.replace(/_rels\/[^/]+$/, "");
		const source = name.replace(/_rels\/([^/]+)\.rels$/, "$1");
		const relations = this.tags(name).filter((tag) => tag.name === "Relationship");
		const ids = relations.map(({ attributes }) => attributes.Id);
		if (new Set(ids).size !== ids.length) throw new Error(`${name} says one id twice`);
		for (const { attributes } of relations) {
			const { Target = "", TargetMode } = attributes;
			if (TargetMode === "External") continue;
			const target = Target.startsWith("/") ? Target.slice(1) : folder + Target;
			if (!(target in this.parts)) throw new Error(`${name} leads to ${target}, which is missing`);
		}
		if (!(source in this.parts)) return;
		const used = this.tags(source).flatMap(({ attributes }) =>
			Object.entries(attributes).flatMap(([key, value]) => (/^r:(?:id|embed|link)$/.test(key) ? value : [])),
		);
		for (const id of used) if (!ids.includes(id)) throw new Error(`${source} uses ${id}, which leads nowhere`);
	}
}
