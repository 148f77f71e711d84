import { useState } from "react";
import type { Visit, Visits as VisitList } from "../../shared/page/convention.ts";
import type { PartyPeople } from "../../shared/page/people.ts";
import { shownDay } from "../../shared/text/field.ts";
import { ask, type Problem } from "../api.ts";
import { Trouble } from "../around/Trouble.tsx";

/** Who opened the convention, day by day, the last first: for those who coordinate it, once they ask. */
export function Visits({ path, parties }: { path: string; parties: PartyPeople[] }) {
	const [visits, setVisits] = useState<Visit[] | null>(null);
	const [problem, setProblem] = useState<Problem | null>(null);
	const look = async (isOpen: boolean) => {
		if (!isOpen) return;
		const { value, problem } = await ask<VisitList>("GET", `${path}/openings`);
		setProblem(problem);
		if (value) setVisits(value.openings);
	};
	const days = new Map<string, Visit[]>();
	for (const visit of visits ?? []) days.set(visit.day, [...(days.get(visit.day) ?? []), visit]);
	const partyOf = (id: string) => parties.find((party) => party.id === id)?.name ?? "ne participe plus";
	return (
		<section aria-labelledby="openings">
			<h2 id="openings">Qui l’a ouverte</h2>
			<details onToggle={({ currentTarget }) => void look(currentTarget.open)}>
				<summary>Voir qui a ouvert la convention, jour par jour</summary>
				<Trouble problem={problem} />
				{visits?.length === 0 && <p>Personne ne l’a encore ouverte.</p>}
				{[...days].map(([day, ofDay]) => (
					<div key={day}>
						<h3>{shownDay(day)}</h3>
						<ul>
							{ofDay.map(({ person, name, party, times }) => (
								<li key={person}>
									<bdi>{name}</bdi> (<bdi>{partyOf(party)}</bdi>){times > 1 && `, ${times} fois`}
								</li>
							))}
						</ul>
					</div>
				))}
				<p className="hint">Gardé un an ; chacun voit dans son compte ce qui est noté de lui.</p>
			</details>
		</section>
	);
}
