import { type FormEvent, useState } from "react";
import type { Accepted, Invitee, ReadInvitation } from "../../shared/page/invitation.ts";
import { ask, type Problem } from "../api.ts";
import { TextField } from "../around/FormField.tsx";
import { LEAVING, Submit, useWaiting } from "../around/Press.tsx";
import { problemIn, Trouble } from "../around/Trouble.tsx";

interface AcceptanceProps {
	invitation: ReadInvitation;
	/** The invitation as the server knows it: by its letter's token, or by its id. */
	which: { token: string } | { invitation: string };
	me: Invitee;
}

/** Asks for what is not known yet of the person and their organisation, and accepts. */
export function Acceptance({ invitation, which, me }: AcceptanceProps) {
	const [name, setName] = useState("");
	const [title, setTitle] = useState(invitation.title);
	const [siret, setSiret] = useState("");
	const [problem, setProblem] = useState<Problem | null>(null);
	const [waiting, run] = useWaiting();
	const { asksSiret, organisation } = invitation;
	const accept = async () => {
		const { value, problem } = await ask<Accepted>("POST", "/api/invitations/accept", {
			...which,
			title,
			...(name.trim() ? { name } : {}),
			...(asksSiret ? { siret } : {}),
		});
		setProblem(problem);
		if (!value) return null;
		location.assign(value.convention ? `/conventions/${value.convention}` : `/organisations/${value.organisation}`);
		return LEAVING;
	};
	const submit = (event: FormEvent) => {
		event.preventDefault();
		void run(accept);
	};
	return (
		<form noValidate onSubmit={submit}>
			{me.name === "" && (
				<TextField
					label="Votre prénom et votre nom"
					autoComplete="name"
					value={name}
					onChange={setName}
					problem={problemIn(problem, "name")}
				/>
			)}
			<TextField
				label="Votre fonction"
				hint="Par exemple : Secrétaire de mairie."
				autoComplete="organization-title"
				value={title}
				onChange={setTitle}
			/>
			{asksSiret && (
				<TextField
					label={`Numéro SIRET : ${organisation}`}
					hint="14 chiffres. Vous êtes la première personne de cet organisme ici."
					inputMode="numeric"
					autoComplete="off"
					value={siret}
					onChange={setSiret}
					problem={problemIn(problem, "siret")}
				/>
			)}
			<Trouble problem={problem} fields={["name", "siret"]} />
			<Submit waiting={waiting}>Accepter l’invitation</Submit>
		</form>
	);
}
