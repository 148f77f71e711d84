import { useEffect, useState, useSyncExternalStore } from "react";
import { refusesOutright } from "../../../shared/access.ts";
import type { ConventionPage } from "../../../shared/page/convention.ts";
import type { Replica } from "../live/replica.ts";

interface RightsProps {
	page: ConventionPage;
	replica: Replica;
	onPage: (page: ConventionPage) => void;
}

/** Lets the page follow when somebody changes who takes part, and tells the person when it changes what they may do. */
export function Rights({ page, replica, onPage }: RightsProps) {
	const notice = useSyncExternalStore(replica.room.subscribe, () => replica.room.people);
	const [told, setTold] = useState("");
	useEffect(() => {
		if (notice === null || notice.me === page.me) return;
		const { me, people } = notice;
		const words = changeOf(mayWrite(page), mayWrite({ ...page, me }));
		if (words) setTold(words);
		onPage({ ...page, me, convention: { ...page.convention, people } });
	}, [notice, page, onPage]);
	if (told === "") return null;
	return (
		<div className="problem" role="status">
			<p>{told}</p>
			<button type="button" onClick={() => setTold("")}>
				Fermer
			</button>
		</div>
	);
}

const mayWrite = ({ me, convention }: ConventionPage) => refusesOutright(me, "write", convention.phase) === null;

function changeOf(before: boolean, after: boolean): string | null {
	if (before === after) return null;
	return after
		? "Votre rôle a changé : vous pouvez maintenant écrire ici."
		: "Votre rôle a changé : vous pouvez lire ce texte, sans y écrire. Ce que vous aviez écrit y reste.";
}
