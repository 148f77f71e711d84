import { type FormEvent, useState } from "react";
import { deviceInWords } from "../../shared/account/device.ts";
import type { OwnPasskey } from "../../shared/account/profile.ts";
import { inWords } from "../../shared/day.ts";
import { ask, type Problem } from "../api.ts";
import { TextField } from "../around/FormField.tsx";
import { useReturn } from "../around/focus.ts";
import { Press, Submit, useWaiting } from "../around/Press.tsx";
import { Sure } from "../around/Sure.tsx";
import type { Act } from "./act.ts";
import { addPasskey, knowsPasskeys } from "./passkey.ts";

/** The keys one enters with in place of a link: add one, name it, take it away. */
export function Passkeys({ passkeys, act }: { passkeys: OwnPasskey[]; act: Act }) {
	const add = () => act(() => addPasskey(deviceInWords(navigator.userAgent)), "La clé d’accès est enregistrée.");
	return (
		<section aria-labelledby="passkeys">
			<h2 id="passkeys">Clés d’accès</h2>
			<p>
				Pour entrer sans attendre d’e-mail&nbsp;: votre appareil vous reconnaît à l’empreinte, au visage ou au code.
			</p>
			<ul className="lines">
				{passkeys.map((passkey) => (
					<Passkey key={passkey.id} passkey={passkey} act={act} />
				))}
			</ul>
			{knowsPasskeys() ? (
				<Press className="secondary" onPress={add}>
					Ajouter une clé d’accès
				</Press>
			) : (
				<p className="hint">Ce navigateur ne connaît pas les clés d’accès.</p>
			)}
		</section>
	);
}

function Passkey({ passkey: { id, name, addedAt, synced }, act }: { passkey: OwnPasskey; act: Act }) {
	const [naming, setNaming] = useState(false);
	const [nameIt, comeBack] = useReturn();
	const leave = () => {
		setNaming(false);
		comeBack();
	};
	const path = `/api/account/passkeys/${encodeURIComponent(id)}`;
	const rename = async (typed: string) => {
		const problem = await act(
			async () => (await ask("PATCH", path, { name: typed })).problem,
			"La clé d’accès a son nouveau nom.",
		);
		if (!problem) leave();
		return problem;
	};
	const remove = () => act(async () => (await ask("DELETE", path)).problem, "La clé d’accès est retirée.");
	if (naming) {
		return (
			<li>
				<Rename name={name} onRename={rename} onLeave={leave} />
			</li>
		);
	}
	return (
		<li>
			<span className="what">
				<strong>
					<bdi>{name}</bdi>
				</strong>
				<span>
					Ajoutée le {inWords("day", addedAt)}
					{synced && ", partagée entre vos appareils"}
				</span>
			</span>
			<span className="acts">
				<button type="button" className="plain" ref={nameIt} onClick={() => setNaming(true)}>
					Renommer<span className="unseen"> la clé {name}</span>
				</button>
				<Sure
					words="Retirer"
					about={`la clé ${name}`}
					question="Elle ne vous fera plus entrer. Le lien par e-mail reste."
					yes="Retirer la clé"
					onYes={remove}
				/>
			</span>
		</li>
	);
}

interface RenameProps {
	name: string;
	onRename: (name: string) => Promise<Problem | null>;
	onLeave: () => void;
}

function Rename({ name, onRename, onLeave }: RenameProps) {
	const [typed, setTyped] = useState(name);
	const [problem, setProblem] = useState<Problem | null>(null);
	const [waiting, run] = useWaiting();
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (!typed.trim()) return setProblem({ code: "missing", message: "Donnez un nom à cette clé." });
		void run(async () => setProblem(await onRename(typed)));
	};
	return (
		<form noValidate className="inline" onSubmit={submit}>
			<TextField
				label="Nom de la clé"
				// Somebody has just asked to type here.
				autoFocus
				maxLength={60}
				value={typed}
				onChange={setTyped}
				problem={problem}
			/>
			<span className="acts">
				<Submit className="secondary" waiting={waiting}>
					Enregistrer
				</Submit>
				<button type="button" className="plain" onClick={onLeave}>
					Annuler
				</button>
			</span>
		</form>
	);
}
