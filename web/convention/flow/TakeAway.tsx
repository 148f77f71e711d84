import { useState } from "react";
import { deliberates } from "../../../shared/party/council.ts";
import { typeset } from "../../../shared/text/typography.ts";
import type { Version } from "../../../shared/version/version.ts";
import { type Problem, unreachable } from "../../api.ts";
import { Press } from "../../around/Press.tsx";
import { Trouble } from "../../around/Trouble.tsx";
import { useConvention } from "../context.ts";
import { download, type Export, exportOf } from "./acts.ts";
import type { Standing } from "./standing.ts";

/** What a body with a council takes away: what is laid before it, then what the contrôle de légalité is sent (R28). */
export function TakeAway({ version, standing: { me, parties } }: { version: Version; standing: Standing }) {
	const { page } = useConvention();
	const [problem, setProblem] = useState<Problem | null>(null);
	const [said, say] = useState("");
	const own = parties.find(({ id }) => id === me.party);
	if (own === undefined || !deliberates(own.kind)) return null;
	const take = (what: Export) => async () => {
		const refused = await download(exportOf(page.convention.id, version.number, own.id, what)).catch(() => unreachable);
		setProblem(refused);
		say(refused ? "" : "Téléchargé.");
	};
	return (
		<>
			<p className="version-ways">
				<Press className="way" onPress={take("dossier")}>
					Dossier du conseil
				</Press>
				{version.state !== "submitted" && (
					<Press className="way" onPress={take("actes")}>
						Export pour la préfecture
					</Press>
				)}
				<span className="unseen" role="status">
					{typeset(said)}
				</span>
			</p>
			<Trouble problem={problem} />
		</>
	);
}
