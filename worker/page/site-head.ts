import { html } from "hono/html";
import { organisationsOfPerson } from "../directory/membership.ts";
import type { Organisation } from "../directory/organisation.ts";
import type { Ask } from "../http/ask.ts";
import { isDemonstration } from "../sign-in/demonstration.ts";
import { sessionOf } from "../sign-in/session.ts";

/** The head of every page around the conventions; for somebody signed in, with who they are and the ways out. */
export async function siteHead(context: Ask) {
	const session = await sessionOf(context);
	if (!session) return nobodysHead;
	const organisations = await organisationsOfPerson(context.env.DB, session.person);
	return html`${skip}
		<header class="site-head">
			${brand}
			<nav aria-label="Mon compte">
				<a class="who" href="/compte"><bdi>${session.name || session.email}</bdi><span class="unseen"> : mon compte</span></a>
				${place(organisations)}
				${isDemonstration(context.env) ? html`<a href="/demo">Démonstration</a>` : ""}
				<form action="/deconnexion" method="post"><button>Se déconnecter</button></form>
			</nav>
		</header>`;
}

/** Where they work: the way to one's own organisation, or to the list of several. */
function place([first, ...others]: Organisation[]) {
	if (!first) return "";
	if (others.length === 0)
		return html`<a class="place" href="/organisations/${first.id}"><bdi>${first.shortName}</bdi></a>`;
	const more = others.length === 1 ? "un autre" : `${others.length} autres`;
	return html`<a class="place" href="/compte#organismes"><bdi>${first.shortName}</bdi> et ${more}</a>`;
}

const skip = html`<a class="skip" href="#main">Aller au contenu</a>`;
const brand = html`<a class="brand" href="/">Copacte<span class="unseen"> : accueil</span></a>`;

/** The same, asking nobody who it is for. */
export const nobodysHead = html`${skip}
	<header class="site-head">${brand}</header>`;
