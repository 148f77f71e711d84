import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { opensConventions } from "../../shared/access.ts";
import { isWritten, phaseWords } from "../../shared/convention/phase.ts";
import { parisDay } from "../../shared/day.ts";
import {
	deadlineSentence,
	type Line,
	nextDeadline,
	partiesSentence,
	shortTurn,
	taskOf,
	yearsOf,
} from "../../shared/list/line.ts";
import { addressOf, type ListQuery, narrows, readQuery, type Sort } from "../../shared/list/list.ts";
import { modelOf } from "../../shared/model/models.ts";
import type { ReadInvitation } from "../../shared/page/invitation.ts";
import type { PartyKind } from "../../shared/party/party.ts";
import { shownDay } from "../../shared/text/field.ts";
import { wordsHtml } from "../../shared/text/html.ts";
import { typeset } from "../../shared/text/typography.ts";
import { organisationsOfPerson } from "../directory/membership.ts";
import { personOf } from "../directory/person.ts";
import { type List, listOf } from "../directory/summary.ts";
import type { Ask } from "../http/ask.ts";
import { invitationsFor } from "../invitations/answer.ts";
import { around } from "../page/page.ts";
import { welcomePage } from "./welcome.ts";

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/**
 * The first page: what is mine to do, then every convention. It is the same HTML with and without JavaScript, which only
 * saves the person from loading the page again (web/home/home.ts).
 */
export async function homePage(context: Ask, person: string | null, now: Date): Promise<Response> {
	const { DB } = context.env;
	const found = person === null ? null : await personOf(DB, person);
	if (!found) return around(context, welcomePage(context));
	const today = parisDay(now);
	// An address that somebody cut or changed shows what can be read of it.
	const { query } = readQuery(new URL(context.req.url).searchParams);
	const [organisations, asked, invitations] = await Promise.all([
		organisationsOfPerson(DB, found.id),
		listOf(DB, found, query, today),
		invitationsFor(context.env, found.id, now),
	]);
	const list = asked.page ? asked : await listOf(DB, found, { ...query, after: null }, today);
	const mayOpen = organisations.some(opensConventions);
	// Who was invited has something better to do than to read that there is nothing yet.
	const empty = invitations.length > 0 && !mayOpen ? "" : nothingYet(organisations);
	const body = html`<main class="around home" id="main" tabindex="-1">
			<div class="home-title">
				<h1>Mes conventions</h1>
				${mayOpen && list.total > 0 ? openingLink : ""}
			</div>
			${invitations.length > 0 ? invited(invitations) : ""}
			${list.total === 0 ? empty : filled(list, query, today)}
		</main>`;
	return around(context, { title: "Mes conventions", html: String(await body), bootstrap: { page: "home" } });
}

const openingLink = html`<a class="primary" href="/conventions/nouvelle">Ouvrir une convention</a>`;

/** Waiting invitations are answered one after the other at the same place. */
function invited([first, ...others]: ReadInvitation[]): Markup {
	const { by, byOrganisation, convention, organisation } = first as ReadInvitation;
	const who = by ? `${by}${byOrganisation ? ` (${byOrganisation})` : ""} vous invite` : "On vous invite";
	const to = convention ? `à la convention « ${convention.title} »` : `à rejoindre ${organisation}`;
	const title = others.length === 0 ? "Une invitation vous attend" : `${others.length + 1} invitations vous attendent`;
	return html`<section class="to-do" aria-labelledby="invited-title">
		<h2 id="invited-title">${title}</h2>
		<ul role="list"><li>
			<p>${said(`${who} ${to}${others.length > 0 ? ", entre autres" : ""}.`)}</p>
			<a class="primary" href="/invitation">Répondre<span class="unseen"> à l’invitation</span></a>
		</li></ul>
	</section>`;
}

/** What to do for somebody who shares no convention yet, by what they are. */
function nothingYet(organisations: { kind: PartyKind }[]): Markup {
	if (organisations.length === 0) {
		return html`<section class="card empty">
			<h2>Vous ne faites partie d’aucun organisme</h2>
			<p>Une convention se conclut entre organismes : une Caf, une commune, une intercommunalité… Si le vôtre est
			déjà dans Copacte, demandez à un collègue de vous inviter. Sinon, inscrivez-le.</p>
			<p><a class="primary" href="/organisations/nouvelle">Inscrire mon organisme</a></p>
		</section>`;
	}
	if (organisations.some(opensConventions)) {
		return html`<section class="card empty">
			<h2>Aucune convention pour le moment</h2>
			<p>Choisissez un modèle, un territoire et les parties : la convention s’ouvre aussitôt, prête à être rédigée
			à plusieurs.</p>
			<p>${openingLink}</p>
		</section>`;
	}
	return html`<section class="card empty">
		<h2>Aucune convention pour le moment</h2>
		<p>C’est votre Caf qui ouvre une convention, et qui vous y invite par un message. Elle apparaîtra alors ici.
		Si vous l’attendiez déjà, demandez à votre interlocuteur de la Caf s’il a bien invité votre adresse.</p>
	</section>`;
}

function filled(list: List, query: ListQuery, today: string): Markup {
	return html`${list.mine.length > 0 ? toDo(list.mine, query) : ""}
		<section class="all" aria-labelledby="all-title">
			<h2 id="all-title">${query.mine ? "À vous de jouer" : "Toutes les conventions"}</h2>
			${filters(list.choices, query)}
			<div id="results">${results(list, query, today)}</div>
		</section>`;
}

/** More would hide the list. */
const TO_DO_SHOWN = 3;

function toDo(mine: Line[], query: ListQuery): Markup | "" {
	if (query.mine) return "";
	const others = mine.length - TO_DO_SHOWN;
	const more = html`<p class="more"><a href="${addressOf({ mine: true })}">${
		others === 1
			? "Voir l’autre convention qui vous attend"
			: `Voir les ${others} autres conventions qui vous attendent`
	}</a></p>`;
	return html`<section class="to-do" aria-labelledby="to-do-title">
		<h2 id="to-do-title">À vous de jouer</h2>
		<ul role="list">${mine.slice(0, TO_DO_SHOWN).map(toDoCard)}</ul>
		${others > 0 ? more : ""}
	</section>`;
}

function toDoCard(line: Line): Markup {
	const { id, title, phase } = line;
	return html`<li>
		<h3><a href="/conventions/${id}">${shownTitle(title)}</a></h3>
		<p>${said(taskOf(line)?.sentence ?? "")}</p>
		${
			isWritten(phase)
				? html`<a class="primary" href="/conventions/${id}#a-completer">Compléter<bdi class="unseen"> ${title}</bdi></a>`
				: html`<a class="primary" href="/conventions/${id}#etape">Ouvrir<bdi class="unseen"> ${title}</bdi></a>`
		}
	</li>`;
}

/** No line begins with the dot that parts a title. */
const shownTitle = (title: string) => raw(wordsHtml(typeset(title).replaceAll(" ·", "\u00A0·")));

/** A sentence with people's words in it. */
const said = (sentence: string) => raw(wordsHtml(typeset(sentence)));

const SORT_WORDS: Record<Sort, string> = {
	changed: "Modifiées récemment",
	title: "Par titre",
	deadline: "Par échéance",
	progress: "Les moins avancées",
};

type Choice = [value: string | number, label: string];

function filters({ phases, parties, years }: List["choices"], query: ListQuery): Markup {
	const phaseChoices = phases.map((phase): Choice => [phase, phaseWords(phase)]);
	const partyChoices = parties.map(({ id, name }): Choice => [id, name]);
	const yearChoices = years.map((year): Choice => [year, String(year)]);
	return html`<form class="filters" action="/" method="get" role="search" aria-label="Mes conventions">
		${query.mine ? html`<input type="hidden" name="mine" value="1">` : ""}
		<label class="find-field"><span>Rechercher</span>
			<input type="search" name="q" value="${query.q}" autocomplete="off" spellcheck="false" maxlength="200"
				placeholder="Titre, territoire ou partie"></label>
		${select("phase", "Étape", "Toutes", phaseChoices, query.phase)}
		${select("party", "Partie", "Toutes", partyChoices, query.party)}
		${select("year", "Année", "Toutes", yearChoices, query.year)}
		${select("sort", "Trier", null, Object.entries(SORT_WORDS), query.sort)}
		<label class="tick"><input type="checkbox" name="expiring" value="6m"${query.expiring ? raw(" checked") : ""}>
			<span>Prend fin dans les six mois</span></label>
		<button class="without-program">Rechercher</button>
	</form>`;
}

/** Nothing to choose from is no question; what the address asks for is shown all the same. */
function select(name: string, label: string, any: string | null, choices: Choice[], chosen: unknown): Markup | "" {
	if (any !== null && choices.length < 2 && chosen === null) return "";
	const options = choices.map(
		([value, words]) =>
			html`<option value="${value}"${String(chosen) === String(value) ? raw(" selected") : ""}>${words}</option>`,
	);
	return html`<label><span>${label}</span><select name="${name}">
		${any === null ? "" : html`<option value="">${any}</option>`}${options}</select></label>`;
}

function results({ page: shown, total, choices }: List, query: ListQuery, today: string): Markup {
	const { lines = [], count = 0, next = null } = shown ?? {};
	const ofAll = narrows(query) ? ` sur ${total}` : "";
	return html`<p class="count" role="status" id="count">${counted(count)}${ofAll}</p>
		${count === 0 ? nothingFound(query, choices) : html`<ul class="rows" role="list">${lines.map((line) => row(line, today))}</ul>`}
		${next ? html`<p class="next"><a class="secondary" href="${addressOf({ ...query, after: next })}">Afficher la suite</a></p>` : ""}`;
}

const counted = (count: number) =>
	count === 0 ? "Aucune convention" : count === 1 ? "Une convention" : `${count} conventions`;

function row(line: Line, today: string): Markup {
	const { id, title, phase, model, summary, changedAt } = line;
	const name = modelOf(model)?.shortTitle ?? model;
	const kind = [summary?.territory, [name, yearsOf(summary)].filter(Boolean).join(" ")].filter(Boolean).join(" · ");
	const deadline = nextDeadline(line, today);
	const turn = shortTurn(line, today);
	return html`<li data-id="${id}">
		<h3><a href="/conventions/${id}">${shownTitle(title)}</a></h3>
		<p class="phase" data-phase="${phase}">${phaseWords(phase)}</p>
		<p class="kind">${said(kind)}</p>
		${summary ? html`<p class="with">${said(partiesSentence(summary.parties))}</p>` : ""}
		${summary && isWritten(phase) ? progress(summary) : ""}
		${turn ? html`<p class="whose${taskOf(line) ? " mine" : ""}">${said(turn)}</p>` : ""}
		<p class="days">${deadline ? html`<span>${said(deadlineSentence(deadline))}</span>` : ""}
			<span>Modifiée le ${shownDay(parisDay(new Date(changedAt)))}</span></p>
	</li>`;
}

function progress({ done, total }: { done: number; total: number }): Markup {
	const percent = total === 0 ? 100 : Math.round((100 * done) / total);
	return html`<p class="progress"><span class="track" style="--done: ${percent}%" aria-hidden="true"></span>
		<span>${done} sur ${total}<span class="unseen"> éléments remplis</span></span></p>`;
}

/** How to widen what found nothing: each condition can be taken back. */
function nothingFound(query: ListQuery, { parties }: List["choices"]): Markup {
	const party = parties.find(({ id }) => id === query.party)?.name ?? query.party;
	const conditions: [boolean, string, Partial<ListQuery>][] = [
		[query.q !== "", `les mots « ${query.q} »`, { q: "" }],
		[query.phase !== null, `l'étape « ${query.phase && phaseWords(query.phase)} »`, { phase: null }],
		[query.party !== null, `la partie « ${party} »`, { party: null }],
		[query.year !== null, `l'année ${query.year}`, { year: null }],
		[query.expiring, "la fin dans les six mois", { expiring: false }],
		[query.mine, "ce qui vous attend", { mine: false }],
	];
	const set = conditions.filter(([isSet]) => isSet);
	const links = set.map(
		([, words, without]) =>
			html`<li><a href="${addressOf({ ...query, after: null, ...without })}">Sans ${said(words)}</a></li>`,
	);
	return html`<div class="card empty">
		<p>Aucune de vos conventions ne réunit tout cela. Retirez une condition :</p>
		<ul>${links}${set.length > 1 ? html`<li><a href="/">Voir toutes mes conventions</a></li>` : ""}</ul>
	</div>`;
}
