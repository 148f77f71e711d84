import { type FormEvent, useId, useState } from "react";
import { designationOf } from "../../shared/party/agreement.ts";
import type { Party } from "../../shared/party/party.ts";
import { signingSentence } from "../../shared/party/sentence.ts";
import { CIVILITIES, type Civility, MAX_SIGNATORIES, type Signatory } from "../../shared/party/signatory.ts";
import { titleAs, titlesFor } from "../../shared/party/titles.ts";
import type { Member } from "../../shared/people/member.ts";
import { typeset } from "../../shared/text/typography.ts";
import { type Problem, sendSignatories } from "../api.ts";
import { Choice, TextField } from "../around/FormField.tsx";
import { Submit, useWaiting } from "../around/Press.tsx";
import { Trouble } from "../around/Trouble.tsx";

interface SignatoriesFormProps {
	/** Id of the convention. */
	convention: string;
	party: Party;
	/** People of the party, whose names are offered. */
	names: string[];
	onSaved: () => void;
	onCancel: () => void;
}

/** A signatory as they are being described; a new one has no id yet. */
interface Draft extends Signatory {
	key: string;
	/** Their title is none of the usual ones. */
	isFree: boolean;
}

/** Says who signs for a party: one person or several, each with civility, name, title and what delegates it to them. */
export function SignatoriesForm({ convention, party, names, onSaved, onCancel }: SignatoriesFormProps) {
	const [drafts, setDrafts] = useState(() => party.signatories.map((each) => draftOf(each, party)));
	const [problem, setProblem] = useState<Problem | null>(null);
	const [waiting, run] = useWaiting();
	const change = (key: string, to: Partial<Draft>) =>
		setDrafts(drafts.map((draft) => (draft.key === key ? { ...draft, ...to } : draft)));
	const add = () => setDrafts([...drafts, draftOf({ ...NOBODY, title: titlesFor(party.kind, "")[0] ?? "" }, party)]);
	const save = async () => {
		const refused = await sendSignatories(convention, party.id, drafts.map(signatoryOf));
		setProblem(refused);
		if (!refused) onSaved();
	};
	const submit = (event: FormEvent) => {
		event.preventDefault();
		void run(save);
	};
	return (
		<form className="signing" noValidate onSubmit={submit}>
			{drafts.map((draft, at) => (
				<fieldset key={draft.key}>
					<legend>{drafts.length > 1 ? `Signataire ${at + 1}` : "Signataire"}</legend>
					<DraftFields draft={draft} party={party} names={names} onChange={(to) => change(draft.key, to)} />
					{drafts.length > 1 && (
						<button
							type="button"
							className="plain"
							onClick={() => setDrafts(drafts.filter(({ key }) => key !== draft.key))}
						>
							Retirer ce signataire<span className="unseen"> : {draft.name || draft.title}</span>
						</button>
					)}
				</fieldset>
			))}
			{drafts.length < MAX_SIGNATORIES && (
				<button type="button" className="plain" onClick={add}>
					Ajouter un signataire
				</button>
			)}
			<p className="signing-reads">
				<span>On lira{"\u00A0"}:</span>{" "}
				{typeset(`« ${designationOf(party)} ${signingSentence(party, drafts.map(signatoryOf))} »`)}
			</p>
			<Trouble problem={problem} fields={[]} />
			<div className="acts">
				<Submit waiting={waiting}>Enregistrer</Submit>
				<button type="button" className="plain" onClick={onCancel}>
					Annuler
				</button>
			</div>
		</form>
	);
}

interface DraftFieldsProps {
	draft: Draft;
	party: Party;
	names: string[];
	onChange: (to: Partial<Draft>) => void;
}

function DraftFields({ draft, party, names, onChange }: DraftFieldsProps) {
	const id = useId();
	const { civility, name, title, delegation, isFree } = draft;
	const usual = titlesFor(party.kind, civility);
	const titles = isFree || usual.includes(title) ? usual : [title, ...usual];
	return (
		<>
			<div className="pair">
				<Choice<Civility>
					label="Civilité"
					value={civility}
					choices={[["", "Non précisée"], ...CIVILITIES.map((each): [Civility, string] => [each, each])]}
					onChange={(said) => onChange({ civility: said, title: titleAs(party.kind, title, said) })}
				/>
				<TextField
					label="Prénom et nom"
					value={name}
					autoComplete="off"
					autoCapitalize="words"
					list={`${id}-names`}
					onChange={(typed) => onChange({ name: typed })}
				/>
			</div>
			<datalist id={`${id}-names`}>
				{names.map((each) => (
					<option key={each} value={each} />
				))}
			</datalist>
			<Choice
				label="Signe en qualité de"
				value={isFree ? FREE : title}
				choices={[...titles.map((each): [string, string] => [each, typeset(each)]), [FREE, "Une autre qualité…"]]}
				onChange={(chosen) =>
					onChange(chosen === FREE ? { isFree: true, title: "" } : { isFree: false, title: chosen })
				}
			/>
			{isFree && (
				<TextField
					label="Cette qualité"
					hint="Comme dans le bloc de signature : La Conseillère déléguée à la jeunesse."
					value={title}
					autoComplete="off"
					onChange={(typed) => onChange({ title: typed })}
				/>
			)}
			<TextField
				label="Par délégation"
				hint={typeset("Facultatif. Ce qui suit « par délégation » : du Maire, arrêté du 4 mai 2026.")}
				value={delegation}
				autoComplete="off"
				onChange={(typed) => onChange({ delegation: typed })}
			/>
		</>
	);
}

/** The people of a party, those who are to sign first: whose names the form offers. */
export function namesToOffer({ id }: Party, people: Pick<Member, "name" | "party" | "roles">[]): string[] {
	const own = people.filter(({ party }) => party === id);
	const signing = own.filter(({ roles }) => roles.includes("signs"));
	return [...new Set([...signing, ...own].map(({ name }) => name))];
}

/** Among the choices of titles, what is no title. */
const FREE = "";

const NOBODY: Signatory = { id: "", title: "", civility: "", name: "", delegation: "" };

const draftOf = (signatory: Signatory, { kind }: Party): Draft => ({
	...signatory,
	key: signatory.id || crypto.randomUUID(),
	isFree: !titlesFor(kind, "").includes(signatory.title),
});

const signatoryOf = ({ id, title, civility, name, delegation }: Draft): Signatory => ({
	id,
	title: title.trim(),
	civility,
	name: name.trim(),
	delegation: delegation.trim(),
});
