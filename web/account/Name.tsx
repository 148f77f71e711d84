import { type FormEvent, useState } from "react";
import { ask, type Problem } from "../api.ts";
import { TextField } from "../around/FormField.tsx";
import { Alone } from "../around/Page.tsx";
import { LEAVING, Submit, useWaiting } from "../around/Press.tsx";
import { problemIn, Trouble } from "../around/Trouble.tsx";

/** A person who comes for the first time says their name before they go on. */
export function AskForName({ to }: { to: string }) {
	const [first, setFirst] = useState("");
	const [last, setLast] = useState("");
	const [problem, setProblem] = useState<Problem | null>(null);
	const [waiting, run] = useWaiting();
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (!first.trim()) return setProblem({ code: "missing", field: "first", message: "Écrivez votre prénom." });
		if (!last.trim()) return setProblem({ code: "missing", field: "last", message: "Écrivez votre nom." });
		void run(async () => {
			const { problem } = await ask("PATCH", "/api/account", { name: `${first} ${last}` });
			setProblem(problem);
			if (problem) return null;
			location.replace(to);
			return LEAVING;
		});
	};
	return (
		<Alone title="Comment vous appelez-vous ?" arrives>
			<p>Votre nom se lit à côté de ce que vous écrivez, et au journal de chaque convention.</p>
			<form noValidate onSubmit={submit}>
				<div className="pair">
					<TextField
						label="Prénom"
						autoComplete="given-name"
						value={first}
						onChange={setFirst}
						problem={problemIn(problem, "first")}
					/>
					<TextField
						label="Nom"
						autoComplete="family-name"
						value={last}
						onChange={setLast}
						problem={problemIn(problem, "last")}
					/>
				</div>
				<Trouble problem={problem} fields={["first", "last"]} />
				<Submit waiting={waiting}>Continuer</Submit>
			</form>
		</Alone>
	);
}
