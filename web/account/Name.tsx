import { type FormEvent, useState } from "react";
import { ask, type Problem } from "../api.ts";
import { Heading } from "./Heading.tsx";
import { TextField } from "./TextField.tsx";

/** The address of its own that AskForName has. */
export const NameScreen = AskForName;

/** Who comes for the first time says their name before they go on. */
export function AskForName({ to }: { to: string }) {
	const [first, setFirst] = useState("");
	const [last, setLast] = useState("");
	const [problem, setProblem] = useState<{ of: "first" | "last" | "both"; problem: Problem } | null>(null);
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		if (!first.trim())
			return setProblem({ of: "first", problem: { code: "missing", message: "Écrivez votre prénom." } });
		if (!last.trim()) return setProblem({ of: "last", problem: { code: "missing", message: "Écrivez votre nom." } });
		const { problem } = await ask("PATCH", "/api/account", { name: `${first} ${last}` });
		if (problem) setProblem({ of: "both", problem });
		else location.replace(to);
	};
	const of = (field: "first" | "last") => (problem?.of === field ? problem.problem : null);
	return (
		<>
			<Heading>Comment vous appelez-vous ?</Heading>
			<p>Votre nom se lit à côté de ce que vous écrivez, et au journal de chaque convention.</p>
			<form noValidate onSubmit={submit}>
				<div className="pair">
					<TextField label="Prénom" autoComplete="given-name" value={first} onChange={setFirst} problem={of("first")} />
					<TextField label="Nom" autoComplete="family-name" value={last} onChange={setLast} problem={of("last")} />
				</div>
				{problem?.of === "both" && (
					<p role="alert" className="wrong">
						{problem.problem.message}
					</p>
				)}
				<button type="submit" className="primary">
					Continuer
				</button>
			</form>
		</>
	);
}
