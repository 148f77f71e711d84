import { shownBytes } from "../files/limits.ts";
import { shownDay } from "../text/field.ts";
import type { Acte } from "./acte.ts";

/** The slip that goes with the files, to copy from by hand. */
export function slipOf({ nature, number, object, date, party, version, documents, remarks }: Acte): string {
	const files = documents.map(({ path, bytes, hash }) => `- ${path} (${shownBytes(bytes)})\n  SHA-256 : ${hash}`);
	return [
		"ENVOI AU CONTRÔLE DE LÉGALITÉ",
		"",
		`Collectivité : ${party}`,
		`Nature de l'acte : ${nature.code} - ${nature.label}`,
		`Numéro de l'acte : ${number}`,
		`Objet : ${object}`,
		`Date de la délibération : ${shownDay(date)}`,
		"Matière : à choisir dans votre outil",
		"",
		"Pièces :",
		...files,
		"",
		`Texte : version n° ${version.number}, empreinte (SHA-256) ${version.digest}`,
		...(remarks.length > 0 ? ["", "À savoir :", ...remarks.map((remark) => `- ${remark}`)] : []),
		"",
	].join("\n");
}
