/** What a person does for their party: coordonne, rédige, valide, signe, lit. */
export const ROLES = ["coordinates", "drafts", "approves", "signs", "reads"] as const;

export type Role = (typeof ROLES)[number];

/** What somebody does, in a list: "coordonne, rédige". */
export const ROLE_WORDS: Record<Role, string> = {
	coordinates: "coordonne",
	drafts: "rédige",
	approves: "valide",
	signs: "signe",
	reads: "lit",
};

/** What a role allows, for who chooses it. */
export const ROLE_HELP: Record<Role, string> = {
	coordinates: "écrit, et choisit qui participe pour son organisme",
	drafts: "écrit les parties libres de son organisme",
	approves: "donne l’accord de son organisme au texte soumis",
	signs: "pour son organisme, une fois le texte adopté",
	reads: "voit tout, sans rien écrire",
};

export const isRole = (role: string): role is Role => ROLES.some((each) => each === role);
