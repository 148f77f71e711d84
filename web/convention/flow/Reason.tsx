import { type FormEvent, useState } from "react";
import type { Problem } from "../../api.ts";
import { FormField } from "../../around/FormField.tsx";
import { Submit, useWaiting } from "../../around/Press.tsx";
import { Trouble } from "../../around/Trouble.tsx";

interface ReasonProps {
	label: string;
	/** On the button that sends it. */
	yes: string;
	/** Sends the reason; null once it is done. */
	onSend: (reason: string) => Promise<Problem | null>;
	onCancel: () => void;
}

/** As long as the server takes. */
const MOST = 2_000;

/** Asks for the reason, which everybody will read: without one nothing is sent. */
export function Reason({ label, yes, onSend, onCancel }: ReasonProps) {
	const [reason, setReason] = useState("");
	const [problem, setProblem] = useState<Problem | null>(null);
	const [waiting, run] = useWaiting();
	const send = (event: FormEvent) => {
		event.preventDefault();
		void run(async () => setProblem(reason.trim() === "" ? missing : await onSend(reason)));
	};
	return (
		<form noValidate onSubmit={send}>
			<FormField
				label={label}
				hint="Toutes les parties liront cette raison."
				problem={problem?.code === "missingReason" ? problem.message : ""}
			>
				{(attributes) => (
					<textarea
						{...attributes}
						// biome-ignore lint/a11y/noAutofocus: the person has just asked for it.
						autoFocus
						rows={4}
						maxLength={MOST}
						value={reason}
						onChange={({ target }) => setReason(target.value)}
					/>
				)}
			</FormField>
			<Trouble problem={problem?.code === "missingReason" ? null : problem} />
			<div className="acts">
				<Submit waiting={waiting} className="stop">
					{yes}
				</Submit>
				<button type="button" className="plain" onClick={onCancel}>
					Annuler
				</button>
			</div>
		</form>
	);
}

const missing: Problem = {
	code: "missingReason",
	message: "Donnez la raison en quelques mots : les autres parties la liront.",
};
