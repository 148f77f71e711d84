import { useState } from "react";
import type { DemoPage } from "../../shared/page/demo.ts";
import { ROLE_WORDS } from "../../shared/people/role.ts";
import { becomePerson, type Problem } from "../api.ts";
import { Avatar } from "../around/Avatar.tsx";
import { Page } from "../around/Page.tsx";
import { LEAVING, Press } from "../around/Press.tsx";
import { Trouble } from "../around/Trouble.tsx";

/** Choosing who to be: each button opens the convention as that person. */
export function Demo({ page: { demo } }: { page: DemoPage }) {
	const [problem, setProblem] = useState<Problem | null>(null);
	const first = demo.conventions[0];
	const become = async ({ id, roles }: Person) => {
		const refused = await becomePerson(id);
		setProblem(refused);
		if (refused) return null;
		location.assign(first && roles.length > 0 ? `/conventions/${first.id}` : "/");
		return LEAVING;
	};
	return (
		<Page
			title="Démonstration"
			about="Choisissez qui vous êtes. Dans un second navigateur, choisissez quelqu’un d’autre : vous écrirez la même convention, ensemble. Les personnes et les textes sont inventés."
		>
			<Trouble problem={problem} />
			{[...groupByParty(demo.people)].map(([party, people]) => (
				<section key={party} className="whom">
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
		</Page>
	);
}

type Person = DemoPage["demo"]["people"][number];

function PersonCard({
	person: { id, name, party, roles },
	onChoose,
}: {
	person: Person;
	onChoose: () => Promise<unknown>;
}) {
	return (
		<li>
			<Press onPress={onChoose}>
				<Avatar person={id} name={name} kind={kindOf(party)} />
				<bdi className="name">{name}</bdi>
				<span className="roles">
					{roles.map((role) => ROLE_WORDS[role]).join(", ") || "sans rôle dans cette convention"}
				</span>
			</Press>
		</li>
	);
}

function groupByParty(people: Person[]): Map<string, Person[]> {
	const groups = new Map<string, Person[]>();
	for (const person of people) groups.set(person.organisation, [...(groups.get(person.organisation) ?? []), person]);
	return groups;
}

const kindOf = (party: string) => (party === "caf" ? "caf" : "commune");
