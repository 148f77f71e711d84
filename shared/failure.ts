import type { Finding } from "./controls/finding.ts";
import { MAX_FILES_PER_ANNEX, MAX_PIXELS, MAX_SIDE, MAX_TOTAL_BYTES, shownBytes } from "./files/limits.ts";
import { MAX_PARTIES } from "./party/party.ts";
import { grouped, shownDay } from "./text/field.ts";
import type { Where } from "./text/where.ts";

/**
 * Everything Copacte refuses on purpose. A refusal is a value: functions return it, and `meanings` maps its code once
 * to an HTTP status, a WebSocket close code and a French sentence that tells the person what to do.
 */
export interface Failure<C extends FailureCode = FailureCode> {
	failed: true;
	code: C;
	/** The field of a request, the free section or the file that is meant, where there is one. */
	where?: string;
	/** Seconds to wait before asking again, where waiting helps. */
	wait?: number;
	detail?: C extends keyof Details ? Details[C] : never;
}

/** What a refusal is about, where its code says too little: it stands in the answer's `error`, under the same names. */
export interface Details {
	/** Everything that is wrong with a request of which several fields are. */
	invalidField: { problems: FieldProblem[] };
	/** Every finding that stands in the way of submission, in reading order (R5). */
	blocked: { findings: Finding[] };
	/** Everything that an export lacks. */
	exportIncomplete: { problems: FieldProblem[] };
	/** Each character that no fount of the PDF holds, where it first stands. */
	unprintable: { characters: Unprintable[] };
}

/** "U+26C4" and its place, to jump to. */
export interface Unprintable {
	character: string;
	code: string;
	where: Where;
}

/** What is wrong with one field of a request, in words for people. */
export interface FieldProblem {
	/** Its path in the request: "newParties.1.siret". */
	field: string;
	message: string;
}

interface Meaning {
	status: number;
	/** null where it cannot happen in a room. */
	close: number | null;
	/** `wait` in words: "12 minutes". */
	message: (where: string, wait: string) => string;
}

const meanings = {
	malformed: {
		status: 400,
		close: 4400,
		message: () => "Ce message n'a pas pu être lu. Reprenez à partir du texte à jour, ou rechargez la page.",
	},
	incomplete: {
		status: 400,
		close: 4400,
		message: () => "Ce message dépend d'un autre qui n'est pas arrivé. Rechargez la page pour reprendre.",
	},
	invalidJson: {
		status: 400,
		close: null,
		message: () => "La demande n'est pas du JSON valide. Corrigez-la et envoyez-la à nouveau.",
	},
	invalidField: {
		status: 400,
		close: null,
		message: (where) => `« ${where} » manque ou n'a pas la forme attendue. Corrigez cette valeur et envoyez à nouveau.`,
	},
	signedOut: {
		status: 401,
		close: 4401,
		message: () => "Vous n'êtes pas connecté. Connectez-vous pour continuer.",
	},
	forbidden: {
		status: 403,
		close: 4403,
		message: () => "Votre rôle ne permet pas cette action. Demandez-la à la personne qui coordonne la convention.",
	},
	notYours: {
		status: 403,
		close: 4403,
		message: () =>
			"Cette partie du texte revient à une autre partie, ou le modèle la verrouille. Écrivez dans vos parties libres.",
	},
	foreignClient: {
		status: 403,
		close: 4403,
		message: () => "Cette page a servi à une autre personne. Rechargez-la pour continuer.",
	},
	invalidAddress: {
		status: 400,
		close: null,
		message: () =>
			"Cette adresse e-mail n'est pas complète. Écrivez-la en entier, par exemple : prenom.nom@commune.fr.",
	},
	invalidName: {
		status: 400,
		close: null,
		message: () => "Écrivez votre nom avec des lettres, tel que les autres doivent le lire, par exemple : Anne Morel.",
	},
	otherAddress: {
		status: 400,
		close: null,
		message: () => "Ce n'est pas l'adresse e-mail de ce compte. Écrivez-la telle qu'elle est affichée plus haut.",
	},
	linkSpent: {
		status: 410,
		close: null,
		message: () => "Ce lien a déjà servi, ou son temps est passé. Demandez-en un nouveau : il arrive aussitôt.",
	},
	tooManyLinks: {
		status: 429,
		close: null,
		message: (_, wait) =>
			`Plusieurs liens ont été demandés en peu de temps. Regardez dans votre boîte aux lettres, ou redemandez-en un dans ${wait}.`,
	},
	tooManyTries: {
		status: 429,
		close: null,
		message: (_, wait) => `Trop d'essais en peu de temps. Recommencez dans ${wait}.`,
	},
	passkeyRefused: {
		status: 401,
		close: null,
		message: () => "Cette clé d'accès n'est pas reconnue ici. Essayez-en une autre, ou demandez un lien par e-mail.",
	},
	passkeyNotAdded: {
		status: 400,
		close: null,
		message: () => "Cette clé d'accès n'a pas pu être enregistrée. Recommencez.",
	},
	signInAgain: {
		status: 403,
		close: null,
		message: () =>
			"Votre connexion est trop ancienne pour ajouter une clé d'accès. Déconnectez-vous, entrez à nouveau, puis recommencez.",
	},
	unknownPasskey: {
		status: 404,
		close: null,
		message: () => "Cette clé d'accès n'est plus enregistrée. Rechargez la page.",
	},
	unknownSession: {
		status: 404,
		close: null,
		message: () => "Cette session est déjà terminée. Rechargez la page.",
	},
	onlyCoordinator: {
		status: 409,
		close: null,
		message: (where) =>
			`Vous êtes seul à coordonner « ${where} » du côté de la Caf. Confiez d'abord ce rôle à une autre personne, puis recommencez.`,
	},
	crossSite: {
		status: 403,
		close: null,
		message: () => "Cette demande vient d'un autre site. Ouvrez Copacte et recommencez.",
	},
	notFound: {
		status: 404,
		close: 4404,
		message: () => "Cette page n'existe pas. Vérifiez l'adresse, ou repartez de l'accueil.",
	},
	unknownModel: {
		status: 404,
		close: null,
		message: (where) => `Le modèle « ${where} » n'existe pas. Choisissez-en un dans la liste des modèles.`,
	},
	unknownConvention: {
		status: 404,
		close: 4404,
		message: () =>
			"Cette convention n'existe pas, ou vous n'y avez pas accès. Repartez de la liste de vos conventions.",
	},
	outdated: {
		status: 409,
		close: 4409,
		message: () => "Copacte a été mis à jour. Rechargez la page pour continuer à écrire.",
	},
	tooLarge: {
		status: 413,
		close: 4413,
		message: () => "Cet ajout est trop volumineux. Collez le texte en plusieurs fois, ou joignez-le en annexe.",
	},
	frozen: {
		status: 423,
		close: 4423,
		message: () => "Le texte est figé : il ne peut plus être modifié dans cette phase.",
	},
	tooFast: {
		status: 429,
		close: 4429,
		message: () => "Trop de messages en peu de temps. Patientez une minute, puis rechargez la page.",
	},
	tooManyLines: {
		status: 429,
		close: 4429,
		message: () =>
			"Cette convention est déjà ouverte dans beaucoup d'onglets à votre nom. Fermez ceux qui ne servent plus, puis rechargez la page.",
	},
	tooManyPages: {
		status: 429,
		close: 4429,
		message: () =>
			"Vous avez écrit dans cette convention depuis plus de pages qu'elle ne peut en suivre. Copiez vos derniers mots et confiez-les à une autre personne de votre organisme, ou prévenez la personne qui administre Copacte.",
	},
	tooMuchToday: {
		status: 429,
		close: 4429,
		message: () =>
			"Vous avez apporté aujourd'hui plus de texte qu'une convention n'en contient. Gardez vos derniers mots de côté et reprenez demain, ou joignez-les en annexe.",
	},
	notConforming: {
		status: 403,
		close: 4403,
		message: () => "Cet ajout a une forme que la convention n'accepte pas. Collez-le sans mise en forme.",
	},
	crossedOrigins: {
		status: 403,
		close: 4403,
		message: () =>
			"Cette modification se croise avec une autre d'une façon qui ne peut pas être fusionnée. Reprenez à partir du texte à jour.",
	},
	fileType: {
		status: 415,
		close: null,
		message: (where) =>
			`« ${where} » n'est ni une image PNG, JPEG ou WebP, ni un PDF. Enregistrez-le dans l'un de ces formats, puis joignez-le.`,
	},
	notAnImage: {
		status: 415,
		close: null,
		message: (where) => `« ${where} » n'est pas une image. Choisissez un logo en PNG, JPEG ou WebP.`,
	},
	fileBroken: {
		status: 422,
		close: null,
		message: (where) =>
			`« ${where} » est incomplet ou abîmé : il ne s'ouvrirait pas partout. Enregistrez-le à nouveau, puis joignez-le.`,
	},
	fileEncrypted: {
		status: 422,
		close: null,
		message: (where) =>
			`« ${where} » est protégé par un mot de passe ou un verrou. Enregistrez-en une copie sans protection, puis joignez-la.`,
	},
	notAPdf: {
		status: 415,
		close: null,
		message: (where) => `« ${where} » n'est pas un PDF. Enregistrez-le ou numérisez-le au format PDF, puis joignez-le.`,
	},
	pdfScript: {
		status: 422,
		close: null,
		message: (where) =>
			`« ${where} » contient un programme (JavaScript), qui pourrait changer ce qu'on y lit. Imprimez-le dans un nouveau PDF, puis joignez celui-ci.`,
	},
	pdfAction: {
		status: 422,
		close: null,
		message: (where) =>
			`« ${where} » déclenche de lui-même une action, comme ouvrir un programme ou envoyer des données. Imprimez-le dans un nouveau PDF, puis joignez celui-ci.`,
	},
	pdfAttachment: {
		status: 422,
		close: null,
		message: (where) =>
			`« ${where} » transporte d'autres fichiers, que ses lecteurs ne verraient pas. Imprimez-le dans un nouveau PDF, puis joignez celui-ci ; joignez ces fichiers à part.`,
	},
	pdfForm: {
		status: 422,
		close: null,
		message: (where) =>
			`« ${where} » est un formulaire dynamique (XFA), qui ne s'affiche pas partout de la même façon. Imprimez-le dans un nouveau PDF, puis joignez celui-ci.`,
	},
	pdfMedia: {
		status: 422,
		close: null,
		message: (where) =>
			`« ${where} » contient un film, un son ou un objet animé, que le papier ne montre pas. Imprimez-le dans un nouveau PDF, puis joignez celui-ci.`,
	},
	pdfObscure: {
		status: 422,
		close: null,
		message: (where) =>
			`« ${where} » est écrit d'une façon qui ne permet pas de vérifier ce qu'il contient. Imprimez-le dans un nouveau PDF, puis joignez celui-ci.`,
	},
	imageTooBig: {
		status: 422,
		close: null,
		message: (where) =>
			`« ${where} » a trop de pixels : au plus ${grouped(MAX_SIDE)} de côté et ${MAX_PIXELS / 1_000_000} millions en tout. Réduisez l'image, puis joignez-la.`,
	},
	fileTooLarge: {
		status: 413,
		close: null,
		message: (where) => `Ce fichier pèse trop : ${where} au plus. Réduisez-le, puis joignez-le.`,
	},
	tooManyFiles: {
		status: 409,
		close: null,
		message: () =>
			`Une annexe tient ${MAX_FILES_PER_ANNEX} fichiers au plus. Retirez-en un, ou réunissez-en plusieurs dans un PDF.`,
	},
	filesTooLarge: {
		status: 409,
		close: null,
		message: () =>
			`Les fichiers de la convention pèseraient plus de ${shownBytes(MAX_TOTAL_BYTES)} : le contrôle de légalité n'en prend pas plus. Retirez-en ou réduisez-en.`,
	},
	alreadyAttached: {
		status: 409,
		close: null,
		message: (where) => `« ${where} » est déjà joint à cette annexe. Choisissez un autre fichier.`,
	},
	unprintable: {
		status: 422,
		close: null,
		message: (where) =>
			`Aucune police du document ne contient ${where}. Remplacez ce caractère, puis soumettez à nouveau.`,
	},
	imageTooHeavy: {
		status: 422,
		close: null,
		message: (where) =>
			`« ${where} » est trop grande pour être mise en page telle quelle. Enregistrez-la en JPEG, ou en PNG sans transparence, puis joignez-la à nouveau.`,
	},
	fileLost: {
		status: 409,
		close: null,
		message: (where) =>
			`Le fichier « ${where} » n'est plus dans la réserve : le document ne sera pas mis en page sans lui. Prévenez la personne qui administre Copacte.`,
	},
	unknownFile: {
		status: 404,
		close: null,
		message: () => "Ce fichier n'est pas, ou n'est plus, joint à la convention. Rechargez la page.",
	},
	mailNotSent: {
		status: 503,
		close: null,
		message: () =>
			"Le message n'a pas pu partir. Réessayez dans quelques minutes ; si cela se répète, prévenez la personne qui administre Copacte.",
	},
	proconnectDown: {
		status: 503,
		close: null,
		message: () =>
			"ProConnect ne répond pas pour le moment. Réessayez dans quelques minutes, ou entrez avec un lien envoyé à votre adresse.",
	},
	proconnectRefused: {
		status: 403,
		close: null,
		message: () =>
			"ProConnect n'a pas confirmé qui vous êtes. Recommencez ; si cela se répète, entrez avec un lien envoyé à votre adresse.",
	},
	proconnectLeft: {
		status: 403,
		close: null,
		message: () =>
			"Vous avez quitté ProConnect avant la fin. Recommencez, ou entrez avec un lien envoyé à votre adresse.",
	},
	proconnectOver: {
		status: 400,
		close: null,
		message: () => "Ce passage par ProConnect a déjà servi, ou il a attendu trop longtemps. Recommencez.",
	},
	addressKnown: {
		status: 409,
		close: null,
		message: () =>
			"Votre adresse a déjà un compte dans Copacte, que rien ne relie à ProConnect. Entrez avec un lien envoyé à cette adresse : vous pourrez ensuite y relier ProConnect.",
	},
	identityKnown: {
		status: 409,
		close: null,
		message: () =>
			"Cette identité ProConnect est déjà reliée à un autre compte de Copacte. Déconnectez-vous, puis entrez avec ProConnect.",
	},
	establishmentUnknown: {
		status: 403,
		close: null,
		message: (where) =>
			`Vous êtes connecté, mais aucun organisme de Copacte n'a le SIRET ${where.replace(/(\d{3})(\d{3})(\d{3})/, "$1\u00a0$2\u00a0$3\u00a0")}. Demandez à votre Caf de l'inscrire, ou à la personne qui prépare la convention de vous inviter.`,
	},
	establishmentUnnamed: {
		status: 403,
		close: null,
		message: () =>
			"Vous êtes connecté, mais ProConnect n'a transmis aucun SIRET valable pour votre établissement. Demandez à la personne qui prépare la convention de vous inviter.",
	},
	accessTaken: {
		status: 403,
		close: 4403,
		message: () =>
			"Votre accès à cette convention vient d'être retiré. Si c'est une erreur, demandez-le à la personne qui la coordonne.",
	},
	wrongSiret: {
		status: 400,
		close: null,
		message: () =>
			"Ce numéro SIRET n'est pas juste : il a 14 chiffres, dont le dernier vérifie les autres. Recopiez-le depuis l'avis de situation de l'Insee.",
	},
	tooManyOrganisations: {
		status: 429,
		close: null,
		message: () => "Vous venez d'inscrire plusieurs organismes. Reprenez demain.",
	},
	wrongDepartment: {
		status: 400,
		close: null,
		message: () => "Ce département n'existe pas. Choisissez-le dans la liste.",
	},
	siretTaken: {
		status: 409,
		close: null,
		message: () =>
			"L'organisme qui porte ce SIRET est déjà dans Copacte. Demandez à une personne qui y travaille de vous inviter.",
	},
	yourself: {
		status: 409,
		close: null,
		message: () => "C'est votre propre adresse : vous y êtes déjà. Indiquez celle de la personne à inviter.",
	},
	alreadyIn: {
		status: 409,
		close: null,
		message: () => "Cette personne y est déjà. Vous la trouverez dans la liste.",
	},
	alreadyInvited: {
		status: 409,
		close: null,
		message: () =>
			"Une invitation attend déjà à cette adresse. Renvoyez-la depuis la liste, ou retirez-la pour en faire une autre.",
	},
	unknownRole: {
		status: 400,
		close: null,
		message: () => "Ce rôle n'existe pas. Choisissez parmi coordonne, rédige, valide, signe et lit.",
	},
	noRole: {
		status: 400,
		close: null,
		message: () => "Choisissez au moins un rôle. Pour qui ne fait que suivre : « lit ».",
	},
	coordinatorFirst: {
		status: 409,
		close: null,
		message: () =>
			"Cet organisme n'a encore personne qui coordonne. Invitez d'abord cette personne : elle choisira les autres.",
	},
	otherParty: {
		status: 403,
		close: null,
		message: () => "Ces personnes sont d'une autre partie. Demandez à qui la coordonne.",
	},
	lastCoordinator: {
		status: 409,
		close: null,
		message: (where) =>
			`Personne d'autre ne coordonne ${where ? `« ${where} »` : "la convention"} du côté de la Caf. Confiez d'abord ce rôle à quelqu'un, puis recommencez.`,
	},
	unknownPerson: {
		status: 404,
		close: null,
		message: () => "Cette personne n'est pas, ou n'est plus, dans la liste. Rechargez la page.",
	},
	unknownOrganisation: {
		status: 404,
		close: null,
		message: () => "Cet organisme n'existe pas, ou vous n'en faites pas partie. Repartez de l'accueil.",
	},
	notManager: {
		status: 403,
		close: null,
		message: () => "Seules les personnes qui gèrent l'organisme peuvent le faire. Demandez-le à l'une d'elles.",
	},
	lastManager: {
		status: 409,
		close: null,
		message: () => "Personne d'autre ne gère l'organisme. Confiez-le d'abord à quelqu'un, puis recommencez.",
	},
	nameless: {
		status: 400,
		close: null,
		message: () => "Indiquez votre prénom et votre nom : les autres sauront qui écrit.",
	},
	unknownInvitation: {
		status: 404,
		close: null,
		message: () =>
			"Ce lien d'invitation n'est pas, ou n'est plus, valable. Ouvrez celui du dernier message reçu, ou demandez une nouvelle invitation.",
	},
	invitationExpired: {
		status: 410,
		close: null,
		message: () => "Cette invitation a expiré. Demandez à la personne qui vous a invité de la renvoyer.",
	},
	invitationUsed: {
		status: 410,
		close: null,
		message: () => "Cette invitation a déjà reçu une réponse. Si vous l'avez acceptée, connectez-vous.",
	},
	askedAgain: {
		status: 429,
		close: null,
		message: () => "C'est déjà demandé : la personne qui vous a invité a reçu un message. Attendez sa réponse.",
	},
	invitationWithdrawn: {
		status: 410,
		close: null,
		message: () =>
			"Cette invitation a été retirée. Si vous pensez que c'est une erreur, demandez à la personne qui vous avait invité.",
	},
	notInvited: {
		status: 403,
		close: null,
		message: () =>
			"Cette invitation a été envoyée à une autre adresse que la vôtre. Connectez-vous avec l'adresse qui l'a reçue, ou demandez une invitation à la vôtre.",
	},
	tooManyInvitations: {
		status: 429,
		close: null,
		message: () => "Beaucoup d'invitations sont parties en peu de temps. Attendez une heure, puis reprenez.",
	},
	alreadyParty: {
		status: 409,
		close: null,
		message: () => "Cet organisme est déjà une partie de la convention. Vous le trouverez dans la liste.",
	},
	tooManyParties: {
		status: 409,
		close: null,
		message: () =>
			`Une convention a ${MAX_PARTIES} parties au plus, en dehors de la Caf. Retirez-en une pour en ajouter une autre.`,
	},
	unknownParty: {
		status: 404,
		close: null,
		message: () => "Cette partie n'est pas, ou n'est plus, de la convention. Rechargez la page.",
	},
	hasWritten: {
		status: 409,
		close: null,
		message: (where) =>
			`${where} a déjà écrit dans la convention : elle en reste une partie. Pour la retirer, convenez-en d'abord avec elle.`,
	},
	neededParty: {
		status: 409,
		close: null,
		message: () =>
			"Une convention lie une Caf et une collectivité au moins. Ajoutez-en une autre avant de retirer celle-ci.",
	},
	blocked: {
		status: 409,
		close: null,
		message: () =>
			"Le texte ne peut pas encore être soumis : des contrôles bloquants restent à lever. Ils sont listés dans « Contrôles », avec le chemin de chacun.",
	},
	notYet: {
		status: 425,
		close: null,
		message: () => "Le PDF de cette version est en préparation. Il sera prêt dans quelques instants.",
	},
	exportIncomplete: {
		status: 409,
		close: null,
		message: (where) => `L'envoi au contrôle de légalité n'est pas complet. ${where}`,
	},
	noCouncil: {
		status: 409,
		close: null,
		message: () =>
			"Cette partie ne se prononce pas par une délibération transmise à la préfecture. Choisissez une commune, une intercommunalité ou un département.",
	},
	unknownVersion: {
		status: 404,
		close: null,
		message: () => "Cette version n'existe pas dans cette convention. Choisissez-en une dans la liste des versions.",
	},
	unknownLink: {
		status: 404,
		close: null,
		message: () => "Ce lien n'existe pas. Vérifiez l'adresse, ou demandez-la à la personne qui vous l'a donnée.",
	},
	linkRevoked: {
		status: 410,
		close: null,
		message: () => "Ce lien a été retiré par une des parties. Demandez-leur s'il en existe un autre.",
	},
	linkExpired: {
		status: 410,
		close: null,
		message: () => "Ce lien n'est plus valable : son délai est passé. Demandez-en un autre à une des parties.",
	},
	tooManyPublicLinks: {
		status: 409,
		close: null,
		message: () => "Cette convention a déjà beaucoup de liens publics. Partagez l'un de ceux qui existent.",
	},
	notNow: {
		status: 409,
		close: null,
		message: () =>
			"La convention n'en est pas, ou n'en est plus, à cette étape. Rechargez la page pour voir où elle en est.",
	},
	otherVersion: {
		status: 409,
		close: null,
		message: () => "Ce n'est plus le texte soumis : il a changé depuis. Rechargez la page et relisez-le.",
	},
	alreadyDone: {
		status: 409,
		close: null,
		message: () => "C'est déjà fait et enregistré : il n'y a rien à recommencer. Rechargez la page pour le voir.",
	},
	missingReason: {
		status: 400,
		close: null,
		message: () => "Donnez la raison en quelques mots : les autres parties la liront.",
	},
	notEnforceable: {
		status: 409,
		close: null,
		message: (where) =>
			`La délibération n'est pas encore exécutoire : signer avant serait irrégulier. ${where === "" ? "Attendez qu'elle le soit." : `Revenez à partir du ${shownDay(where)}.`}`,
	},
	damaged: {
		status: 500,
		close: 1011,
		message: () =>
			"Le texte de cette convention ne peut pas être lu en entier : il est gardé tel quel, et personne ne peut y écrire. Prévenez la personne qui administre Copacte.",
	},
	restarted: {
		status: 409,
		close: 4409,
		message: () => "Le document a été allégé : il repart du texte visible. Rechargez la page pour continuer à écrire.",
	},
	notHeavy: {
		status: 409,
		close: null,
		message: () => "Le document n'est pas lourd : repartir du texte visible n'y changerait rien. Continuez à écrire.",
	},
	tooManyRestarts: {
		status: 429,
		close: null,
		message: () =>
			"Le document a déjà été allégé plusieurs fois aujourd'hui. Recommencez demain si c'est encore utile.",
	},
	tooManyActs: {
		status: 429,
		close: null,
		message: () =>
			"Vous avez changé aujourd'hui plus de choses qu'une convention n'en contient. Reprenez demain, ou demandez à une autre personne.",
	},
	storeBusy: {
		status: 503,
		close: null,
		message: () => "Ce fichier ne peut pas être rangé pour le moment. Envoyez-le à nouveau dans quelques minutes.",
	},
	broken: {
		status: 500,
		close: 1011,
		message: () => "Une erreur s'est produite de notre côté ; rien n'a été perdu. Rechargez la page.",
	},
} as const satisfies Record<string, Meaning>;

export type FailureCode = keyof typeof meanings;

export function failure(code: FailureCode, where?: string): Failure {
	return where === undefined ? { failed: true, code } : { failed: true, code, where };
}

/** Refuses a request of which several things are wrong; the first stands where a single one would. */
export const failureIn = (problems: FieldProblem[]): Failure<"invalidField"> => ({
	failed: true,
	code: "invalidField",
	where: problems[0]?.field ?? "",
	detail: { problems },
});

/** Refuses to print what would leave a character out; the first is named in the sentence, with its place in words. */
export const failurePrinting = (characters: Unprintable[], place: string): Failure<"unprintable"> => ({
	failed: true,
	code: "unprintable",
	where: `« ${characters[0]?.character} » (${characters[0]?.code}, ${place})`,
	detail: { characters },
});

export function isFailure(value: unknown): value is Failure {
	return typeof value === "object" && value !== null && (value as Failure).failed === true;
}

/** Refuses to submit a text in which something still blocks. */
export const failureBy = (findings: Finding[]): Failure<"blocked"> => ({
	failed: true,
	code: "blocked",
	detail: { findings },
});

/** Refuses an export that lacks something; the first stands in the sentence. */
export const failureLacking = (problems: FieldProblem[]): Failure<"exportIncomplete"> => ({
	failed: true,
	code: "exportIncomplete",
	where: problems[0]?.message ?? "",
	detail: { problems },
});

/** A refusal that ends by itself, in so many seconds. */
export const failureFor = (code: FailureCode, wait: number): Failure => ({ failed: true, code, wait });

/** The status of an HTTP answer to this refusal. */
export const statusOf = ({ code }: Failure) => meanings[code].status;

/** The code a room closes with; 4400 where the refusal has none of its own. */
export const closeCodeOf = ({ code }: Failure) => meanings[code].close ?? 4400;

/** A French sentence for the person: what happened, and what to do. */
export function sentenceOf({ code, where, wait, detail }: Failure): string {
	const problem = detail && "problems" in detail ? detail.problems[0] : undefined;
	return problem?.message ?? meanings[code].message(where ?? "", inWords(wait ?? 0));
}

function inWords(seconds: number): string {
	const minutes = Math.ceil(seconds / 60);
	if (minutes <= 1) return "une minute";
	return minutes <= 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} heures`;
}
