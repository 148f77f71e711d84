import { useRef, useState } from "react";
import { typeset } from "../../shared/text/typography.ts";
import { send } from "../api.ts";
import { Press } from "../around/Press.tsx";
import { sendLogo } from "../files/send-logo.ts";
import { IMAGES } from "../files/upload.ts";

interface OrganisationLogoProps {
	/** Where the organisation is asked for. */
	path: string;
	name: string;
	/** What its bytes are known by; null without a logo. */
	hash: string | null;
	mayChange: boolean;
	onChange: (done: string) => Promise<void>;
}

/** The image that the organisation's conventions bear from their first day. */
export function OrganisationLogo({ path, name, hash, mayChange, onChange }: OrganisationLogoProps) {
	const input = useRef<HTMLInputElement>(null);
	const [sending, setSending] = useState(false);
	const [wrong, setWrong] = useState("");
	if (hash === null && !mayChange) return null;
	const address = `${path}/logo`;
	const set = async (file: File | undefined) => {
		if (!file) return;
		setSending(true);
		const refused = await sendLogo(address, file);
		setSending(false);
		setWrong(refused ?? "");
		if (refused === null) await onChange("Le logo est enregistré.");
	};
	const remove = async () => {
		const problem = await send("DELETE", address);
		setWrong(problem?.message ?? "");
		if (!problem) await onChange("Le logo est retiré.");
	};
	return (
		<section aria-labelledby="logo" className="organisation-logo">
			<h2 id="logo">Logo</h2>
			{hash && <img src={`${address}?${hash}`} alt={`Logo : ${name}`} />}
			{mayChange && (
				<>
					<p className="hint">Les conventions que l’organisme rejoindra le porteront sur leur couverture.</p>
					<div className="acts">
						<button
							type="button"
							className="secondary"
							aria-disabled={sending}
							onClick={sending ? undefined : () => input.current?.click()}
						>
							{sending ? "Envoi…" : hash ? "Remplacer" : "Ajouter le logo"}
						</button>
						{hash && !sending && (
							<Press className="plain" onPress={remove}>
								Retirer<span className="unseen"> le logo</span>
							</Press>
						)}
					</div>
					{wrong && (
						<p role="alert" className="wrong">
							{typeset(wrong)}
						</p>
					)}
					<input
						ref={input}
						type="file"
						accept={IMAGES}
						hidden
						onChange={({ target }) => {
							void set(target.files?.[0]);
							target.value = "";
						}}
					/>
				</>
			)}
		</section>
	);
}
