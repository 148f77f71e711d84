import { useState } from "react";
import type { Role } from "../../shared/access.ts";
import { becomePerson, type Problem } from "../api.ts";
import type { DemoPage } from "../bootstrap.ts";
import { Avatar } from "../convention/frame/Present.tsx";

const ROLE_WORDS: Record<Role, string> = {
	coordinates: "coordonne",
	drafts: "rédige",
	reads: "lit",
	signs: "signe",
	approves: "valide",
};

/** Choosing who to be: each button opens the convention as that person. */
export function Demo({ page: { demo } }: { page: DemoPage }) {
	const [problem, setProblem] = useState<Problem | null>(null);
	const first = demo.conventions[0];
	const become = async ({ id, roles }: Person) => {
		const refused = await becomePerson(id);
		if (refused) setProblem(refused);
		else location.assign(first && roles.length > 0 ? `/conventions/${first.id}` : "/");
	};
	return (
		<main className="simple wide">
			<p className="brand">Copacte</p>
			<h1>Démonstration</h1>
			<p>
				Choisissez qui vous êtes. Ouvrez un second navigateur et choisissez quelqu’un d’autre : vous écrirez la même
				convention, ensemble. Les personnes et les textes sont inventés.
			</p>
			{problem && <p role="alert">{problem.message}</p>}
			{[...groupByParty(demo.people)].map(([party, people]) => (
				<section key={party} className="people">
					<h2>{party}</h2>
					<ul>
						{people.map((person) => (
							<PersonCard key={person.id} person={person} onChoose={() => become(person)} />
						))}
					</ul>
				</section>
			))}
			<p className="aside">
				Les messages que Copacte enverrait sont dans la <a href="/demo/outbox">boîte d’envoi</a>.
			</p>
		</main>
	);
}

type Person = DemoPage["demo"]["people"][number];

function PersonCard({ person: { id, name, party, roles }, onChoose }: { person: Person; onChoose: () => void }) {
	return (
		<li>
			<button type="button" onClick={onChoose}>
				<Avatar person={id} name={name} kind={kindOf(party)} />
				<span className="name">{name}</span>
				<span className="roles">
					{roles.map((role) => ROLE_WORDS[role]).join(", ") || "sans rôle dans cette convention"}
				</span>
			</button>
		</li>
	);
}

function groupByParty(people: Person[]): Map<string, Person[]> {
	const groups = new Map<string, Person[]>();
	for (const person of people) groups.set(person.organisation, [...(groups.get(person.organisation) ?? []), person]);
	return groups;
}

const kindOf = (party: string) => (party === "caf" ? "caf" : "commune");
