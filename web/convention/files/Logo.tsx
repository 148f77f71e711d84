import { useRef, useState } from "react";
import { refuses } from "../../../shared/access.ts";
import type { TextParty } from "../../../shared/text/text.ts";
import { typeset } from "../../../shared/text/typography.ts";
import { send } from "../../api.ts";
import { sendLogo } from "../../files/send-logo.ts";
import { IMAGES } from "../../files/upload.ts";
import { useConvention } from "../context.ts";

/** Sets, replaces and removes the logo of one's own party; nothing for anybody else (R24). */
export function LogoChoice({ party }: { party: TextParty }) {
	const { page, replica } = useConvention();
	const input = useRef<HTMLInputElement>(null);
	const [sending, setSending] = useState(false);
	const [said, setSaid] = useState("");
	if (refuses(page.me, "setLogo", replica.reading.state.structure.phase, party.id)) return null;
	const path = `/api/conventions/${encodeURIComponent(page.convention.id)}/parties/${encodeURIComponent(party.id)}/logo`;

	const set = async (file: File | undefined) => {
		if (!file) return;
		setSending(true);
		setSaid((await sendLogo(path, file)) ?? "");
		setSending(false);
	};
	const remove = async () => setSaid((await send("DELETE", path))?.message ?? "");
	return (
		<span className="logo-choice">
			<button type="button" disabled={sending} onClick={() => input.current?.click()}>
				{sending ? "Envoi…" : party.logo ? "Remplacer" : "Ajouter le logo"}
				<span className="unseen">{party.logo ? ` le logo de ${party.name}` : ` de ${party.name}`}</span>
			</button>
			{party.logo && !sending && (
				<button type="button" onClick={remove}>
					Retirer<span className="unseen"> le logo de {party.name}</span>
				</button>
			)}
			{!refuses(page.me, "addParty", replica.reading.state.structure.phase) && (
				<a className="to-parties" href={`/conventions/${encodeURIComponent(page.convention.id)}/parties`}>
					Ajouter une partie
				</a>
			)}
			<span className="logo-said" role="alert">
				{typeset(said)}
			</span>
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
		</span>
	);
}
