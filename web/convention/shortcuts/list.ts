/** A way of doing something without the mouse. */
export interface Shortcut {
	/** Each of these does it: "Mod+B", Mod being ⌘ on a Mac and Ctrl elsewhere. */
	keys: string[];
	does: string;
}

/** Every shortcut of a convention's page, as the panel groups them. */
export const shortcuts: { title: string; list: Shortcut[] }[] = [
	{
		title: "Écrire",
		list: [
			{ keys: ["/"], does: "Insérer un titre, une liste, un tableau, l’exemple…" },
			{ keys: ["Mod+B"], does: "Gras" },
			{ keys: ["Mod+I"], does: "Italique" },
			{ keys: ["Mod+."], does: "Exposant" },
			{ keys: ["Mod+K"], does: "Lien" },
			{ keys: ["Mod+Shift+8"], does: "Liste à tirets" },
			{ keys: ["Mod+Shift+7"], does: "Liste numérotée" },
			{ keys: ["Alt+Shift+Right", "Alt+Shift+Left"], does: "Augmenter, diminuer le retrait dans une liste" },
			{ keys: ["Shift+Enter"], does: "Aller à la ligne dans le même paragraphe" },
			{ keys: ["Mod+Shift+V"], does: "Coller sans mise en forme" },
			{ keys: ["Mod+Z"], does: "Annuler : vos modifications, jamais celles des autres" },
			{ keys: ["Mod+Y", "Mod+Shift+Z"], does: "Rétablir" },
			{ keys: ["Backspace"], does: "Juste après une correction automatique : la reprendre" },
		],
	},
	{
		title: "Se déplacer",
		list: [
			{ keys: ["Tab"], does: "Dans un champ : le prochain champ à remplir" },
			{ keys: ["Arrows"], does: "Au bord d’un texte : l’endroit voisin où l’on écrit" },
			{ keys: ["Tab"], does: "Dans un tableau : la cellule suivante, puis une nouvelle ligne" },
			{ keys: ["Alt+F10"], does: "La barre de mise en forme" },
			{ keys: ["Escape"], does: "Fermer ce qui est ouvert et revenir au texte" },
		],
	},
	{
		title: "Convention",
		list: [
			{ keys: ["Mod+F"], does: "Rechercher dans toute la convention" },
			{ keys: ["?", "Mod+/"], does: "Cette liste" },
		],
	},
];
