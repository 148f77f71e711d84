import { dictionaryOf, found, objectText, type Parsed } from "./parsed.ts";
import { ascii, type Objects, plainObject, streamObject } from "./write.ts";

/**
 * Declares the document PDF/UA-1 and PDF/A-3a. Its content already keeps to both: the native compiler, which refuses what does
 * not, is asked in the tests. The package for WebAssembly has no way to ask for either, so what it leaves out is added here,
 * as the native one writes it: the identification, the colours of the output, the title in the window.
 */
export function declare(pdf: Parsed, objects: Objects): void {
	const intent = objects.size + 1;
	objects.set(intent, plainObject(intent, outputIntent(pdf)));
	const root = objectText(pdf, pdf.root);
	const metadata = Number(found(/\/Metadata (\d+) 0 R/, root)[1]);
	objects.set(metadata, identified(pdf, metadata));
	extendCatalog(pdf, objects, `  /OutputIntents [${intent} 0 R]\n`);
	extendCatalog(pdf, objects, "    /DisplayDocTitle true\n", "/ViewerPreferences <<\n");
}

/** Adds entries to the catalog, behind these words of it. */
export function extendCatalog(pdf: Parsed, objects: Objects, entries: string, behind = "/Type /Catalog\n"): void {
	const [now] = objects.get(pdf.root) ?? [];
	const catalog = now instanceof Uint8Array ? new TextDecoder("latin1").decode(now) : "";
	if (!catalog.includes(behind)) throw new Error(`Typst wrote this PDF otherwise: no ${behind}`);
	objects.set(pdf.root, [ascii(catalog.replace(behind, behind + entries))]);
}

/** The object with the profile of red, green and blue that Typst embedded for its own colours. */
export function profileOf(pdf: Parsed): number {
	const profiles = [...pdf.objects.keys()].filter((number) => {
		const start = dictionaryOf(pdf, number);
		return /\/N 3\n/.test(start) && /\/Range \[0 1 0 1 0 1\]/.test(start);
	});
	const [profile] = profiles;
	if (profile === undefined || profiles.length > 1)
		throw new Error("Typst wrote this PDF otherwise: no profile of colours");
	return profile;
}

function outputIntent(pdf: Parsed): string {
	const name = "(sRGB IEC61966-2.1)";
	return `<<\n  /Type /OutputIntent\n  /S /GTS_PDFA1\n  /OutputConditionIdentifier ${name}\n  /Info ${name}\n  /DestOutputProfile ${profileOf(pdf)} 0 R\n>>`;
}

function identified(pdf: Parsed, number: number) {
	const bytes = pdf.objects.get(number) as Uint8Array;
	const object = new TextDecoder().decode(bytes);
	const [, packet = ""] = found(/stream\n(<\?xpacket[\s\S]*)\nendstream/, object);
	const end = "</rdf:RDF>";
	if (packet.split(end).length !== 2) throw new Error("Typst wrote this PDF otherwise: no end of its metadata");
	const declared = packet.replace(end, IDENTIFICATION + end);
	return streamObject(number, "  /Type /Metadata\n  /Subtype /XML\n", new TextEncoder().encode(declared));
}

interface Property {
	name: string;
	type: "Integer" | "Text";
	category: "internal" | "external";
	description: string;
}

/** PDF/A wants whatever it does not know itself to be described. */
function schema(name: string, uri: string, prefix: string, properties: Property[]): string {
	const described = properties.map(
		({ name, type, category, description }) =>
			`<rdf:li rdf:parseType="Resource"><pdfaProperty:name>${name}</pdfaProperty:name><pdfaProperty:valueType>${type}</pdfaProperty:valueType><pdfaProperty:category>${category}</pdfaProperty:category><pdfaProperty:description>${description}</pdfaProperty:description></rdf:li>`,
	);
	return `<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>${name}</pdfaSchema:schema><pdfaSchema:namespaceURI>${uri}</pdfaSchema:namespaceURI><pdfaSchema:prefix>${prefix}</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>${described.join("")}</rdf:Seq></pdfaSchema:property></rdf:li>`;
}

const UA = "http://www.aiim.org/pdfua/ns/id/";

const SCHEMAS = [
	schema("PDF/UA Universal Accessibility Schema", UA, "pdfuaid", [
		{ name: "part", type: "Integer", category: "internal", description: "Part of ISO 14289" },
	]),
	schema("XMP Media Management schema", "http://ns.adobe.com/xap/1.0/mm/", "xmpMM", [
		{
			name: "InstanceID",
			type: "Text",
			category: "internal",
			description: "UUID based identifier for specific incarnation of a document",
		},
	]),
	schema("Adobe PDF schema", "http://ns.adobe.com/pdf/1.3/", "pdf", [
		{
			name: "PDFVersion",
			type: "Text",
			category: "internal",
			description: "Version of the PDF specification to which the document conforms",
		},
	]),
];

const IDENTIFICATION = [
	`<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>`,
	`<rdf:Description rdf:about="" xmlns:pdfuaid="${UA}"><pdfuaid:part>1</pdfuaid:part></rdf:Description>`,
	`<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>${SCHEMAS.join("")}</rdf:Bag></pdfaExtension:schemas></rdf:Description>`,
].join("");
