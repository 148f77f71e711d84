import { type FormEvent, useState } from "react";
import type { SignedUp } from "../../shared/page/organisation.ts";
import { departments } from "../../shared/party/departments.ts";
import { cafNames, KIND_WORDS, USUAL_ALIAS } from "../../shared/party/organisation.ts";
import type { PartyKind } from "../../shared/party/party.ts";
import { ask, type Problem } from "../api.ts";
import { Choice, TextField } from "../around/FormField.tsx";
import { Alone } from "../around/Page.tsx";
import { LEAVING, Submit, useWaiting } from "../around/Press.tsx";
import { problemIn, Trouble } from "../around/Trouble.tsx";

const KINDS = Object.entries(KIND_WORDS) as [PartyKind, string][];
const DEPARTMENTS: [string, string][] = [
	["", "Choisissez"],
	...departments.map(({ code, name }): [string, string] => [code, `${code} · ${name}`]),
];
const FIELDS = [
	"siret",
	"name",
	"department",
	"organisation.department",
	"organisation.name",
	"organisation.shortName",
];

/** Where an organisation signs up. What a Caf is called follows from its department. */
export function SignUp({ name: known }: { name: string }) {
	const [body, setBody] = useState({
		kind: "caf" as PartyKind,
		department: "",
		name: "",
		shortName: "",
		alias: "la Caf",
		siret: "",
	});
	const [title, setTitle] = useState("");
	const [name, setName] = useState("");
	const [problem, setProblem] = useState<Problem | null>(null);
	const [waiting, run] = useWaiting();
	const change = (changed: Partial<typeof body>) => setBody({ ...body, ...changed });
	const chooseKind = (kind: PartyKind) =>
		change({ kind, alias: USUAL_ALIAS[kind], ...(kind === "caf" ? cafNames(body.department) : {}) });
	const chooseDepartment = (department: string) =>
		change({ department, ...(body.kind === "caf" ? cafNames(department) : {}) });
	const signUp = async () => {
		const organisation = { ...body, department: body.department || null };
		const { value, problem } = await ask<SignedUp>("POST", "/api/organisations", {
			organisation,
			title,
			...(name.trim() ? { name } : {}),
		});
		setProblem(problem && inWords(problem));
		if (!value) return null;
		location.assign(`/organisations/${value.id}`);
		return LEAVING;
	};
	const submit = (event: FormEvent) => {
		event.preventDefault();
		void run(signUp);
	};
	const wrong = (field: string) => problemIn(problem, field);
	return (
		<Alone title="Inscrire votre organisme">
			<p>C’est ainsi que commence une Caf. Une commune n’en a pas besoin&nbsp;: sa Caf l’invite à sa convention.</p>
			<form noValidate onSubmit={submit}>
				<Choice label="Organisme" value={body.kind} choices={KINDS} onChange={chooseKind} />
				<Choice
					label="Département"
					value={body.department}
					choices={DEPARTMENTS}
					onChange={chooseDepartment}
					problem={wrong("department") ?? wrong("organisation.department")}
				/>
				<TextField
					label="Nom en entier"
					hint="Tel qu’il suit « Entre » en tête d’une convention."
					autoComplete="organization"
					value={body.name}
					onChange={(name) => change({ name })}
					problem={wrong("organisation.name")}
				/>
				<TextField
					label="Nom court"
					value={body.shortName}
					onChange={(shortName) => change({ shortName })}
					problem={wrong("organisation.shortName")}
				/>
				<TextField
					label="Numéro SIRET"
					hint="14 chiffres, avec ou sans espaces."
					inputMode="numeric"
					autoComplete="off"
					value={body.siret}
					onChange={(siret) => change({ siret })}
					problem={wrong("siret")}
				/>
				{known === "" && (
					<TextField
						label="Votre prénom et votre nom"
						autoComplete="name"
						value={name}
						onChange={setName}
						problem={wrong("name")}
					/>
				)}
				<TextField
					label="Votre fonction"
					hint="Par exemple : Directrice générale."
					autoComplete="organization-title"
					value={title}
					onChange={setTitle}
				/>
				<Trouble problem={problem} fields={FIELDS} />
				<Submit waiting={waiting}>{body.kind === "caf" ? "Inscrire la Caf" : "Inscrire l’organisme"}</Submit>
			</form>
		</Alone>
	);
}

/** What the server misses, in the words of this page. */
function inWords(problem: Problem): Problem {
	if (problem.code !== "invalidField") return problem;
	const words: Record<string, string> = {
		"organisation.name": "Écrivez le nom de l’organisme en entier.",
		"organisation.shortName": "Écrivez le nom court de l’organisme.",
		"organisation.siret": "Écrivez le numéro SIRET : 14 chiffres.",
	};
	const field = problem.field === "organisation.siret" ? "siret" : problem.field;
	return { ...problem, ...(field ? { field } : {}), message: words[problem.field ?? ""] ?? problem.message };
}
