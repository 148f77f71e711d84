import { type FormEvent, useState } from "react";
import { deviceInWords } from "../../shared/account/device.ts";
import type { OwnPasskey } from "../../shared/account/profile.ts";
import { ask, type Problem } from "../api.ts";
import type { Act } from "./Profile.tsx";
import { addPasskey, knowsPasskeys } from "./passkey.ts";
import { Sure } from "./Sure.tsx";
import { TextField } from "./TextField.tsx";
import { dayInWords } from "./words.ts";

/** The keys one enters with in place of a link: add one, name it, take it away. */
export function Passkeys({ passkeys, act }: { passkeys: OwnPasskey[]; act: Act }) {
	const add = () => act(() => addPasskey(deviceInWords(navigator.userAgent)), "La clé d’accès est enregistrée.");
	return (
		<section aria-labelledby="passkeys">
			<h2 id="passkeys">Clés d’accès</h2>
			<p>
				Une clé d’accès remplace le lien par e-mail : votre appareil vous reconnaît à l’empreinte, au visage ou au code.
			</p>
			<ul className="things">
				{passkeys.map((passkey) => (
					<Passkey key={passkey.id} passkey={passkey} act={act} />
				))}
			</ul>
			{knowsPasskeys() ? (
				<button type="button" className="secondary" onClick={add}>
					Ajouter une clé d’accès
				</button>
			) : (
				<p className="quiet">Ce navigateur ne connaît pas les clés d’accès.</p>
			)}
		</section>
	);
}

function Passkey({ passkey: { id, name, addedAt, synced }, act }: { passkey: OwnPasskey; act: Act }) {
	const [naming, setNaming] = useState(false);
	const path = `/api/account/passkeys/${encodeURIComponent(id)}`;
	const rename = async (typed: string) => {
		const problem = await act(
			async () => (await ask("PATCH", path, { name: typed })).problem,
			"La clé d’accès a son nouveau nom.",
		);
		if (!problem) setNaming(false);
		return problem;
	};
	const remove = () => act(async () => (await ask("DELETE", path)).problem, "La clé d’accès est retirée.");
	if (naming) {
		return (
			<li>
				<Rename name={name} onRename={rename} onLeave={() => setNaming(false)} />
			</li>
		);
	}
	return (
		<li>
			<span className="what">
				<strong>{name}</strong>
				<span className="quiet">
					Ajoutée le {dayInWords(addedAt)}
					{synced && ", partagée entre vos appareils"}
				</span>
			</span>
			<span className="acts">
				<button type="button" className="plain" onClick={() => setNaming(true)} aria-label={`Renommer : ${name}`}>
					Renommer
				</button>
				<Sure label="Retirer" confirm="Retirer cette clé" about={name} onSure={remove} />
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
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		if (!typed.trim()) return setProblem({ code: "missing", message: "Donnez un nom à cette clé." });
		setProblem(await onRename(typed));
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
				<button type="submit" className="secondary">
					Enregistrer
				</button>
				<button type="button" className="plain" onClick={onLeave}>
					Annuler
				</button>
			</span>
		</form>
	);
}
