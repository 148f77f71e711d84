import { enumerate } from "../../../../shared/french.ts";
/** What a paste left behind, by kind: how many, or true where they cannot be counted. */
export interface Dropped {
	images: number;
	comments: number;
	deletions: number;
	notes: number;
	forms: number;
	embedded: number;
	links: number;
	colours: boolean;
	/** Tables within tables, whose words were kept line by line. */
	nested: number;
	/** Columns beyond the most a table may have. */
	columns: number;
	/** Characters that would have made the text read otherwise than it is written. */
	disguised: number;
	/** The last words that were kept, where the text was too long. */
	cutAfter: string | null;
}

export const nothingDropped = (): Dropped => ({
	images: 0,
	comments: 0,
	deletions: 0,
	notes: 0,
	forms: 0,
	embedded: 0,
	links: 0,
	colours: false,
	nested: 0,
	columns: 0,
	disguised: 0,
	cutAfter: null,
});

/**
 * A calm word on what was left behind, and what to do where something can be done: "Collé sans 2 images, des couleurs et
 * un commentaire. Joignez les images à une annexe." Null where nothing was.
 */
export function droppedWords(dropped: Dropped): string | null {
	const left = [
		several(dropped.images, "une image", "images"),
		dropped.colours && "des couleurs",
		several(dropped.comments, "un commentaire", "commentaires"),
		several(dropped.deletions, "un passage supprimé", "passages supprimés"),
		several(dropped.notes, "une note de bas de page", "notes de bas de page"),
		several(dropped.links, "l’adresse d’un lien", "adresses de liens"),
		several(dropped.forms, "un formulaire", "éléments de formulaire"),
		several(dropped.embedded, "un contenu incorporé", "contenus incorporés"),
		several(dropped.columns, "une colonne", "colonnes"),
		several(dropped.disguised, "un caractère invisible", "caractères invisibles"),
	].filter((words) => typeof words === "string");
	const first = left.length > 0 ? [`Collé sans ${enumerate(left)}.`] : [];
	const words = [...first, ...advice(dropped)];
	return words.length > 0 ? words.join(" ") : null;
}

function advice(dropped: Dropped): string[] {
	const advised = [
		dropped.images > 0 && (dropped.images > 1 ? "Joignez les images à une annexe." : "Joignez l’image à une annexe."),
		dropped.links > 0 && "Seules les adresses de sites et de messagerie sont gardées.",
		dropped.columns > 0 && "Un tableau a 40 colonnes au plus.",
		dropped.disguised > 0 && "Ces caractères changeaient l’ordre dans lequel le texte se lit.",
		dropped.nested > 0 && "Un tableau placé dans un autre est devenu du texte.",
		dropped.cutAfter !== null &&
			`Ce texte est trop long : il est collé jusqu’à «\u00A0${dropped.cutAfter}\u00A0». Collez la suite à part, ou joignez-la en annexe.`,
	];
	return advised.filter((words) => typeof words === "string").map((words) => words.replace(/ ([:;])/g, "\u00A0$1"));
}

function several(count: number, one: string, many: string): string | false {
	return count > 0 && (count === 1 ? one : `${count} ${many}`);
}
