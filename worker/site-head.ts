import { html } from "hono/html";
import { isDemonstration } from "./demo.ts";
import type { Organisation } from "./directory.ts";

/** The head of every page around the conventions: who one is, and the ways out. */
export function siteHead(env: Env, name: string, organisations: Pick<Organisation, "shortName">[]) {
	const [first, ...others] = organisations;
	const more = others.length > 0 ? ` et ${others.length === 1 ? "un autre" : `${others.length} autres`}` : "";
	return html`<a class="skip" href="#main">Aller au contenu</a>
		<header class="site-head">
			<a class="brand" href="/">Copacte<span class="unseen"> : mes conventions</span></a>
			<nav aria-label="Mon compte">
				<a class="who" href="/compte"><strong>${name}</strong>
					${first ? html`<span>${first.shortName}${more}</span>` : ""}</a>
				${isDemonstration(env) ? html`<a href="/demo">Changer de personne</a>` : ""}
				<form action="/deconnexion" method="post"><button>Se déconnecter</button></form>
			</nav>
		</header>`;
}
