import { type FormEvent, type ReactNode, useState } from "react";
import type { Role } from "../../shared/access.ts";
import { ask, type Problem } from "../api.ts";
import { problemIn, RoleChoice, TextBox, Trouble } from "./fields.tsx";

interface InviteFormProps {
	path: string;
	/** For whom: a party that is there, or an organisation that becomes one. */
	to: { party: string } | { organisation: object };
	/** The first of a party coordinates it: their roles are to be chosen with that in mind. */
	isFirst: boolean;
	onSent: (done: string) => void;
	/** What is asked before: of the organisation. */
	children?: (problem: Problem | null) => ReactNode;
}

/** Invites somebody to a convention by mail. */
export function InviteForm({ path, to, isFirst, onSent, children }: InviteFormProps) {
	const usual: Role[] = isFirst ? ["coordinates", "drafts"] : ["drafts"];
	const [email, setEmail] = useState("");
	const [title, setTitle] = useState("");
	const [roles, setRoles] = useState(usual);
	const [problem, setProblem] = useState<Problem | null>(null);
	const [waiting, setWaiting] = useState(false);
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		if (waiting) return;
		setWaiting(true);
		const { problem } = await ask("POST", `${path}/invitations`, { email, title, roles, ...to });
		setWaiting(false);
		setProblem(problem);
		if (problem) return;
		onSent(`Invitation envoyée à ${email.trim()}.`);
		setEmail("");
		setTitle("");
		setRoles(usual);
	};
	return (
		<form className="inset" noValidate onSubmit={submit}>
			{children?.(problem)}
			<TextBox
				label="Adresse e-mail"
				hint="L’invitation vaut pour cette adresse seulement, pendant 14 jours."
				type="email"
				autoComplete="off"
				value={email}
				onChange={setEmail}
				problem={problemIn(problem, "email")}
			/>
			<TextBox
				label="Fonction"
				hint="Facultatif. Par exemple : Maire."
				value={title}
				onChange={setTitle}
				autoComplete="off"
			/>
			<RoleChoice
				legend="Ce que fera cette personne"
				roles={roles}
				onChange={setRoles}
				problem={problemIn(problem, "roles")}
			/>
			<Trouble problem={problem} fields={["email", "roles", "siret", "organisation.name"]} />
			<button type="submit" className="primary" aria-disabled={waiting}>
				Envoyer l’invitation
			</button>
		</form>
	);
}
