import { useEffect, useState } from "react";
import { capital } from "../../../shared/french.ts";
import type { VersionChange } from "../../../shared/page/convention.ts";
import { typeset } from "../../../shared/text/typography.ts";
import { stretches } from "../../../shared/version/words.ts";
import type { Problem } from "../../api.ts";
import { Trouble } from "../../around/Trouble.tsx";
import { useConvention } from "../context.ts";
import { partNames } from "../controls/cards.ts";
import { changes as askChanges } from "./acts.ts";
import { type InDialog, Title } from "./Dialog.tsx";

/** Two versions side by side, by part. */
export function Compare({ number, since }: InDialog & { number: number; since: number }) {
	return (
		<>
			<Title>
				De la version {since} à la version {number}
			</Title>
			<Changes number={number} since={since} nothing="Rien n’a changé : c’est le même texte, à la lettre." />
		</>
	);
}

interface ChangesProps {
	number: number;
	since: number;
	/** Said where both are the same. */
	nothing: string;
}

/** What a version changed since another, part by part, word by word. */
export function Changes({ number, since, nothing }: ChangesProps) {
	const { page } = useConvention();
	const { id } = page.convention;
	const [changes, setChanges] = useState<VersionChange[] | null>(null);
	const [problem, setProblem] = useState<Problem | null>(null);
	useEffect(() => {
		let isLeft = false;
		void askChanges(id, number, since).then(({ value, problem }) => {
			if (isLeft) return;
			setProblem(problem);
			setChanges(value?.changes ?? null);
		});
		return () => {
			isLeft = true;
		};
	}, [id, number, since]);
	if (problem) return <Trouble problem={problem} />;
	if (changes === null) return <p role="status">Comparaison…</p>;
	const byPart = [...Map.groupBy(changes, ({ part }) => part)];
	return (
		<>
			<p role="status">{typeset(changes.length === 0 ? nothing : counted(changes.length))}</p>
			{byPart.map(([part, all]) => (
				<section key={part} className="change-part">
					<h4>
						<PartName part={part} />
					</h4>
					<ul>
						{all.map((change, at) => (
							// biome-ignore lint/suspicious/noArrayIndexKey: versions never change, and neither does this list.
							<Change key={at} change={change} />
						))}
					</ul>
				</section>
			))}
		</>
	);
}

const counted = (count: number) => (count === 1 ? "Un changement." : `${count} changements.`);

function PartName({ part }: { part: string }) {
	const { replica } = useConvention();
	const found = replica.reading.text.parts.find(({ id }) => id === part);
	const name = part === "notes" ? "notes" : partNames(found).partInFull;
	return typeset([capital(name), found?.label ? found.title : null].filter(Boolean).join(" · ")) || "Convention";
}

const KINDS: Record<VersionChange["kind"], string> = {
	insertBlock: "Ajouté",
	deleteBlock: "Supprimé",
	replaceBlock: "Modifié",
	insertRow: "Ligne ajoutée",
	deleteRow: "Ligne supprimée",
	format: "Mise en forme",
	field: "Champ modifié",
};

function Change({ change: { kind, label, before, after } }: { change: VersionChange }) {
	return (
		<li data-kind={kind}>
			<p className="change-kind">{label ? typeset(`${capital(label)}`) : KINDS[kind]}</p>
			{kind === "format" ? (
				<p>{typeset(after ?? "Présentation de cette partie.")}</p>
			) : kind === "field" ? (
				<p>
					<Struck text={before ?? ""} /> <Added text={after ?? ""} />
				</p>
			) : (
				<p>
					{stretches(before ?? "", after ?? "").map(({ is, text }, at) =>
						is === "removed" ? (
							// biome-ignore lint/suspicious/noArrayIndexKey: the same words in the same order at each drawing.
							<Struck key={at} text={text} />
						) : is === "added" ? (
							// biome-ignore lint/suspicious/noArrayIndexKey: as above.
							<Added key={at} text={text} />
						) : (
							typeset(text)
						),
					)}
				</p>
			)}
		</li>
	);
}

/** Heard as what it is: most screen readers pass over the element alone. */
const Struck = ({ text }: { text: string }) => (
	<del>
		<span className="unseen">[supprimé{"\u00A0"}: </span>
		{typeset(text)}
		<span className="unseen">]</span>
	</del>
);

const Added = ({ text }: { text: string }) => (
	<ins>
		<span className="unseen">[ajouté{"\u00A0"}: </span>
		{typeset(text)}
		<span className="unseen">]</span>
	</ins>
);
