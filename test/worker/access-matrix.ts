import type { Action } from "../../shared/access.ts";
import type { Phase } from "../../shared/convention/phase.ts";
import type { Owner } from "../../shared/model/model.ts";
import type { Role } from "../../shared/people/role.ts";
import type { Command } from "../../shared/room/commands/command.ts";

/**
 * Qui peut quoi, écrit à la main : la même chose que la politique d'accès (shared/access.ts), dite une seconde fois, sans
 * la lire. Les tests comparent les deux, puis comparent cette page à ce que le serveur répond vraiment.
 *
 * Comment lire une grille : une ligne par partie, une colonne par phase ; dans chaque case, les rôles admis :
 *
 *     c coordonne · r rédige · v valide · s signe · l lit
 *     -  cette partie ne le peut pas             (403, « revient à une autre partie »)
 *     ×  personne ne le peut dans cette phase    (423, « le texte est figé »)
 *     ·  ce n'est pas l'heure de cette étape     (409, « n'en est pas, ou plus, à cette étape »)
 *
 * Un rôle que `roles` ne nomme pas n'y a jamais droit (403, « votre rôle ne permet pas »). Et pour tout, sans exception :
 * qui n'est pas connecté est renvoyé (401) ; pour qui n'a pas de rôle dans la convention, elle n'existe pas (404).
 *
 * Ce qui n'est écrit nulle part est interdit. Une route, un message ou une commande qui manque ici fait échouer les tests.
 */
export const rights: Right[] = [
	{
		label: "Lire la convention, être présent dans sa salle",
		action: "read",
		roles: "crvsl",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       crvsl     crvsl   crvsl   crvsl     crvsl  crvsl     crvsl  crvsl
			commune   crvsl     crvsl   crvsl   crvsl     crvsl  crvsl     crvsl  crvsl
			EPCI      crvsl     crvsl   crvsl   crvsl     crvsl  crvsl     crvsl  crvsl
			MSA       crvsl     crvsl   crvsl   crvsl     crvsl  crvsl     crvsl  crvsl`,
		asks: [
			"GET /conventions/:id",
			"GET /conventions/:id/personnes",
			"GET /conventions/:id/parties",
			"GET /api/conventions/:id/people",
			"GET /api/conventions | la convention y figure",
			"GET /api/conventions/:id",
			"GET /api/conventions/:id/text",
			"GET /api/conventions/:id/text | en HTML",
			"GET /api/conventions/:id/findings",
			"GET /api/conventions/:id/actes.zip",
			"GET /api/conventions/:id/dossier.zip",
			"GET /api/conventions/:id/versions",
			"GET /api/conventions/:id/versions/:number",
			"GET /api/conventions/:id/versions/:number/text",
			"GET /api/conventions/:id/versions/:number/changes",
			"GET /api/conventions/:id/files/:hash",
			"GET /api/conventions/:id/room",
			"GET /api/conventions/:id/room/stream",
			"POST /api/conventions/:id/room/stream/:connection",
			"DELETE /api/conventions/:id/room/stream/:connection",
			"message step1",
			"message step2 | qui n'apporte rien",
			"message awareness",
			"message queryAwareness",
			"message saved",
		],
	},
	{
		label: "Écrire ce qui revient à la Caf",
		action: "write",
		target: { owner: "caf" },
		roles: "cr",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       cr        ×       ×       ×         ×      ×         ×      ×
			commune   -         ×       ×       ×         ×      ×         ×      ×
			EPCI      -         ×       ×       ×         ×      ×         ×      ×
			MSA       -         ×       ×       ×         ×      ×         ×      ×`,
		asks: ["message update | section caf", "message update | champ caf", "message step2 | section caf"],
	},
	{
		label: "Écrire ce qui revient à la commune, ou à son intercommunalité",
		action: "write",
		target: { owner: "commune" },
		roles: "cr",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       -         ×       ×       ×         ×      ×         ×      ×
			commune   cr        ×       ×       ×         ×      ×         ×      ×
			EPCI      cr        ×       ×       ×         ×      ×         ×      ×
			MSA       -         ×       ×       ×         ×      ×         ×      ×`,
		asks: ["message update | section commune", "message update | champ commune"],
	},
	{
		label: "Écrire ce qui revient à toutes les parties",
		action: "write",
		target: { owner: "all" },
		roles: "cr",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       cr        ×       ×       ×         ×      ×         ×      ×
			commune   cr        ×       ×       ×         ×      ×         ×      ×
			EPCI      cr        ×       ×       ×         ×      ×         ×      ×
			MSA       cr        ×       ×       ×         ×      ×         ×      ×`,
		asks: ["message update | section all", "message update | champ all"],
	},
	{
		label: "Écrire dans la salle ce que seul le serveur écrit, une section ou un champ qui n'existe pas",
		action: "write",
		target: { owner: null },
		roles: "cr",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       -         ×       ×       ×         ×      ×         ×      ×
			commune   -         ×       ×       ×         ×      ×         ×      ×
			EPCI      -         ×       ×       ×         ×      ×         ×      ×
			MSA       -         ×       ×       ×         ×      ×         ×      ×`,
		asks: [
			"message update | la phase",
			"message update | une section inconnue",
			"message update | une section connue à la délibération",
			"message update | un champ inconnu",
			"message update | le nom d'un signataire que la partie n'a pas",
			"message update | un champ connu à la délibération",
		],
	},
	{
		label: "Choisir les options et les rédactions que le modèle laisse ouvertes",
		action: "choose",
		roles: "cr",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       cr        ×       ×       ×         ×      ×         ×      ×
			commune   cr        ×       ×       ×         ×      ×         ×      ×
			EPCI      cr        ×       ×       ×         ×      ×         ×      ×
			MSA       cr        ×       ×       ×         ×      ×         ×      ×`,
		asks: ["POST /api/conventions/:id/options", "POST /api/conventions/:id/variants"],
	},
	{
		label: "Ajouter et retirer des lignes d'un tableau de la Caf",
		action: "changeRows",
		target: { owner: "caf" },
		roles: "cr",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       cr        ×       ×       ×         ×      ×         ×      ×
			commune   -         ×       ×       ×         ×      ×         ×      ×
			EPCI      -         ×       ×       ×         ×      ×         ×      ×
			MSA       -         ×       ×       ×         ×      ×         ×      ×`,
		asks: ["POST /api/conventions/:id/rows | caf", "DELETE /api/conventions/:id/rows/:table/:row | caf"],
	},
	{
		label: "Ajouter et retirer des lignes d'un tableau de la commune, ou de son intercommunalité",
		action: "changeRows",
		target: { owner: "commune" },
		roles: "cr",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       -         ×       ×       ×         ×      ×         ×      ×
			commune   cr        ×       ×       ×         ×      ×         ×      ×
			EPCI      cr        ×       ×       ×         ×      ×         ×      ×
			MSA       -         ×       ×       ×         ×      ×         ×      ×`,
		asks: ["POST /api/conventions/:id/rows | commune", "DELETE /api/conventions/:id/rows/:table/:row | commune"],
	},
	{
		label: "Joindre des fichiers à une annexe de la Caf",
		action: "attach",
		target: { owner: "caf" },
		roles: "cr",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       cr        ×       ×       ×         ×      ×         ×      ×
			commune   -         ×       ×       ×         ×      ×         ×      ×
			EPCI      -         ×       ×       ×         ×      ×         ×      ×
			MSA       -         ×       ×       ×         ×      ×         ×      ×`,
		asks: [
			"POST /api/conventions/:id/annexes/:annex/files | caf",
			"PATCH /api/conventions/:id/annexes/:annex/files/:file | caf",
			"DELETE /api/conventions/:id/annexes/:annex/files/:file | caf",
		],
	},
	{
		label: "Joindre des fichiers à une annexe de la commune, ou de son intercommunalité",
		action: "attach",
		target: { owner: "commune" },
		roles: "cr",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       -         ×       ×       ×         ×      ×         ×      ×
			commune   cr        ×       ×       ×         ×      ×         ×      ×
			EPCI      cr        ×       ×       ×         ×      ×         ×      ×
			MSA       -         ×       ×       ×         ×      ×         ×      ×`,
		asks: [
			"POST /api/conventions/:id/annexes/:annex/files | commune",
			"PATCH /api/conventions/:id/annexes/:annex/files/:file | commune",
			"DELETE /api/conventions/:id/annexes/:annex/files/:file | commune",
		],
	},
	{
		label: "Joindre des fichiers à une annexe commune à toutes les parties",
		action: "attach",
		target: { owner: "all" },
		roles: "cr",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       cr        ×       ×       ×         ×      ×         ×      ×
			commune   cr        ×       ×       ×         ×      ×         ×      ×
			EPCI      cr        ×       ×       ×         ×      ×         ×      ×
			MSA       cr        ×       ×       ×         ×      ×         ×      ×`,
		asks: [
			"POST /api/conventions/:id/annexes/:annex/files | all",
			"PATCH /api/conventions/:id/annexes/:annex/files/:file | all",
			"DELETE /api/conventions/:id/annexes/:annex/files/:file | all",
		],
	},
	{
		label: "Poser et retirer le logo de la Caf",
		action: "setLogo",
		target: { party: "caf" },
		roles: "cr",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       cr        ×       ×       ×         ×      ×         ×      ×
			commune   -         ×       ×       ×         ×      ×         ×      ×
			EPCI      -         ×       ×       ×         ×      ×         ×      ×
			MSA       -         ×       ×       ×         ×      ×         ×      ×`,
		asks: [
			"PUT /api/conventions/:id/parties/:party/logo | caf",
			"DELETE /api/conventions/:id/parties/:party/logo | caf",
		],
	},
	{
		label: "Poser et retirer le logo de la commune : son intercommunalité ne le peut pas",
		action: "setLogo",
		target: { party: "commune" },
		roles: "cr",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       -         ×       ×       ×         ×      ×         ×      ×
			commune   cr        ×       ×       ×         ×      ×         ×      ×
			EPCI      -         ×       ×       ×         ×      ×         ×      ×
			MSA       -         ×       ×       ×         ×      ×         ×      ×`,
		asks: [
			"PUT /api/conventions/:id/parties/:party/logo | commune",
			"DELETE /api/conventions/:id/parties/:party/logo | commune",
		],
	},
	{
		label: "Dire qui signe pour la commune, à quel titre et sous quel nom : son intercommunalité ne le peut pas",
		action: "setSignatories",
		target: { party: "commune" },
		roles: "cr",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       -         ×       ×       ×         ×      ×         ×      ×
			commune   cr        ×       ×       ×         ×      ×         ×      ×
			EPCI      -         ×       ×       ×         ×      ×         ×      ×
			MSA       -         ×       ×       ×         ×      ×         ×      ×`,
		asks: ["PUT /api/conventions/:id/parties/:party/signatories | commune"],
	},
	{
		label: "Dire qui signe pour une partie dont personne ne participe encore",
		action: "stepIn",
		roles: "c",
		of: "Caf",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       c         ×       ×       ×         ×      ×         ×      ×
			commune   -         -       -       -         -      -         -      -
			EPCI      -         -       -       -         -      -         -      -
			MSA       -         -       -       -         -      -         -      -`,
		asks: ["PUT /api/conventions/:id/parties/:party/signatories | une partie sans personne"],
	},
	{
		label: "Inviter des personnes de la commune, changer leurs rôles, retirer leur accès",
		action: "managePeople",
		target: { party: "commune" },
		roles: "c",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       -         -       -       -         -      -         -      -
			commune   c         c       c       c         c      c         c      c
			EPCI      -         -       -       -         -      -         -      -
			MSA       -         -       -       -         -      -         -      -`,
		asks: [
			"PATCH /api/conventions/:id/people/:person | commune",
			"DELETE /api/conventions/:id/people/:person | commune",
			"POST /api/conventions/:id/invitations | commune",
		],
	},
	{
		label: "Faire entrer dans sa propre partie quelqu'un de son organisme",
		action: "managePeople",
		target: { party: "own" },
		roles: "c",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       c         c       c       c         c      c         c      c
			commune   c         c       c       c         c      c         c      c
			EPCI      c         c       c       c         c      c         c      c
			MSA       c         c       c       c         c      c         c      c`,
		asks: ["POST /api/conventions/:id/people"],
	},
	{
		label: "Inviter les premières personnes d'une autre partie",
		action: "inviteParty",
		roles: "c",
		of: "Caf",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       c         c       c       c         c      ×         ×      ×
			commune   -         -       -       -         -      -         -      -
			EPCI      -         -       -       -         -      -         -      -
			MSA       -         -       -       -         -      -         -      -`,
		asks: ["POST /api/conventions/:id/invitations | une partie sans personne"],
	},
	{
		label: "Ajouter ou retirer un cosignataire",
		action: "addParty",
		roles: "c",
		of: "Caf",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       c         ×       ×       ×         ×      ×         ×      ×
			commune   -         -       -       -         -      -         -      -
			EPCI      -         -       -       -         -      -         -      -
			MSA       -         -       -       -         -      -         -      -`,
		asks: ["POST /api/conventions/:id/parties", "DELETE /api/conventions/:id/parties/:party"],
	},
	{
		label: "Repartir du texte visible, quand le document est devenu lourd",
		action: "restart",
		roles: "c",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       c         ×       ×       ×         ×      ×         ×      ×
			commune   c         ×       ×       ×         ×      ×         ×      ×
			EPCI      c         ×       ×       ×         ×      ×         ×      ×
			MSA       c         ×       ×       ×         ×      ×         ×      ×`,
		asks: ["POST /api/conventions/:id/restart"],
	},
	{
		label: "Soumettre le texte",
		action: "submit",
		roles: "c",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       c         ·       ·       ·         ·      ·         ·      ·
			commune   c         ·       ·       ·         ·      ·         ·      ·
			EPCI      c         ·       ·       ·         ·      ·         ·      ·
			MSA       c         ·       ·       ·         ·      ·         ·      ·`,
		asks: ["POST /api/conventions/:id/submit"],
	},
	{
		label: "Reprendre la rédaction : la partie qui a soumis, ici la Caf",
		action: "reopen",
		target: { party: "caf" },
		roles: "c",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       ·         c       c       ·         ·      ·         ·      ·
			commune   ·         -       -       ·         ·      ·         ·      ·
			EPCI      ·         -       -       ·         ·      ·         ·      ·
			MSA       ·         -       -       ·         ·      ·         ·      ·`,
		asks: ["POST /api/conventions/:id/reopen"],
	},
	{
		label: "Valider le texte soumis pour sa partie",
		action: "approve",
		roles: "v",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       ·         v       ·       ·         ·      ·         ·      ·
			commune   ·         v       ·       ·         ·      ·         ·      ·
			EPCI      ·         v       ·       ·         ·      ·         ·      ·
			MSA       ·         v       ·       ·         ·      ·         ·      ·`,
		asks: ["POST /api/conventions/:id/approvals"],
	},
	{
		label: "Refuser le texte soumis, avec une raison",
		action: "refuse",
		roles: "v",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       ·         v       ·       ·         ·      ·         ·      ·
			commune   ·         v       ·       ·         ·      ·         ·      ·
			EPCI      ·         v       ·       ·         ·      ·         ·      ·
			MSA       ·         v       ·       ·         ·      ·         ·      ·`,
		asks: ["POST /api/conventions/:id/refusals"],
	},
	{
		label: "Enregistrer la délibération de la commune",
		action: "deliberate",
		target: { party: "commune" },
		roles: "c",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       ·         -       -       ·         ·      ·         ·      ·
			commune   ·         c       c       ·         ·      ·         ·      ·
			EPCI      ·         -       -       ·         ·      ·         ·      ·
			MSA       ·         -       -       ·         ·      ·         ·      ·`,
		asks: ["POST /api/conventions/:id/deliberations"],
	},
	{
		label: "Ouvrir une version à qui en a le lien, voir les liens, les retirer",
		action: "link",
		roles: "c",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       c         c       c       c         c      c         c      c
			commune   c         c       c       c         c      c         c      c
			EPCI      c         c       c       c         c      c         c      c
			MSA       c         c       c       c         c      c         c      c`,
		asks: [
			"GET /api/conventions/:id/links",
			"POST /api/conventions/:id/links",
			"DELETE /api/conventions/:id/links/:link",
		],
	},
	{
		label: "Savoir qui a ouvert quoi",
		action: "readVisits",
		roles: "c",
		grid: `
			          rédaction soumise adoptée signature signée remplacée échue  résiliée
			Caf       c         c       c       c         c      c         c      c
			commune   c         c       c       c         c      c         c      c
			EPCI      c         c       c       c         c      c         c      c
			MSA       c         c       c       c         c      c         c      c`,
		asks: ["GET /api/conventions/:id/openings"],
	},
];

/** Les routes qui ne dépendent d'aucune convention : pourquoi elles n'ont pas de grille, et ce que reçoit un inconnu. */
export const elsewhere: Record<string, { why: string; nobody: number }> = {
	"GET /health": { why: "dit seulement que le service répond", nobody: 200 },
	"GET /": { why: "l'accueil : ses propres conventions, ou ce qu'est Copacte", nobody: 200 },
	"GET /demo": { why: "la démonstration ; absente ailleurs", nobody: 200 },
	"GET /demo/people": { why: "la démonstration ; absente ailleurs", nobody: 200 },
	"POST /demo/session": { why: "la démonstration ; absente ailleurs", nobody: 400 },
	"GET /api/models": { why: "les modèles nationaux sont publics", nobody: 200 },
	"GET /api/models/:id": { why: "les modèles nationaux sont publics", nobody: 404 },
	"POST /api/conventions": { why: "ouvrir une convention : les personnes d'une Caf (plus bas)", nobody: 401 },
	"GET /conventions/nouvelle": { why: "ouvrir une convention : les personnes d'une Caf", nobody: 401 },
	"GET /connexion": { why: "la porte, ouverte à tous, comptée par adresse et par réseau", nobody: 200 },
	"GET /connexion/lien": { why: "la porte, ouverte à tous, comptée par adresse et par réseau", nobody: 200 },
	"GET /connexion/nom": {
		why: "qui est connecté, sur son propre compte : aucun identifiant de personne n'y entre",
		nobody: 401,
	},
	"GET /connexion/proconnect": { why: "absente sans ProConnect (test/outside)", nobody: 404 },
	"GET /connexion/proconnect/retour": { why: "retour de ProConnect (test/outside)", nobody: 400 },
	"GET /connexion/proconnect/refus": { why: "dit pourquoi ProConnect n'a pas connecté", nobody: 403 },
	"POST /deconnexion": { why: "termine sa propre session", nobody: 303 },
	"POST /api/sign-in/link": { why: "la porte, ouverte à tous, comptée par adresse et par réseau", nobody: 400 },
	"POST /api/sign-in/token": { why: "la porte, ouverte à tous, comptée par adresse et par réseau", nobody: 400 },
	"POST /api/sign-in/passkey/request": {
		why: "la porte, ouverte à tous, comptée par adresse et par réseau",
		nobody: 200,
	},
	"POST /api/sign-in/passkey": { why: "la porte, ouverte à tous, comptée par adresse et par réseau", nobody: 400 },
	"POST /api/sign-out": { why: "termine sa propre session", nobody: 200 },
	"POST /api/sign-out/everywhere": {
		why: "qui est connecté, sur son propre compte : aucun identifiant de personne n'y entre",
		nobody: 401,
	},
	"GET /compte": {
		why: "qui est connecté, sur son propre compte : aucun identifiant de personne n'y entre",
		nobody: 401,
	},
	"GET /compte/donnees": {
		why: "qui est connecté, sur son propre compte : aucun identifiant de personne n'y entre",
		nobody: 401,
	},
	"GET /compte/proconnect": {
		why: "qui est connecté, sur son propre compte : aucun identifiant de personne n'y entre",
		nobody: 404,
	},
	"POST /api/account/proconnect": {
		why: "qui est connecté, sur son propre compte : aucun identifiant de personne n'y entre",
		nobody: 401,
	},
	"GET /api/account": {
		why: "qui est connecté, sur son propre compte : aucun identifiant de personne n'y entre",
		nobody: 401,
	},
	"PATCH /api/account": {
		why: "qui est connecté, sur son propre compte : aucun identifiant de personne n'y entre",
		nobody: 401,
	},
	"DELETE /api/account": {
		why: "qui est connecté, sur son propre compte : aucun identifiant de personne n'y entre",
		nobody: 401,
	},
	"GET /api/account/export": {
		why: "qui est connecté, sur son propre compte : aucun identifiant de personne n'y entre",
		nobody: 401,
	},
	"DELETE /api/account/sessions": {
		why: "qui est connecté, sur son propre compte : aucun identifiant de personne n'y entre",
		nobody: 401,
	},
	"DELETE /api/account/sessions/:session": {
		why: "qui est connecté, sur son propre compte : aucun identifiant de personne n'y entre",
		nobody: 401,
	},
	"POST /api/account/passkeys/request": {
		why: "qui est connecté, sur son propre compte : aucun identifiant de personne n'y entre",
		nobody: 401,
	},
	"POST /api/account/passkeys": {
		why: "qui est connecté, sur son propre compte : aucun identifiant de personne n'y entre",
		nobody: 401,
	},
	"PATCH /api/account/passkeys/:passkey": {
		why: "qui est connecté, sur son propre compte : aucun identifiant de personne n'y entre",
		nobody: 401,
	},
	"DELETE /api/account/passkeys/:passkey": {
		why: "qui est connecté, sur son propre compte : aucun identifiant de personne n'y entre",
		nobody: 401,
	},
	"GET /v/:token": { why: "qui a le lien d'une version (versions.test.ts)", nobody: 404 },
	"GET /v/:token/convention.pdf": { why: "qui a le lien d'une version (versions.test.ts)", nobody: 404 },
	"GET /v/:token/texte.json": { why: "qui a le lien d'une version (versions.test.ts)", nobody: 404 },
	"GET /v/:token/files/:hash": { why: "qui a le lien d'une version (versions.test.ts)", nobody: 404 },
	"GET /demo/outbox": { why: "les lettres de la démonstration ; absente ailleurs", nobody: 200 },
	"GET /organisations/nouvelle": { why: "qui est connecté", nobody: 401 },
	"GET /organisations/:id": { why: "les personnes de l'organisme (organisation.test.ts)", nobody: 401 },
	"GET /api/organisations": { why: "qui est connecté : ses propres organismes", nobody: 401 },
	"POST /api/organisations": { why: "qui est connecté", nobody: 401 },
	"GET /api/organisations/:id": { why: "les personnes de l'organisme (organisation.test.ts)", nobody: 401 },
	"GET /api/organisations/:id/logo": { why: "les personnes de l'organisme (organisation.test.ts)", nobody: 401 },
	"PUT /api/organisations/:id/logo": { why: "les personnes de l'organisme (organisation.test.ts)", nobody: 401 },
	"DELETE /api/organisations/:id/logo": { why: "les personnes de l'organisme (organisation.test.ts)", nobody: 401 },
	"POST /api/organisations/:id/invitations": {
		why: "les personnes de l'organisme (organisation.test.ts)",
		nobody: 401,
	},
	"PATCH /api/organisations/:id/people/:person": {
		why: "les personnes de l'organisme (organisation.test.ts)",
		nobody: 401,
	},
	"DELETE /api/organisations/:id/people/:person": {
		why: "les personnes de l'organisme (organisation.test.ts)",
		nobody: 401,
	},
	"GET /api/organisations/search": {
		why: "les personnes d'une Caf, qui choisissent les parties (opening.test.ts)",
		nobody: 401,
	},
	"POST /api/organisations/named": {
		why: "les personnes d'une Caf, qui choisissent les parties (opening.test.ts)",
		nobody: 401,
	},
	"GET /invitation": { why: "qui tient la lettre, ou qui s'occupe de la partie (invitation.test.ts)", nobody: 200 },
	"GET /api/invitations": {
		why: "qui tient la lettre, ou qui s'occupe de la partie (invitation.test.ts)",
		nobody: 401,
	},
	"POST /api/invitations/read": {
		why: "qui tient la lettre, ou qui s'occupe de la partie (invitation.test.ts)",
		nobody: 400,
	},
	"POST /api/invitations/again": {
		why: "qui tient la lettre, ou qui s'occupe de la partie (invitation.test.ts)",
		nobody: 400,
	},
	"POST /api/invitations/accept": {
		why: "qui tient la lettre, ou qui s'occupe de la partie (invitation.test.ts)",
		nobody: 401,
	},
	"POST /api/invitations/decline": {
		why: "qui tient la lettre, ou qui s'occupe de la partie (invitation.test.ts)",
		nobody: 401,
	},
	"POST /api/invitations/:id/resend": {
		why: "qui tient la lettre, ou qui s'occupe de la partie (invitation.test.ts)",
		nobody: 401,
	},
	"DELETE /api/invitations/:id": {
		why: "qui tient la lettre, ou qui s'occupe de la partie (invitation.test.ts)",
		nobody: 401,
	},
	"GET /api/auth/*": { why: "connexion et compte, par better-auth (plus bas)", nobody: 404 },
	"POST /api/auth/*": { why: "connexion et compte, par better-auth (plus bas)", nobody: 404 },
};

/** Ce qui passe avant les routes : rien n'y répond à la place d'une route. */
export const before = [
	"/*",
	"/demo/*",
	"/v/*",
	"/compte",
	"/api/conventions/:id/files/:hash",
	"/api/conventions/:id/versions/:number/text",
	"/api/organisations/:id/logo",
];

/** Qui peut ouvrir une convention : une personne d'une Caf, quel que soit son titre. */
export const openers: Record<string, boolean> = {
	caf: true,
	commune: false,
	epci: false,
	msa: false,
	"aucune organisation": false,
};

/** Chaque commande, et la demande de cette page qui la porte. */
export const commands: Record<Command["kind"], string> = {
	option: "POST /api/conventions/:id/options",
	variant: "POST /api/conventions/:id/variants",
	addRow: "POST /api/conventions/:id/rows | commune",
	removeRow: "DELETE /api/conventions/:id/rows/:table/:row | commune",
	attachFile: "POST /api/conventions/:id/annexes/:annex/files | commune",
	addParty: "POST /api/conventions/:id/parties",
	removeParty: "DELETE /api/conventions/:id/parties/:party",
	changeFile: "PATCH /api/conventions/:id/annexes/:annex/files/:file | commune",
	detachFile: "DELETE /api/conventions/:id/annexes/:annex/files/:file | commune",
	setSignatories: "PUT /api/conventions/:id/parties/:party/signatories | commune",
	setLogo: "PUT /api/conventions/:id/parties/:party/logo | commune",
	removeLogo: "DELETE /api/conventions/:id/parties/:party/logo | commune",
};

/** Chaque sorte de message du protocole : ce qu'un client peut envoyer, ou ce que seule la salle dit (4400 d'un client). */
export const messages: Record<string, "client" | "room"> = {
	"sync step1": "client",
	"sync step2": "client",
	"sync update": "client",
	awareness: "client",
	auth: "room",
	queryAwareness: "client",
	saved: "client",
	refused: "room",
	notice: "room",
};

/** Ce que la salle offre au Worker, et qui demande le droit avant. */
export const roomMethods: Record<string, string> = {
	constructor: "ne fait rien pour personne",
	fetch: "la salle : « read », à l'entrée",
	webSocketMessage: "la salle : « write », à chaque mise à jour",
	webSocketClose: "on sort toujours",
	webSocketError: "on sort toujours",
	alarm: "l'heure, pas une personne",
	command: "la salle : l'action de la commande",
	take: "la salle : l'action de l'étape",
	versions: "le Worker : « read », ou un lien",
	versionBytes: "le Worker : « read », ou un lien",
	post: "le Worker : « read » ; la salle : seul qui a ouvert ce flux",
	leave: "le Worker : « read » ; la salle : seul qui a ouvert ce flux",
	read: "le Worker : « read »",
	file: "le Worker : « read »",
	open: "le Worker : qui peut ouvrir une convention",
	journal: "aucune route n'y mène",
	peopleAre: "le Worker : la liste que l'annuaire vient d'écrire, après « managePeople » ou une invitation acceptée",
	removeParty: "la salle : « addParty »",
	restart: "la salle : « restart »",
	tellLists: "aucune route n'y mène : la nuit, de ce que la salle n'a pas encore dit à l'annuaire",
	disconnect: "le Worker : qui met fin à sa propre session",
	erase: "aucune route n'y mène : la nuit, d'un brouillon que personne n'ouvre plus",
};

export interface Right {
	label: string;
	/** La ligne de la politique ; null : aucune ne le permet. */
	action: Action | null;
	/** À qui revient ce qui est touché, ou la partie visée (`own` : la sienne), là où cela compte. */
	target?: { owner: Owner | null } | { party: string };
	/** Les rôles qui y ont droit quelque part. */
	roles: string;
	/** Une seule sorte de partie y a droit : aux autres, c'est leur rôle qui ne le permet pas. */
	of?: string;
	grid: string;
	/** « MÉTHODE /route » ou « message sorte », et après la barre ce qui est visé. */
	asks: string[];
}

export const roleLetters: Record<string, Role> = {
	c: "coordinates",
	r: "drafts",
	v: "approves",
	s: "signs",
	l: "reads",
};

export const partyNames: Record<string, string> = { Caf: "caf", commune: "commune", EPCI: "epci", MSA: "msa" };

export const phaseNames: Record<string, Phase> = {
	rédaction: "drafting",
	soumise: "submitted",
	adoptée: "adopted",
	signature: "signing",
	signée: "signed",
	remplacée: "superseded",
	échue: "expired",
	résiliée: "terminated",
};

export type Verdict = "allowed" | "forbidden" | "frozen" | "notNow" | "notYours";

/** Ce que la page dit pour cette partie, ce rôle et cette phase ; ce qu'elle ne dit pas est interdit. */
export function verdictOf(right: Right, party: string, role: Role, phase: Phase): Verdict {
	const [header = "", ...lines] = right.grid.trim().split("\n");
	const column = header
		.trim()
		.split(/\s+/)
		.findIndex((name) => phaseNames[name] === phase);
	const line = lines.map((each) => each.trim().split(/\s+/)).find(([name = ""]) => partyNames[name] === party);
	const cell = line?.[column + 1] ?? "-";
	const letter = Object.keys(roleLetters).find((each) => roleLetters[each] === role) ?? "";
	if (!right.roles.includes(letter)) return "forbidden";
	if (right.of !== undefined && partyNames[right.of] !== party) return "forbidden";
	if (cell === "×") return "frozen";
	if (cell === "·") return "notNow";
	return cell.includes(letter) ? "allowed" : "notYours";
}
