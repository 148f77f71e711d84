import { type FormEvent, useState } from "react";
import { INVITATION_DAYS } from "../../shared/people/invitation.ts";
import type { Role } from "../../shared/people/role.ts";
import { ask, type Problem } from "../api.ts";
import { TextField } from "../around/FormField.tsx";
import { Submit, useWaiting } from "../around/Press.tsx";
import { problemIn, Trouble } from "../around/Trouble.tsx";
import { RoleChoice } from "./RoleChoice.tsx";

interface InviteFormProps {
	path: string;
	/** Id of the one for which somebody is invited. */
	party: string;
	/** The first of a party coordinates it: their roles are to be chosen with that in mind. */
	isFirst: boolean;
	onSent: (done: string) => Promise<void>;
}

/** Invites somebody to a convention by mail. */
export function InviteForm({ path, party, isFirst, onSent }: InviteFormProps) {
	const usual: Role[] = isFirst ? ["coordinates", "drafts"] : ["drafts"];
	const [email, setEmail] = useState("");
	const [title, setTitle] = useState("");
	const [roles, setRoles] = useState(usual);
	const [problem, setProblem] = useState<Problem | null>(null);
	const [waiting, run] = useWaiting();
	const send = async () => {
		const { problem } = await ask("POST", `${path}/invitations`, { email, title, roles, party });
		setProblem(problem);
		if (problem) return;
		await onSent(`Invitation envoyée à ${email.trim()}.`);
		setEmail("");
		setTitle("");
		setRoles(usual);
	};
	const submit = (event: FormEvent) => {
		event.preventDefault();
		void run(send);
	};
	return (
		<form className="inset" noValidate onSubmit={submit}>
			<TextField
				label="Adresse e-mail"
				hint={`L’invitation vaut pour cette adresse seulement, pendant ${INVITATION_DAYS} jours.`}
				type="email"
				autoComplete="off"
				value={email}
				onChange={setEmail}
				problem={problemIn(problem, "email")}
			/>
			<TextField
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
			<Trouble problem={problem} fields={["email", "roles"]} />
			<Submit waiting={waiting}>Envoyer l’invitation</Submit>
		</form>
	);
}
