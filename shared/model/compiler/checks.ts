import { clausesOf } from "../clauses.ts";
import type { Field, Model } from "../model.ts";
import type { Compilation } from "./compilation.ts";
import type { Declared } from "./header.ts";

/** A convention names its model by this id: it is the name of the file. */
export function checkIdentity({ file, header, errors }: Compilation): void {
	const name = file.split("/").at(-1)?.replace(/\.md$/, "") ?? "";
	if (header.id === "" || header.id === name) return;
	errors.push({
		file,
		line: 1,
		message: `L'id « ${header.id} » n'est pas le nom du fichier. Écrivez « id: ${name} ».`,
	});
}

/** Each declared field is shown in the text, and its rule counts from a field that holds a year. */
export function checkFields({ file, header, errors, shown }: Compilation): void {
	for (const { value: field, line } of header.fields) {
		if (!shown.has(field.key)) errors.push({ file, line, message: unused(field) });
		const message = ruleError(field, header.fields);
		if (message !== null) errors.push({ file, line, message });
	}
}

function unused({ key }: Field): string {
	return `Le champ « ${key} » est déclaré mais n'est montré nulle part. Montrez-le par « :champ[${key}] », ou retirez-le.`;
}

function ruleError({ key, type, rule }: Field, fields: Declared<Field>[]): string | null {
	if (rule === null) return null;
	const after = fields.find(({ value }) => value.key === rule.after)?.value;
	if (after === undefined) return `La règle de « ${key} » cite « ${rule.after} », qui n'est pas déclaré. Déclarez-le.`;
	if (rule.min > rule.max) return `La règle de « ${key} » ne laisse aucune année. Mettez le plus petit nombre d'abord.`;
	const dated = [type, after.type].every((one) => one === "date" || one === "year");
	return dated ? null : `La règle de « ${key} » compte des années. Ne reliez que des dates et des années.`;
}

/** What a correction says is so: the right words stand in the text, the wrong ones no longer do. */
export function checkCorrections(model: Pick<Model, "parts" | "notes">, { file, header, errors }: Compilation): void {
	const texts = clausesOf(model).map(({ text }) => text);
	const stands = (words: string) => texts.some((text) => text.includes(words));
	for (const { value, line } of header.corrections) {
		if (stands(value.right) && !stands(value.wrong)) continue;
		const message = `Le texte ne dit pas « ${value.right} », ou dit encore « ${value.wrong} ». Corrigez-le, ou retirez ceci.`;
		errors.push({ file, line, message });
	}
}
