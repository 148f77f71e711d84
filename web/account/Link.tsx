import { useState } from "react";
import { destinationOf, TO } from "../../shared/account/destination.ts";
import type { Door, Entered } from "../../shared/page/account.ts";
import { typeset } from "../../shared/text/typography.ts";
import { ask, type Problem } from "../api.ts";
import { Alone } from "../around/Page.tsx";
import { LEAVING, Press } from "../around/Press.tsx";
import { Trouble } from "../around/Trouble.tsx";
import { AskForLink, Sent } from "./AskForLink.tsx";
import { AskForName } from "./Name.tsx";

/** What the link of a mail holds after its "#". */
function readLink(): { token: string; to: string } {
	const [token = "", ...rest] = location.hash.slice(1).split("&");
	return { token, to: destinationOf(new URLSearchParams(rest.join("&")).get(TO)) };
}

/** Where the link of a mail leads: nothing happens until the person says so. */
export function LinkScreen({ door }: { door: Door }) {
	const [{ token, to }] = useState(readLink);
	const [state, setState] = useState<"ready" | "nameless">("ready");
	const [problem, setProblem] = useState<Problem | null>(token ? null : INCOMPLETE);
	const [sentTo, setSentTo] = useState<string | null>(null);
	const enter = async () => {
		const { value, problem } = await ask<Entered>("POST", "/api/sign-in/token", { token });
		if (problem) {
			setProblem(problem);
			return;
		}
		// The link has served: it need not stay in this browser's history.
		if (value?.isNamed) {
			location.replace(to);
			return LEAVING;
		}
		history.replaceState(null, "", `/connexion/nom?${new URLSearchParams({ [TO]: to })}`);
		setState("nameless");
	};
	if (sentTo !== null) return <Sent email={sentTo} door={{ ...door, to }} onOther={() => setSentTo(null)} />;
	if (state === "nameless") return <AskForName to={to} />;
	if (problem && GONE.includes(problem.code)) {
		return (
			<Alone title="Ce lien ne sert plus" arrives>
				<p>{typeset(problem.message)}</p>
				<AskForLink to={to} onSent={setSentTo} />
			</Alone>
		);
	}
	return (
		<Alone title="Entrer dans Copacte">
			<p>Vous avez demandé à entrer. Il ne reste qu’à le confirmer, sur cet appareil.</p>
			<Press className="primary" onPress={enter}>
				Entrer dans Copacte
			</Press>
			<Trouble problem={problem} />
		</Alone>
	);
}

const INCOMPLETE: Problem = {
	code: "linkIncomplete",
	message: "Il a été coupé en chemin. Copiez-le en entier depuis le message, ou demandez-en un nouveau.",
};
/** What only a new link helps against. */
const GONE = ["linkSpent", "linkIncomplete", "invalidField"];
