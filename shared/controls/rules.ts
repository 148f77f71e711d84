import type { Rule } from "./finding.ts";

/** What each rule of the controls looks at, as told to those who draft; it follows "Copacte vérifie". */
export const RULES: Record<Rule, string> = {
	R3: "que le nombre d'annexes écrit à la main est le bon",
	R4: "que chaque article et chaque annexe cités existent",
	R5: "que tout champ et toute partie libre obligatoires sont remplis, sans « XXXX » ni « JJ/MM/AAAA »",
	R6: "qu'aucune consigne du modèle n'est restée dans le texte",
	R7: "qu'aucune annexe n'est vide et qu'aucune liste annoncée ne manque",
	R8: "que la convention finit au plus tard quatre ans après l'année où elle commence",
	R10: "que le plan d'actions est attendu l'année qui suit",
	R11: "que le comité de pilotage est à parité et se réunit au moins deux fois par an",
	R12: "que chaque partie est nommée et a un signataire, au titre qui lui va",
	R13: "que chaque nom est écrit d'une seule façon",
	R14: "que le terme défini pour la collectivité est celui qu'on emploie",
	R26: "qu'aucune ligne de tableau n'est vide",
};
