import { useState } from "react";
import type { LinkingBegun, LinkingPage } from "../../shared/page/account.ts";
import { ask, type Problem } from "../api.ts";
import { Alone } from "../around/Page.tsx";
import { LEAVING, Press } from "../around/Press.tsx";
import { Trouble } from "../around/Trouble.tsx";

/** Lets somebody who is signed in have ProConnect sign them in from then on, or says that it does. */
export function Linking({ page: { linking } }: { page: LinkingPage }) {
	const [problem, setProblem] = useState<Problem | null>(null);
	if (linking.linked) {
		return (
			<Alone title="ProConnect est relié à votre compte">
				<p>La prochaine fois, vous pourrez entrer avec ProConnect, sans attendre d’e-mail.</p>
				<a className="primary" href="/">
					Aller à mes conventions
				</a>
			</Alone>
		);
	}
	const go = async () => {
		const { value, problem } = await ask<LinkingBegun>("POST", "/api/account/proconnect");
		setProblem(problem);
		if (!value) return null;
		location.assign(value.url);
		return LEAVING;
	};
	return (
		<Alone title="Relier ProConnect à votre compte">
			<p>
				Vous pourrez ensuite entrer avec ProConnect, sans attendre d’e-mail. Votre nom, vos conventions et ce que vous
				pouvez y faire restent les mêmes.
			</p>
			<div className="acts">
				<Press className="primary" onPress={go}>
					Continuer avec ProConnect
				</Press>
				<a className="plain" href="/compte">
					Pas maintenant
				</a>
			</div>
			<Trouble problem={problem} />
		</Alone>
	);
}
